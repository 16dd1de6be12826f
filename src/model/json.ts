/** A value that JSON can hold, as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/**
 * Whether a number is sure to be the one that its text had. Past 2^53 `JSON.parse` rounds: what it
 * gives is not to be compared, nor shown.
 */
export function isExact(value: number): boolean {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER
}

/** A JSON Schema (draft 2020-12, plus the words of `src/contract/schema/own-keywords.ts`). */
export type JsonSchema = boolean | { [keyword: string]: unknown }
