import { checkBehavior } from './behavior-references.ts'
import type { ContractProblem } from './error.ts'
import { suggestion } from './nearest.ts'
import { tokens } from './pointer.ts'
import type { RawContract, RawField } from './raw.ts'
import { groupsIn, regexProblem } from './schema/regex.ts'
import type { Path, Report, Source } from './source.ts'

/** Checks that every name that a contract mentions is one that it defines. */
export function referenceProblems(contract: RawContract, source: Source): ContractProblem[] {
  const problems: ContractProblem[] = []
  const report: Report = (path, message, part) =>
    problems.push({ place: source.placeOf(path, part), message })
  checkListing(contract, report)
  checkIds(contract, report)
  checkServers(contract, report)
  for (const [index, behavior] of contract.behaviors.entries())
    checkBehavior(contract, behavior, (path, ...problem) =>
      report(['behaviors', index, ...path], ...problem),
    )
  return problems
}

function checkIds({ behaviors }: RawContract, report: Report): void {
  const ids = behaviors.map(({ id }) => id)
  for (const [index, id] of ids.entries()) {
    if (ids.indexOf(id) < index)
      report(['behaviors', index, 'id'], `the id "${id}" is taken by an earlier behavior`)
  }
}

/** A pointer into an item that the contract's own item schema cannot have matches nothing, ever. */
function checkListing({ listing, schemas }: RawContract, report: Report): void {
  const { properties } = Object(schemas?.item) as { properties?: object }
  const members = Object.keys(properties ?? {})
  const check = (path: Path, pointer: string): void => {
    const [member] = tokens(pointer)
    if (members.length === 0 || member === undefined || members.includes(member)) return
    const near = suggestion(member, members)
    report(path, `"${pointer}" cannot match: schemas.item has no "${member}"${near}`)
  }
  check(['listing', 'id'], listing.id)
  if (listing.label) check(['listing', 'label', 'at'], listing.label.at)
  for (const [name, field] of Object.entries(listing.fields ?? {})) {
    const path = ['listing', 'fields', name]
    check(path, typeof field === 'string' ? field : field.at)
    if (typeof field === 'object') checkExpressions(path, field, report)
  }
}

function checkExpressions(path: Path, { take, unless }: RawField, report: Report): void {
  for (const [key, pattern] of Object.entries({ take, unless })) {
    const problem = pattern === undefined ? null : regexProblem(pattern)
    if (problem !== null) report([...path, key], `"${key}": ${problem}`)
    else if (key === 'take' && pattern !== undefined && groupsIn(pattern) === 0)
      report([...path, key], '"take" has no group: the value is what the first ( ) matches')
  }
}

/** `--base-url` finds a contract by these; what is no address finds nothing. */
function checkServers({ servers }: RawContract, report: Report): void {
  for (const [index, server] of servers.entries()) {
    if (!URL.canParse(server)) report(['servers', index], `"${server}" is not a URL`)
  }
}
