import { Ajv2020 } from 'ajv/dist/2020.js'
import { addOurFormats } from './formats.ts'
import { addWords } from './words.ts'

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
