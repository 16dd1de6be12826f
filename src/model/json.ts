/** A value that JSON can hold, as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A JSON Schema (draft 2020-12, plus the words of `src/contract/schema/own-keywords.ts`). */
export type JsonSchema = boolean | { [keyword: string]: unknown }
