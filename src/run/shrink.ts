import fc from 'fast-check'
import type { ActiveBehavior } from '../model/contract.ts'
import type { Values } from '../values/value.ts'
import type { Judgement } from '../checks/judgement.ts'
import { requestOf } from './cases.ts'
import type { Case } from './cases.ts'
import { judgeCase } from './judge-active.ts'
import type { AnsweredCase } from './judge-active.ts'
import type { RunContext } from './context.ts'

/** How many requests may be spent on making one counterexample smaller. */
const requestsPerCase = 4

/** The smallest case that was found to fail, with the way to it. */
export interface Shrunk {
  answered: AnsweredCase
  judgement: Extract<Judgement, { kind: 'broken' }>
  /** Number of the case, then the steps of shrinking. */
  path: string
}

/** Makes a failing case smaller, as far as a few more requests reach. */
export async function shrink(
  behavior: ActiveBehavior,
  failing: Omit<Shrunk, 'path'>,
  { account, asks, target: { contract }, world, wire: { log } }: RunContext,
): Promise<Shrunk> {
  const { case: start } = failing.answered
  let smallest = failing
  let budget = requestsPerCase
  const fails = async (values: Values): Promise<boolean> => {
    const request = requestOf(behavior, values, account)
    if (!request || (!asks.has(request) && budget-- <= 0)) return false
    const answered = { case: { ...start, values, request }, exchanges: [await asks.ask(request)] }
    const judgement = judgeCase(behavior, answered, { contract, world, log })
    if (judgement.kind !== 'broken') return false
    smallest = { answered, judgement }
    return true
  }
  if (behavior.request.repeat > 1 || behavior.forAll.size === 0)
    return { ...failing, path: String(start.index) }
  const property = fc.asyncProperty(start.arbitrary, async (values) => !(await fails(values)))
  const { counterexamplePath } = await fc.check(property, { seed: start.seed, numRuns: 1 })
  const steps = counterexamplePath?.split(':').slice(1) ?? []
  return { ...smallest, path: [start.index, ...steps].join(':') }
}

/** Values as a report shows them: no credential, nothing of the machinery. */
export function counterexampleOf({ values }: Pick<Case, 'values'>): Record<string, unknown> | null {
  const shown = Object.entries(values).map(([name, value]) => [name, shownValue(value)] as const)
  return shown.length === 0 ? null : Object.fromEntries(shown)
}

function shownValue(value: Values[string]): unknown {
  if (typeof value === 'string' || Array.isArray(value)) return value
  const tagged = value as Exclude<typeof value, string | readonly string[]>
  switch (tagged.kind) {
    case 'held':
      return tagged.holder.shown
    case 'impostor':
      return tagged.shown
    case 'layout':
      return { order: tagged.order, gaps: tagged.gaps, before: tagged.before, after: tagged.after }
  }
}
