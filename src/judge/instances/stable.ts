import { valueAt } from '../../contract/pointer.ts'
import type { Instance } from '../../model/account.ts'
import type { Field, Listing } from '../../model/contract.ts'
import { byIdentity } from './listing.ts'
import { held, judged } from '../judgement.ts'
import type { Judgement } from '../judgement.ts'
import { apartWords } from './relation.ts'

/** What one answer listed, and when it was under way, in ms on the clock of the wire. */
export interface TimedListing {
  instances: readonly Instance[]
  from: number
  to: number
  /** Nothing else was asked between the answer before and this request. */
  follows?: boolean
}

/** So many steps from one answer to the next show whether something happens at each of them. */
const leastSteps = 4

/** So often no lasting value of an instance changes within one run. */
const leastChanges = 4

/** So many answers are put into words. */
const mostWorded = 8

/** An instance that is still served beside the listing is looked for so often, there and not there. */
const surePhases = 6

/** No account turns over as a whole so often within one run. */
const mostTurns = 2

/**
 * Judges answers to the same request. Instances come and go on a live account, and one may be away
 * once. What no account does is to gain or lose another instance with each request, to turn over as
 * a whole again and again, or to show an instance whose id the server draws after it was gone, and
 * hide it once more: what was deleted never comes back under its id. Nor does a value that an
 * instance keeps, such as its name, become another again and again.
 * @param others answers to other requests: what they list is there, and what they do not may be
 */
export function judgeStable(
  snapshots: readonly TimedListing[],
  { id, drawnId, fields }: Pick<Listing, 'id' | 'drawnId' | 'fields'>,
  others: readonly TimedListing[] = [],
): Judgement {
  const sorted = snapshots.toSorted((one, other) => one.to - other.to)
  const lists = new Set(sorted.map(({ instances }) => instances))
  if (lists.size > 1) {
    const isHiding = drawnId ? (hidden(sorted, id) ?? withheld(sorted, others, id)) : null
    const unlike = isHiding ?? restless(sorted)
    if (unlike !== null) {
      const expected = 'the same instances at every request'
      return judged([{ expected, actual: unlike, pointer: null }])
    }
    const changing = changingValue(inOrder(sorted), lastingOf(fields))
    if (changing !== null) {
      const expected = 'the same values at every request'
      return judged([{ expected, actual: changing, pointer: null }])
    }
  }
  if ([...lists].some((list) => byIdentity(list).size > 0)) return held
  const isEmpty = [...lists].every(({ length }) => length === 0)
  return { kind: 'vacuous', needs: isEmpty ? '1 instance' : apartWords(id) }
}

/** Fields that an instance keeps. */
export function lastingOf(fields: Listing['fields']): readonly Field[] {
  return [...fields.values()].filter(({ moves }) => !moves)
}

/** Which lasting value becomes another with most requests, in words; null where none does. */
function changingValue(inTurn: readonly TimedListing[], lasting: readonly Field[]): string | null {
  const found = [...(inTurn[0] ? byIdentity(inTurn[0].instances) : [])].flatMap(
    ([identity, { index }]) =>
      lasting.flatMap(({ name }) => {
        const { changes, steps } = changesOf(name, identity, inTurn)
        const isChanging = changes >= leastChanges && 2 * changes >= steps
        return isChanging ? [{ index, name, changes, steps }] : []
      }),
  )
  const [first, ...more] = found
  if (!first) return null
  const others = more.length === 0 ? '' : `; so did ${more.length} more`
  const { name, index, changes, steps } = first
  return `${name} of instance ${index + 1} changed ${changes} times in ${steps + 1} requests${others}`
}

/** How often a value became another one; to be absent for a while is no change. */
function changesOf(
  field: string,
  identity: string,
  inTurn: readonly TimedListing[],
): { changes: number; steps: number } {
  const values = inTurn.flatMap(
    ({ instances }) => byIdentity(instances).get(identity)?.values.get(field) ?? [],
  )
  const changes = values.slice(1).filter((value, index) => value !== values[index]).length
  return { changes, steps: Math.max(0, values.length - 1) }
}

/** Which instance was listed, then not, then listed, then not, in words; null where none was. */
function hidden(sorted: readonly TimedListing[], id: string): string | null {
  const sightings = sorted.map(asListing)
  const [one, ...more] = unsteady(sorted, id).filter(
    ([identity]) => phasesOf(identity, sightings) >= 4,
  )
  if (!one) return null
  const others =
    more.length === 0 ? '' : `; so ${more.length === 1 ? 'was' : 'were'} ${more.length} more`
  return `instance ${one[1].index + 1} was listed, then not, then listed, then not${others}`
}

