import { Ajv2020 } from 'ajv/dist/2020.js'
import type { DataValidationCxt } from 'ajv/dist/types/index.js'
import { addOurFormats } from './formats.ts'
import { words } from './words.ts'

const shared = new Map<boolean, Ajv2020>()

/**
 * The validators of the process: one that checks schemas before it compiles them, and one that
 * trusts schemas that were checked before. They are shared because the meta-schema of JSON Schema
 * takes longer to compile than a whole contract. Not optimizing their code costs nothing that could
 * be measured later.
 */
export function sharedAjv({ trusting }: { trusting: boolean }): Ajv2020 {
  const known = shared.get(trusting)
  if (known) return known
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    // What every object inherits (`toString`) is no member of a body.
    ownProperties: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    verbose: true,
    logger: false,
    validateSchema: !trusting,
    code: { optimize: false },
  })
  addOurFormats(ajv)
  addWords(ajv, { trusting })
  shared.set(trusting, ajv)
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
