import { runawayPart } from './runaway.ts'

/** What is wrong with a regular expression, which is read with the flag `u`; null where nothing is. */
export function regexProblem(pattern: string): string | null {
  try {
    new RegExp(pattern, 'u')
    return endlessProblem(pattern)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return `no regular expression: ${reason.replace(/^Invalid regular expression: .*: /s, '')}`
  }
}

function endlessProblem(pattern: string): string | null {
  const part = runawayPart(pattern)
  return part === null
    ? null
    : `no regular expression that is sure to end in time, for "${part}" may match one text in many ways: begin with ^, and let what repeats be followed by what it cannot match, as in [^,]*,`
}

/** How many groups a regular expression has. */
export function groupsIn(pattern: string): number {
  // With an empty alternative it matches anything.
  return (new RegExp(`${pattern}|`, 'u').exec('')?.length ?? 1) - 1
}
