import type { ContractProblem } from './error.ts'
import { variablesIn } from './expectation.ts'
import { generatorKinds, kindsIn } from './generators.ts'
import { suggestion } from './nearest.ts'
import { pointerProblem, tokens } from './pointer.ts'
import type { RawBehavior, RawContract, RawExpectation, RawGenerator } from './raw.ts'
import type { Source } from './source.ts'

type Path = readonly (string | number)[]
type Report = (path: Path, message: string, part?: 'key' | 'value') => void

/** Checks that every name that a contract mentions is one that it defines. */
export function referenceProblems(contract: RawContract, source: Source): ContractProblem[] {
  const problems: ContractProblem[] = []
  const report: Report = (path, message, part) =>
    problems.push({ place: source.placeOf(path, part), message })
  checkListing(contract, report)
  checkIds(contract, report)
  for (const [index, behavior] of contract.behaviors.entries()) {
    new BehaviorChecker(contract, behavior, ['behaviors', index], report).check()
  }
  return problems
}

function checkIds({ behaviors }: RawContract, report: Report): void {
  const seen = new Map<string, number>()
  for (const [index, { id }] of behaviors.entries()) {
    if (seen.has(id))
      report(['behaviors', index, 'id'], `the id "${id}" is taken by an earlier behavior`)
    else seen.set(id, index)
  }
}

/** A pointer into an item that the contract's own item schema cannot have matches nothing, ever. */
function checkListing({ listing, schemas }: RawContract, report: Report): void {
  const item = schemas?.item
  const members =
    typeof item === 'object' ? Object.keys((item.properties as object | undefined) ?? {}) : []
  const check = (path: Path, pointer: string): void => {
    const [member] = tokens(pointer)
    const problem = pointerProblem(pointer)
    if (problem) report(path, problem)
    else if (members.length > 0 && member !== undefined && !members.includes(member)) {
      report(
        path,
        `"${pointer}" cannot match: schemas.item has no "${member}"${suggestion(member, members)}`,
      )
    }
  }
  check(['listing', 'id'], listing.id)
  for (const [name, field] of Object.entries(listing.fields ?? {})) {
    const path = ['listing', 'fields', name]
    check(path, typeof field === 'string' ? field : field.at)
  }
}

class BehaviorChecker {
  readonly #contract: RawContract
  readonly #behavior: RawBehavior
  readonly #path: Path
  readonly #report: Report
  readonly #used = new Set<string>()

  constructor(contract: RawContract, behavior: RawBehavior, path: Path, report: Report) {
    this.#contract = contract
    this.#behavior = behavior
    this.#path = path
    this.#report = report
  }

  check(): void {
    this.#checkKind()
    this.#checkGenerators()
    this.#checkRequest()
    this.#checkExpectations()
    for (const variable of this.#variables()) {
      if (!this.#used.has(variable))
        this.#problem(['for-all', variable], `the variable "${variable}" is never used`, 'key')
    }
  }

  #problem(path: Path, message: string, part?: 'key' | 'value'): void {
    this.#report([...this.#path, ...path], message, part)
  }

  #variables(): string[] {
    return Object.keys(this.#behavior['for-all'] ?? {})
  }

