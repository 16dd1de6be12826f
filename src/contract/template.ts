/** Whether a variable can be called so. */
export function isVariableName(name: string): boolean {
  return /^\w+$/.test(name)
}

/** The variable of a text that is nothing but `{variable}`. */
export function variableIn(text: string): string | null {
  return /^\{(\w+)\}$/.exec(text)?.[1] ?? null
}

/** All variables that a text mentions as `{variable}`. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
}

/** What in a text looks like a variable and is none, in words; null where there is no such thing. */
export function bracesProblem(text: string): string | null {
  const rest = text.replace(/\{\w+\}/g, '')
  const [odd] = /\{[\w.\- ]*\}/.exec(rest) ?? []
  if (odd !== undefined)
    return `"${odd}" is no variable: their names are made of letters, digits and "_"`
  return rest.split('{').length === rest.split('}').length
    ? null
    : 'a brace of "{variable}" is missing'
}
