/** What is wrong with a regular expression, which is read with the flag `u`; null where nothing is. */
export function regexProblem(pattern: string): string | null {
  try {
    new RegExp(pattern, 'u')
    return null
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return `no regular expression: ${reason.replace(/^Invalid regular expression: .*: /s, '')}`
  }
}

/** How many groups a regular expression has. */
export function groupsIn(pattern: string): number {
  // With an empty alternative it matches anything.
  return (new RegExp(`${pattern}|`, 'u').exec('')?.length ?? 1) - 1
}
