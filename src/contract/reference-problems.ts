import { checkBehavior } from './behavior-references.ts'
import type { ContractProblem } from './error.ts'
import { suggestion } from './nearest.ts'
import { pointerProblem, tokens } from './pointer.ts'
import type { RawContract } from './raw.ts'
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
  checkRoles(contract, report)
  checkExpressions(contract, report)
  for (const index of contract.behaviors.keys()) checkBehavior(contract, index, report)
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
  if (listing.label) check(['listing', 'label', 'at'], listing.label.at)
  for (const [name, field] of Object.entries(listing.fields ?? {})) {
    const path = ['listing', 'fields', name]
    check(path, typeof field === 'string' ? field : field.at)
  }
}

/** `--base-url` finds a contract by these; what is no address finds nothing. */
function checkServers({ servers }: RawContract, report: Report): void {
  for (const [index, server] of servers.entries()) {
    if (!URL.canParse(server)) report(['servers', index], `"${server}" is not a URL`)
  }
}

function checkRoles({ credentials }: RawContract, report: Report): void {
  if (Object.hasOwn(credentials, 'nobody')) {
    const message = 'no role can be called "nobody": "as: nobody" sends no credential'
    report(['credentials', 'nobody'], message, 'key')
  }
}

function checkExpressions({ listing }: RawContract, report: Report): void {
  for (const [name, field] of Object.entries(listing.fields ?? {})) {
    if (typeof field === 'string') continue
    for (const key of ['take', 'unless'] as const) {
      const problem = field[key] === undefined ? null : regexProblem(field[key])
      if (problem !== null) report(['listing', 'fields', name, key], `"${key}": ${problem}`)
      else if (key === 'take' && field.take !== undefined && groupsIn(field.take) === 0) {
        const message = '"take" has no group: the value is what the first ( ) matches'
        report(['listing', 'fields', name, key], message)
      }
    }
  }
}
