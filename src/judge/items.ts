import type { Instance } from '../model/account.ts'
import type { Contract, PassiveBehavior, Shape } from '../model/contract.ts'
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

/** Equal answers are one list, and are judged once by each behavior. */
const known = new WeakMap<readonly Instance[], Map<string, ItemsResult>>()

/** Judges the instances of one answer by a behavior on every item. */
export function judgeItems(
  behavior: PassiveBehavior,
  instances: readonly Instance[],
  contract: Pick<Contract, 'listing'>,
): ItemsResult {
  const results = known.get(instances) ?? new Map<string, ItemsResult>()
  known.set(instances, results)
  const result = results.get(behavior.id) ?? judged(behavior, instances, contract)
  results.set(behavior.id, result)
  return result
}

function judged(
  { when, expect }: PassiveBehavior,
  instances: readonly Instance[],
  contract: Pick<Contract, 'listing'>,
): ItemsResult {
  const shapes = expect.flatMap(({ item }) => item ?? [])
  const result: ItemsResult = { cases: 0, brokenCases: 0, mismatches: [] }
  for (const { item, index } of instances) {
    if (when.shape?.fits(item) === false || !apply(shapes, item)) continue
    result.cases++
    if (shapes.every((shape) => shape.fits(item))) continue
    result.brokenCases++
    if (result.mismatches.length >= mostPerAnswer) continue
    for (const shape of shapes)
      result.mismatches.push(...itemMismatches(shape, item, index, contract))
  }
  return result
}

function apply(shapes: readonly Shape[], item: unknown): boolean {
  return shapes.every((shape) => shape.applies(item))
}
