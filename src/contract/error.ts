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

  constructor(file: string, problems: readonly ContractProblem[]) {
    super(render(file, problems))
    this.file = file
    this.problems = problems
  }
}

function render(file: string, problems: readonly ContractProblem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`
  return [`contract ${file}: ${count}`, ...problems.map((problem) => line(file, problem))].join(
    '\n',
  )
}

function line(file: string, { place, message }: ContractProblem): string {
  if (!place) return `  ${message}`
  const head = `  ${file}:${place.line}:${place.column}  ${message}`
  return `${head}\n${place.excerpt.replace(/^/gm, '      ')}`
}
