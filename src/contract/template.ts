/** The variable of a text that is nothing but `{variable}`. */
export function variableIn(text: string): string | null {
  return /^\{(\w+)\}$/.exec(text)?.[1] ?? null
}

/** From left to right: a literal brace, which is written twice, or a variable. */
const parts = /\{\{|\}\}|\{(\w+)\}/g

/** The variable that is named, be it as `x` or as `{x}`. */
export function bare(written: string): string {
  return variableIn(written) ?? written
}

/** All variables that a text mentions as `{variable}`. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(parts)].flatMap(([, name]) => name ?? [])
}

/** The text with each variable's value in its place, and `{{` and `}}` as single braces. */
export function filledIn(text: string, valueOf: (variable: string) => string): string {
  return text.replace(parts, (part, name: string | undefined) =>
    name === undefined ? part.slice(1) : valueOf(name),
  )
}

/** What in a text looks like a variable and is none, in words; null where there is no such thing. */
export function bracesProblem(text: string): string | null {
  const rest = text.replace(parts, '')
  const [odd] = /\{[\w.\- ]*\}/.exec(rest) ?? []
  if (odd !== undefined)
    return `"${odd}" is not a variable: names have letters, digits and "_" only; write a literal brace twice`
  return rest.split('{').length === rest.split('}').length
    ? null
    : 'a brace of "{variable}" is missing; write a literal brace twice'
}
