import type { JsonText, Level, Scope, SecretPart } from '../model/contract.ts'
import type { JsonSchema } from '../model/json.ts'
import type { RawShape } from './schema/shape.ts'

/** A contract as the file has it, once it fits contracts/contract.schema.json. */
export interface RawContract {
  provider: string
  title: string
  revision: string
  docs: string
  servers: string[]
  operation: { method: 'GET'; path: string }
  credentials: Record<string, RawCredential>
  rateLimit?: { requests: number; seconds: number; per?: 'account' | 'credential' }
  listing: {
    items: string
    id: string
    drawnId?: boolean
    query?: Record<string, string>
    fields?: Record<string, string | RawField>
    label?: { at: string; personal?: boolean }
  }
  secrets?: string[]
  personal?: string[]
  secretIn?: SecretPart[]
  schemas?: Record<string, JsonSchema>
  behaviors: RawBehavior[]
}

export interface RawCredential {
  header: string
  scheme?: string
  env: string
  discover?: string | { at: string; when: RawShape }
  inferred?: boolean
}

export interface RawField {
  at: string
  take?: string
  when?: RawShape
  example?: string
  unless?: string
  moves?: boolean
}

export type RawStatus = number | string | (number | string)[]

export interface RawBehavior {
  id: string
  level: Level
  covers: string[]
  title: string
  needs?: string
  'opt-in'?: '--burst'
  on?: Scope
  when?: { status?: RawStatus; body?: RawShape; item?: RawShape }
  'for-all'?: Record<string, RawGenerator>
  request?: RawRequest
  runs?: number
  expect?: RawExpectation | RawExpectation[]
  together?: 'all'
  alternatives?: { words: string; expect: RawExpectation }[]
  burst?: { as: string }
}

export type RawGenerator = Record<string, unknown>

export interface RawRequest {
  as: string | Record<string, string>
  /** Or several that take turns, one a case. */
  query?: RawQuery | RawQuery[]
  headers?: Record<string, string | null>
  repeat?: number
}

/** A name with a list of values stands so often. */
export type RawQuery = Record<string, RawQueryValue | RawQueryValue[]>

export type RawQueryValue = string | RawJoin

export interface RawJoin {
  join: string[]
  by: string
  layout?: string
}

export interface RawExpectation {
  status?: RawStatus
  contentType?: string
  json?: JsonText
  listing?: boolean
  body?: RawShape
  item?: RawShape
  items?: RawRelation
}

export type RawConditions = Record<
  string,
  { is?: string; in?: string | string[]; contains?: string }
>

export type RawRelation =
  | 'all'
  | 'none'
  | 'within'
  | 'stable'
  | {
      where?: RawConditions
      'where-any'?: RawConditions
      own?: { field: string; of: string; count?: number; 'or-none'?: boolean }
    }
