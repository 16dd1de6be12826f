/** A place in a contract file, both counted from 1, with the line itself and a caret below it. */
export interface Place {
  line: number
  column: number
  excerpt: string
}

/** One thing that is wrong with a contract. */
export interface ContractProblem {
  /** Where in the file; null where the file as a whole is meant. */
  place: Place | null
  message: string
}

/** A contract that cannot be used. Lists everything that is wrong with it, each with its place. */
export class ContractError extends Error {
  override readonly name = 'ContractError'
  readonly file: string
  readonly problems: readonly ContractProblem[]

  /** @param more how many problems are not listed */
  constructor(file: string, problems: readonly ContractProblem[], more = 0) {
    super(render(file, problems, more))
    this.file = file
    this.problems = problems
  }
}

/** Control characters as pictures of the same width; the tab stays, since it indents. */
export function visible(text: string): string {
  return Array.from(text, picture).join('')
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code === 9) return character
  if (code < 32) return String.fromCodePoint(0x2400 + code)
  return code >= 127 && code < 160 ? '\u2421' : character
}

function render(file: string, problems: readonly ContractProblem[], more: number): string {
  const total = problems.length + more
  const count = total === 1 ? '1 problem' : `${total} problems`
  return [
    `contract ${file}: ${count}`,
    ...problems.map((problem) => line(file, problem)),
    ...(more > 0 ? [`  and ${more} more, which may follow from these`] : []),
  ].join('\n')
}

function line(file: string, { place, message }: ContractProblem): string {
  if (!place) return `  ${visible(message)}`
  const head = `  ${file}:${place.line}:${place.column}  ${visible(message)}`
  return `${head}\n${place.excerpt.replace(/^/gm, '      ')}`
}
