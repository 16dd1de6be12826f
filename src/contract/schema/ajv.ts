import { Ajv2020 } from 'ajv/dist/2020.js'
import type { DataValidationCxt } from 'ajv/dist/types/index.js'
import { addOurFormats } from './formats.ts'
import { words } from './own-keywords.ts'

/** What a validator is for. */
export interface AjvUse {
  /** `decide` whether a value fits, as fast as can be, or `tell` all that is wrong with it (default). */
  purpose?: 'decide' | 'tell'
  /** Schemas were checked before. */
  trusting: boolean
}

const shared = new Map<string, Ajv2020>()

/**
 * The validators of the process, one for each use. They are shared because the meta-schema of JSON
 * Schema takes longer to compile than a whole contract. Not optimizing their code costs nothing
 * that could be measured later.
 */
export function sharedAjv({ purpose = 'tell', trusting }: AjvUse): Ajv2020 {
  const name = `${purpose} ${trusting}`
  const known = shared.get(name)
  if (known) return known
  const ajv = new Ajv2020({
    allErrors: purpose === 'tell',
    verbose: purpose === 'tell',
    strict: true,
    // What every object inherits (`toString`) is no member of a body.
    ownProperties: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    logger: false,
    validateSchema: !trusting,
    code: { optimize: false },
  })
  addOurFormats(ajv)
  addWords(ajv, { trusting })
  shared.set(name, ajv)
  return ajv
}

/**
 * Teaches the words to a validator.
 * @param trusting their arguments were checked before
 */
function addWords(ajv: Ajv2020, { trusting }: { trusting: boolean }): void {
  for (const word of words) {
    ajv.addKeyword({
      keyword: word.keyword,
      ...(word.type ? { type: word.type } : {}),
      ...(trusting ? {} : { metaSchema: word.argument }),
      errors: false,
      compile: (argument: unknown) => {
        const holds = word.rule(argument as never)
        return (value: unknown, place?: DataValidationCxt) =>
          place === undefined || holds(value as never, place)
      },
    })
  }
}