/** Which instance is not listed any more while other answers list it again and again; null where none is. */
function withheld(
  sorted: readonly TimedListing[],
  others: readonly TimedListing[],
  id: string,
): string | null {
  const sightings = [
    ...sorted.map(asListing),
    ...others.map((other) => ({ ...other, isWhole: false })),
  ].toSorted((one, other) => one.to - other.to)
  const [one, ...more] = unsteady(sorted, id).filter(
    ([identity]) => phasesOf(identity, sightings) >= surePhases,
  )
  if (!one) return null
  const and = more.length === 0 ? '' : ` and ${more.length} more`
  return `instance ${one[1].index + 1}${and} not listed any more, and still served to other requests`
}

/** Instances that some answer lists and another does not, by the first that lists them. */
function unsteady(sorted: readonly TimedListing[], id: string): [string, Instance][] {
  const first = new Map<string, Instance>()
  for (const { instances } of sorted)
    for (const [identity, instance] of byIdentity(instances))
      if (!first.has(identity) && hasId(instance, id)) first.set(identity, instance)
  return [...first].filter(([identity]) =>
    sorted.some(({ instances }) => !byIdentity(instances).has(identity)),
  )
}

/** An answer that shows that an instance is there; a whole one also that it is not. */
type Sighting = TimedListing & { isWhole: boolean }

function asListing(listing: TimedListing): Sighting {
  return { ...listing, isWhole: true }
}

/** Whether an instance is known by its id, and not by its fields for want of one. */
function hasId({ item }: Instance, id: string): boolean {
  return (valueAt(item, id) ?? null) !== null
}

/**
 * How often an instance was listed, then not, and so on. Answers in flight together have no order:
 * each counts only where it was asked for after the one before had come.
 * @param sorted by when they came
 */
function phasesOf(identity: string, sorted: readonly Sighting[]): number {
  let phases = 0
  let since = -Infinity
  for (const { instances, from, to, isWhole } of sorted) {
    const isListed = byIdentity(instances).has(identity)
    if (from <= since || (!isListed && !isWhole) || isListed !== (phases % 2 === 0)) continue
    phases++
    since = to
  }
  return phases
}

/** What happens with every request, in words; null where nothing does. */
function restless(sorted: readonly TimedListing[]): string | null {
  const ordered = inOrder(sorted)
  const sets = ordered.map(({ instances }) => byIdentity(instances))
  const seen = new Set(sets[0]?.keys())
  const steps = sets.slice(1).map((after, index) => {
    const before = sets[index] ?? new Map<string, Instance>()
    const kept = [...after.keys()].filter((identity) => before.has(identity)).length
    const fresh = [...after.keys()].filter((identity) => !seen.has(identity))
    for (const identity of fresh) seen.add(identity)
    const isNext = ordered[index + 1]?.follows ?? true
    return { kept, gone: before.size - kept, come: after.size - kept, fresh: fresh.length, isNext }
  })
  const what = wordsOf(steps)
  if (what === null) return null
  const sizes = sets.slice(0, mostWorded).map(({ size }) => size)
  return `${what}: ${sizes.join(', then ')}${sets.length > mostWorded ? ', …' : ''} listed`
}

interface Step {
  kept: number
  gone: number
  come: number
  /** How many were in no answer before. */
  fresh: number
  /** Nothing else was asked in between. */
  isNext: boolean
}

function wordsOf(steps: readonly Step[]): string | null {
  const turns = steps.filter(({ kept, gone }) => gone > 1 && kept < gone).length
  if (turns > mostTurns) return 'other instances again and again'
  if (steps.filter(({ isNext }) => isNext).length < leastSteps) return null
  if (steps.every(({ fresh }) => fresh > 0)) return 'more instances with every request'
  const isLosing = steps.every(({ gone, come }) => gone > 0 && come === 0)
  return isLosing ? 'fewer instances with every request' : null
}

/** Those that were asked for after the one before had come. */
function inOrder(sorted: readonly TimedListing[]): TimedListing[] {
  let since = -Infinity
  return sorted.filter(({ from, to }) => {
    if (from <= since) return false
    since = to
    return true
  })
}
