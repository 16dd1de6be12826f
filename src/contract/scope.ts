import { kindsIn, holdsOf } from './generator-kinds.ts'
import type { Holds } from './generator-kinds.ts'
import { suggestion } from './nearest.ts'
import type { RawBehavior, RawContract, RawGenerator } from './raw.ts'
import { isVariableName, variableIn } from './template.ts'

export type Path = readonly (string | number)[]

/** Takes a problem, and where it is. */
export type Report = (path: Path, message: string, part?: 'key' | 'value') => void

/** What a place of a behavior needs of the variable that it names. */
export interface Need {
  holds: readonly Holds[]
  /** Says it, to follow a semicolon. */
  words: string
}

/** The names that a behavior may mention; unknown ones are reported, used ones remembered. */
export class Scope {
  readonly contract: RawContract
  readonly behavior: RawBehavior
  readonly #path: Path
  readonly #report: Report
  readonly #used = new Set<string>()

  constructor(contract: RawContract, behavior: RawBehavior, path: Path, report: Report) {
    this.contract = contract
    this.behavior = behavior
    this.#path = path
    this.#report = report
  }

  /** Reports a problem at a path inside the behavior. */
  problem(path: Path, message: string, part?: 'key' | 'value'): void {
    this.#report([...this.#path, ...path], message, part)
  }

  /** Variables of `for-all`, in its order. */
  get variables(): string[] {
    return Object.keys(this.behavior['for-all'] ?? {})
  }

  /** Variables that nothing named so far; what is no name cannot be used, and was reported. */
  get unused(): string[] {
    return this.variables.filter((name) => isVariableName(name) && !this.#used.has(name))
  }

  /** A variable is named: its generator, or null where there is no such variable. */
  generatorOf(path: Path, name: string): RawGenerator | null {
    this.#used.add(name)
    const { variables } = this
    if (variables.includes(name)) return this.behavior['for-all']?.[name] ?? null
    this.problem(path, `no variable "${name}" in for-all${suggestion(name, variables)}`)
    return null
  }

  /** A variable is named, as `x` or `{x}`, that must hold something of a kind. */
  variable(path: Path, written: string, need: Need): void {
    const name = variableIn(written) ?? written
    const generator = this.generatorOf(path, name)
    if (!generator || holdsOf(generator).every((holds) => need.holds.includes(holds))) return
    const kinds = kindsIn(generator).join(' and ')
    this.problem(path, `"${name}" is drawn by the generator "${kinds}"; ${need.words}`)
  }

  /** A field of `listing.fields` is named. */
  field(path: Path, name: string, part?: 'key' | 'value'): void {
    const fields = Object.keys(this.contract.listing.fields ?? {})
    if (!fields.includes(name))
      this.problem(path, `listing.fields has no "${name}"${suggestion(name, fields)}`, part)
  }

  /** A role of `credentials` is named. */
  role(path: Path, name: string, part?: 'key' | 'value'): void {
    const roles = Object.keys(this.contract.credentials)
    if (!roles.includes(name))
      this.problem(path, `credentials has no role "${name}"${suggestion(name, roles)}`, part)
  }
}
