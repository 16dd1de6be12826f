import { Ajv2020 } from 'ajv/dist/2020.js'
import { addOurFormats } from './formats.ts'
import { addWords } from './words.ts'

let shared: Ajv2020 | null = null

/**
 * The one validator of the process: it compiles the meta-schema of JSON Schema once, which takes
 * longer than a whole contract. Not optimizing its code costs nothing that could be measured later.
 */
export function sharedAjv(): Ajv2020 {
  if (shared) return shared
  shared = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    verbose: true,
    logger: false,
    code: { optimize: false },
  })
  addOurFormats(shared)
  addWords(shared)
  return shared
}
