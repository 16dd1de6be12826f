/** A schema, as an author wrote it. */
export type Keywords = Readonly<Record<string, unknown>>

/** The keywords that `nounOf` puts into words. */
export const nounKeywords: ReadonlySet<string> = new Set(
  `const enum type format pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum
   minItems maxItems uniqueItems lengthOf uniqueBy pluralOf equalTo notBefore newestFirst endsWith`.split(
    /\s+/,
  ),
)

/** Whether a schema says something of the value itself alone. */
export function isPlain(schema: unknown): schema is Keywords {
  return (
    typeof schema === 'object' &&
    schema !== null &&
    Object.keys(schema).every((keyword) => nounKeywords.has(keyword))
  )
}

/** Whether a schema says nothing but a pattern. */
export function isPatternOnly(not: unknown): not is { pattern: string } {
  return isPlain(not) && Object.keys(not).length === 1 && typeof not.pattern === 'string'
}
