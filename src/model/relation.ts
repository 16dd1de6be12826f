/** What a condition compares with: a variable of the case, or values that the contract names. */
export type Wanted =
  { kind: 'variable'; variable: string } | { kind: 'values'; values: readonly string[] }

/** What an instance's field must be for a filter to select it. */
export interface Condition {
  field: string
  test: 'is' | 'in' | 'contains'
  wanted: Wanted
}

/** Which instances an answer must list, compared by identity. */
export type Relation =
  | { kind: 'all' }
  | { kind: 'none' }
  | { kind: 'within' }
  | { kind: 'stable' }
  | { kind: 'where'; conditions: readonly Condition[]; combine: 'and' | 'or' }
  | {
      kind: 'own'
      field: string
      variable: string
      /** How many there are; null where that is not documented. */
      count: number | null
      /** Some of them, or none, is right as well. */
      orNone: boolean
    }