  #use(path: Path, variable: string): void {
    this.#used.add(variable)
    const known = this.#variables()
    if (!known.includes(variable)) {
      this.#problem(path, `no variable "${variable}" in for-all${suggestion(variable, known)}`)
    }
  }

  #checkKind(): void {
    const behavior = this.#behavior
    const kinds = (['on', 'request', 'burst'] as const).filter((key) => behavior[key] !== undefined)
    if (kinds.length !== 1) {
      this.#problem(
        [],
        `a behavior has exactly one of "on", "request" and "burst"; this one has ${kinds.join(' and ') || 'none'}`,
      )
    }
    if (behavior.alternatives && behavior.level !== 'observe') {
      this.#problem(
        ['alternatives'],
        'alternatives are for level observe: a rule has one right answer',
        'key',
      )
    }
    if (!behavior.expect && !behavior.alternatives && !behavior.together && !behavior.burst) {
      this.#problem([], 'nothing is expected: "expect" is missing')
    }
    if (behavior.burst && !this.#contract.rateLimit) {
      this.#problem(['burst'], 'a burst needs "rateLimit" in the contract', 'key')
    }
    if (behavior.burst) this.#role(['burst', 'as'], behavior.burst.as)
    if (behavior.when?.item !== undefined && behavior.on !== 'every-item') {
      this.#problem(['when', 'item'], '"item" needs "on: every-item"', 'key')
    }
  }

  #checkGenerators(): void {
    for (const [variable, raw] of Object.entries(this.#behavior['for-all'] ?? {})) {
      this.#checkGenerator(['for-all', variable], raw)
    }
  }

  #checkGenerator(path: Path, raw: RawGenerator): void {
    const kinds = kindsIn(raw)
    const [kind] = kinds
    if (kind === undefined || kinds.length > 1) {
      const names = Object.keys(generatorKinds).join(', ')
      this.#problem(
        path,
        `expected exactly one generator (${names})${kinds.length > 1 ? `, not ${kinds.join(' and ')}` : ''}`,
      )
      return
    }
    const { argument, options } = generatorKinds[kind]
    for (const key of Object.keys(raw)) {
      if (key !== kind && !(options as readonly string[]).includes(key)) {
        this.#problem(
          [...path, key],
          `the generator "${kind}" takes no option "${key}"${suggestion(key, options)}`,
          'key',
        )
      }
    }
    if (argument === 'field') this.#field([...path, kind], String(raw[kind]))
    if (argument === 'role') this.#role([...path, kind], String(raw[kind]))
    if (argument === 'generators') {
      for (const [index, inner] of (raw[kind] as RawGenerator[]).entries())
        this.#checkGenerator([...path, kind, index], inner)
    }
    const apart = raw['apart-from']
    if (typeof apart === 'string') this.#use([...path, 'apart-from'], apart)
  }

  #checkRequest(): void {
    const request = this.#behavior.request
    if (!request) return
    if (typeof request.as === 'string') {
      const [variable] = variablesIn(request.as)
      if (variable !== undefined) this.#use(['request', 'as'], variable)
      else if (request.as !== 'nobody') this.#role(['request', 'as'], request.as)
    } else {
      for (const [role, value] of Object.entries(request.as)) {
        this.#role(['request', 'as', role], role, 'key')
        for (const variable of variablesIn(value)) this.#use(['request', 'as', role], variable)
      }
    }
    for (const [name, value] of Object.entries(request.query ?? {})) {
      const path = ['request', 'query', name]
      const variables =
        typeof value === 'string'
          ? variablesIn(value)
          : [...value.join, ...(value.layout ? [value.layout] : [])]
      for (const variable of variables) this.#use(path, variable)
    }
  }

  #checkExpectations(): void {
    const { expect, alternatives } = this.#behavior
    for (const [index, raw] of [expect ?? []].flat().entries()) {
      this.#checkExpectation(Array.isArray(expect) ? ['expect', index] : ['expect'], raw)
    }
    for (const [index, { expect: raw }] of (alternatives ?? []).entries()) {
      this.#checkExpectation(['alternatives', index, 'expect'], raw)
    }
  }

  #checkExpectation(path: Path, { items, item }: RawExpectation): void {
    if (
      item !== undefined &&
      this.#behavior.on !== 'every-item' &&
      this.#behavior.on !== undefined
    ) {
      this.#problem([...path, 'item'], '"item" needs "on: every-item" or a request', 'key')
    }
    if (items === undefined || typeof items === 'string') return
    const { own } = items
    if (own) {
      this.#field([...path, 'items', 'own', 'field'], own.field)
      for (const variable of variablesIn(own.of))
        this.#use([...path, 'items', 'own', 'of'], variable)
    }
    for (const word of ['where', 'where-any'] as const) {
      for (const [field, condition] of Object.entries(items[word] ?? {})) {
        const at = [...path, 'items', word, field]
        this.#field(at, field, 'key')
        for (const variable of variablesIn(Object.values(condition).join(' ')))
          this.#use(at, variable)
      }
    }
  }

  #field(path: Path, name: string, part?: 'key' | 'value'): void {
    const fields = Object.keys(this.#contract.listing.fields ?? {})
    if (!fields.includes(name))
      this.#problem(path, `listing.fields has no "${name}"${suggestion(name, fields)}`, part)
  }

  #role(path: Path, name: string, part?: 'key' | 'value'): void {
    const roles = Object.keys(this.#contract.credentials)
    if (!roles.includes(name))
      this.#problem(path, `credentials has no role "${name}"${suggestion(name, roles)}`, part)
  }
}
