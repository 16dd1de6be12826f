import type { ContractProblem } from '../error.ts'
import type { RawContract } from '../raw.ts'
import type { Source } from '../source.ts'
import { structureChecker } from '../yaml-structure.ts'
import { metaSchemas } from './meta-schema.ts'
import { schemaOf, Validator } from './shape.ts'
import type { RawShape } from './shape.ts'

type OwnSchema = Readonly<Record<string, unknown>>

/** Checks every schema of a contract: keywords and their arguments, references, regular expressions. */
export function schemaProblems(contract: RawContract, source: Source): ContractProblem[] {
  const found = (checkSchemas ??= structureChecker(contractOf(metaSchemas)))(source)
  return found.length > 0 ? found : compileProblems(contract, source)
}

let checkSchemas: ReturnType<typeof structureChecker> | null = null

/** Where a contract has schemas and shapes; all else is right. */
function contractOf($defs: { schema: OwnSchema; shape: OwnSchema }): OwnSchema {
  const shape = { $ref: '#/$defs/shape' }
  const conditional = { additionalProperties: { properties: { when: shape } } }
  const shapes = { properties: { body: shape, item: shape } }
  const behavior = {
    when: shapes,
    expect: { ...shapes, items: shapes },
    alternatives: { items: { properties: { expect: shapes } } },
  }
  return {
    $defs,
    properties: {
      credentials: {
        additionalProperties: { properties: { discover: { properties: { when: shape } } } },
      },
      listing: { properties: { fields: conditional } },
      schemas: { additionalProperties: { $ref: '#/$defs/schema' } },
      behaviors: { items: { properties: behavior } },
    },
  }
}

/** What only compiling finds: keywords that mean nothing without another, for example. */
function compileProblems({ schemas = {} }: RawContract, source: Source): ContractProblem[] {
  const validator = new Validator(schemas)
  const check = (shape: RawShape) => compileProblem(shape, validator)
  const inSchemas = structureChecker(contractOf({ schema: { check }, shape: {} }))(source)
  return inSchemas.length > 0
    ? inSchemas
    : structureChecker(contractOf({ schema: {}, shape: { check } }))(source)
}

function compileProblem(shape: RawShape, validator: Validator): string | null {
  try {
    validator.check(schemaOf(shape))
    return null
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return reason.replace('strict mode: ', '').replace(/contract-\d+#\/\$defs\//g, '#/schemas/')
  }
}
