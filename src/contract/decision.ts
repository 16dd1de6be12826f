import type { JsonSchema } from '../model/json.ts'
import { conjunction } from './conjunction.ts'
import { DecisionCode } from './decision-code.ts'
import type { Definitions } from './decision-code.ts'
import { Beyond } from './expressions.ts'

/** Whether a value fits. */
export type Decision = (value: unknown) => boolean

/**
 * Decides on a schema as Ajv does, and makes nothing but the verdict. Ajv makes objects of what it
 * finds wrong even in a condition or a `not`, where a right value has to be wrong, and of where it is:
 * of an instance of 220 bytes, 1,400 bytes.
 * @param schema none of whose names is inherited by every object
 * @returns null where the schema says what is left to Ajv
 */
export function decision(schema: JsonSchema, definitions: Definitions): Decision | null {
  const code = new DecisionCode(definitions)
  try {
    const fits = code.fits(conjunction([schema]), {
      value: 'root',
      parent: 'undefined',
      pointer: '""',
    })
    return compiled(fits, code)
  } catch (error) {
    if (error instanceof Beyond) return null
    throw error
  }
}

function compiled(fits: string, { constants, variables }: DecisionCode): Decision {
  const body = [
    `const [${constants.map((_, index) => `c${index}`).join(', ')}] = constants`,
    'return (root) => {',
    variables.length > 0 ? `let ${variables.join(', ')}` : '',
    `return ${fits}`,
    '}',
  ]
  // As Ajv makes its own functions; authors' words are in the code as JSON only.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const make = new Function('constants', `'use strict'\n${body.join('\n')}`) as (
    constants: readonly unknown[],
  ) => Decision
  return make(constants)
}
