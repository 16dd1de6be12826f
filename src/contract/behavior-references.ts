import { generatorKinds, holdsOf, kindOf } from './generator-kinds.ts'
import type { Holds } from './generator-kinds.ts'
import { suggestion } from './nearest.ts'
import type {
  RawBehavior,
  RawConditions,
  RawContract,
  RawExpectation,
  RawGenerator,
  RawJoin,
  RawQueryValue,
  RawRequest,
} from './raw.ts'
import type { Path, Report } from './source.ts'
import { bare, bracesProblem, variableIn, variablesIn } from './template.ts'

/** What a place of a behavior needs of the variable that it names, and that in words. */
interface Need {
  holds: readonly Holds[]
  words: string
}

const needs = {
  text: { holds: ['text', 'list'], words: 'only texts and lists of texts go into a query' },
  layout: { holds: ['layout'], words: '"layout" takes one of the generator "layout"' },
  credential: {
    holds: ['credential'],
    words: 'the credential to ask with is drawn by the generator "credential"',
  },
  forged: {
    holds: ['wrong'],
    words: "a role's value is drawn by the generator \"wrong\"; a right one asks as '{variable}'",
  },
  own: { holds: ['credential'], words: '"of" takes one of the generator "credential"' },
  is: { holds: ['text'], words: '"is" compares with one text ("in" with a list of them)' },
  in: {
    holds: ['list'],
    words: '"in" compares with a list, of "some" or "unknown" with "count" ("is" with one text)',
  },
  contains: { holds: ['text'], words: '"contains" takes one text' },
} as const satisfies Record<string, Need>

/**
 * Checks the names that a behavior mentions.
 * @param report takes paths inside of the behavior
 */
export function checkBehavior(contract: RawContract, behavior: RawBehavior, report: Report): void {
  const names = new Names(contract, behavior, report)
  if (behavior.burst) names.role(['burst', 'as'], behavior.burst.as)
  for (const [variable, raw] of Object.entries(behavior['for-all'] ?? {}))
    checkGenerator(names, ['for-all', variable], raw)
  if (behavior.request) checkRequest(names, behavior.request)
  checkExpectations(names)
  for (const variable of names.unused)
    names.problem(['for-all', variable], `the variable "${variable}" is never used`, 'key')
}

function checkGenerator(names: Names, path: Path, raw: RawGenerator): void {
  const kind = kindOf(raw)
  const at = [...path, kind]
  if (generatorKinds[kind] === 'field') names.field(at, String(raw[kind]))
  if (generatorKinds[kind] === 'role') names.role(at, String(raw[kind]))
  for (const [index, inner] of ((raw.any as RawGenerator[] | undefined) ?? []).entries())
    checkGenerator(names, [...at, index], inner)
  checkRange(names, path, raw)
  for (const option of ['apart-from', 'of']) checkOption(names, [...path, option], raw[option])
}

function checkRange(names: Names, path: Path, { some, count, min = 1, max = 4 }: RawGenerator) {
  const [from, to] = Array.isArray(count) ? (count as number[]) : []
  if (from !== undefined && to !== undefined && from > to) {
    names.problem([...path, 'count'], `"count" is from and to: ${from} is above ${to}`)
  }
  if (some !== undefined && Number(min) > Number(max)) {
    const message = `"min" (${Number(min)}) is above "max" (${Number(max)}); not given they are 1 and 4`
    names.problem(path, message)
  }
}

/** Checks the variable that an option of a variable names. */
function checkOption(names: Names, path: Path, written: unknown): void {
  if (typeof written !== 'string') return
  const [, itself] = path
  const name = bare(written)
  const generator = names.generatorOf(path, name)
  if (!generator || (['one', 'credential'].includes(kindOf(generator)) && name !== itself)) return
  const option = String(path.at(-1))
  names.problem(path, `"${option}" names another variable, of the generator "one" or "credential"`)
}

function checkRequest(names: Names, { as, query }: RawRequest): void {
  const path = ['request', 'as']
  if (typeof as !== 'string') {
    for (const [role, value] of Object.entries(as)) {
      names.role([...path, role], role, 'key')
      names.variable([...path, role], value, needs.forged)
    }
  } else if (variableIn(as) !== null) names.variable(path, as, needs.credential)
  else if (as !== 'nobody') names.role(path, as)
  for (const [at, one] of placed(['request', 'query'], query ?? {})) {
    for (const [name, values] of Object.entries(one)) {
      for (const [place, value] of placed([...at, name], values)) checkValue(names, place, value)
    }
  }
}

/** What stands alone or in a list, each with its path. */
function placed<T>(path: Path, raw: T | T[]): (readonly [Path, T])[] {
  return Array.isArray(raw) ? raw.map((one, index) => [[...path, index], one]) : [[path, raw]]
}

function checkValue(names: Names, path: Path, value: RawQueryValue): void {
  if (typeof value === 'string') checkText(names, path, value)
  else checkJoin(names, path, value)
}

function checkText(names: Names, path: Path, text: string): void {
  const problem = bracesProblem(text)
  if (problem !== null) names.problem(path, problem)
  for (const variable of variablesIn(text)) names.variable(path, variable, needs.text)
}

function checkJoin(names: Names, path: Path, { join, layout }: RawJoin): void {
  for (const [index, variable] of join.entries()) {
    names.variable([...path, 'join', index], variable, needs.text)
  }
  if (layout !== undefined) names.variable([...path, 'layout'], layout, needs.layout)
}

function checkExpectations(names: Names): void {
  const { expect = [], alternatives = [] } = names.behavior
  for (const [path, raw] of placed(['expect'], expect)) checkExpectation(names, path, raw)
  for (const [index, { expect: raw }] of alternatives.entries())
    checkExpectation(names, ['alternatives', index, 'expect'], raw)
}

function checkExpectation(names: Names, path: Path, { items }: RawExpectation): void {
  const at = [...path, 'items']
  if (items === undefined || typeof items === 'string') return
  if (items.own) {
    names.field([...at, 'own', 'field'], items.own.field)
    names.variable([...at, 'own', 'of'], items.own.of, needs.own)
  }
  for (const word of ['where', 'where-any'] as const) {
    for (const [field, condition] of Object.entries(items[word] ?? {}))
      checkCondition(names, [...at, word, field], field, condition)
  }
}

function checkCondition(
  names: Names,
  path: Path,
  field: string,
  condition: RawConditions[string],
): void {
  names.field(path, field, 'key')
  for (const test of ['is', 'in', 'contains'] as const) {
    const variable = condition[test]
    if (typeof variable === 'string') names.variable([...path, test], variable, needs[test])
  }
}

/** The names that a behavior may mention; unknown ones are reported, used ones remembered. */
class Names {
  readonly contract: RawContract
  readonly behavior: RawBehavior
  /** Reports a problem at a path inside of the behavior. */
  readonly problem: Report
  readonly #used = new Set<string>()

  constructor(contract: RawContract, behavior: RawBehavior, problem: Report) {
    this.contract = contract
    this.behavior = behavior
    this.problem = problem
  }

  /** Variables of `for-all`, in its order. */
  get variables(): string[] {
    return Object.keys(this.behavior['for-all'] ?? {})
  }

  /** Variables that nothing named so far. */
  get unused(): string[] {
    return this.variables.filter((name) => !this.#used.has(name))
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
    const name = bare(written)
    const generator = this.generatorOf(path, name)
    if (!generator || holdsOf(generator).every((holds) => need.holds.includes(holds))) return
    this.problem(path, `"${name}" is drawn by the generator "${kindOf(generator)}"; ${need.words}`)
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
