import type { Instance } from '../model/account.ts'
import type { Contract, ItemGroup, Shape } from '../model/contract.ts'
import { itemMismatches } from './expectation.ts'
import type { Mismatch } from './judgement.ts'

/** What the instances of one answer show of one behavior. */
export interface ItemsResult {
  /** Instances that were judged. */
  cases: number
  /** How many of them are broken. */
  brokenCases: number
  /** The first mismatches. */
  mismatches: Mismatch[]
}

/** So many mismatches of one answer are more than a report shows. */
const mostPerAnswer = 20

/** So few instances stay near the processor while each group looks at them. */
const atOnce = 100

const known = new WeakMap<readonly Instance[], ReadonlyMap<string, ItemsResult>>()

/**
 * Judges instances by all behaviors on every item, in one pass: nearly every instance of nearly every
 * server fits all of them.
 * @returns what is shown, by the id of the behavior
 */
export function judgeItems(
  instances: readonly Instance[],
  contract: Contract,
): ReadonlyMap<string, ItemsResult> {
  const before = known.get(instances)
  if (before) return before
  const tallies = contract.itemGroups.map((group) => new Tally(group, contract))
  for (let from = 0; from < instances.length; from += atOnce) {
    const some = instances.slice(from, from + atOnce)
    for (const tally of tallies) tally.add(some)
  }
  const results = new Map(tallies.flatMap((tally) => tally.results()))
  known.set(instances, results)
  return results
}

/** One behavior of a group, and what was shown of it so far. */
interface Judged {
  id: string
  shapes: readonly Shape[]
  result: ItemsResult
}

/** Counts what instances show of the behaviors of one group. */
class Tally {
  readonly #contract: Contract
  readonly #judged: readonly Judged[]
  /** Those that say nothing of some instances. */
  readonly #optional: readonly Judged[]
  readonly #isAsked: ((item: unknown) => boolean) | null
  readonly #fits: (item: unknown) => boolean
  /** There is one shape: what does not fit the group does not fit it. */
  readonly #isAlone: boolean
  /** Instances that fit everything. */
  #fitting = 0

  constructor(group: ItemGroup, contract: Contract) {
    this.#isAsked = group.when?.fits ?? null
    this.#fits = group.fits
    this.#contract = contract
    this.#judged = group.behaviors.map(({ id, shapes }) => ({
      id,
      shapes,
      result: { cases: 0, brokenCases: 0, mismatches: [] },
    }))
    this.#optional = this.#judged.filter(isOptional)
    this.#isAlone = this.#judged.flatMap(({ shapes }) => shapes).length === 1
  }

  add(instances: readonly Instance[]): void {
    const isAsked = this.#isAsked
    const fits = this.#fits
    for (const { item, index } of instances) {
      if (isAsked !== null && !isAsked(item)) continue
      if (!fits(item)) for (const judged of this.#judged) this.#judge(judged, item, index)
      else this.#fit(item)
    }
  }

  #fit(item: unknown): void {
    this.#fitting++
    for (const { shapes, result } of this.#optional) if (apply(shapes, item)) result.cases++
  }

  results(): [id: string, result: ItemsResult][] {
    return this.#judged.map((judged) => {
      const { id, result } = judged
      const fitting = isOptional(judged) ? 0 : this.#fitting
      return [id, { ...result, cases: result.cases + fitting }]
    })
  }

  #judge({ shapes, result }: Judged, item: unknown, index: number): void {
    if (!apply(shapes, item)) return
    result.cases++
    if (!this.#isAlone && shapes.every((shape) => shape.fits(item))) return
    result.brokenCases++
    if (result.mismatches.length >= mostPerAnswer) return
    for (const shape of shapes)
      result.mismatches.push(...itemMismatches(shape, item, index, this.#contract))
  }
}

function isOptional({ shapes }: Judged): boolean {
  return shapes.some(({ optional }) => optional)
}

function apply(shapes: readonly Shape[], item: unknown): boolean {
  for (const shape of shapes) if (shape.optional && !shape.applies(item)) return false
  return true
}
