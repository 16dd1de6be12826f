import type { Exchange } from '../recording/exchange.ts'
import { Timeline } from './instances/timeline.ts'
import type { Clock } from '../wire/limiter.ts'
import type { Wire } from '../wire/wire.ts'
import { Asks } from '../ask/request-cache.ts'
import { baselineProblem } from './baseline.ts'
import { anonymous } from '../ask/cases.ts'
import type { RunContext } from './context.ts'
import { credentialsOf } from '../ask/credentials.ts'
import { PassiveJudge } from './passive.ts'
import type { TargetProblem } from '../model/problem.ts'
import { listOf, readingRequest, Readings } from './instances/snapshots.ts'
import { ShrinkBudget } from './shrink-budget.ts'
import type { Target } from '../model/target.ts'

/** Reads the account for the first time; what makes all judging pointless comes back instead. */
export async function openAccount(
  target: Target,
  wire: Wire,
  clock: Clock,
): Promise<{ ok: true; context: RunContext } | { ok: false; problem: TargetProblem }> {
  const asks = new Asks(wire)
  const reading = readingRequest(target)
  const first = await asks.ask(reading)
  const unasked = (): Promise<Exchange> => asks.ask({ ...reading, as: anonymous })
  const problem = await baselineProblem(target, first, unasked)
  if (problem) return { ok: false, problem }
  const timeline = new Timeline()
  const readings = new Readings(target, wire, timeline)
  readings.takeIn()
  const instances = listOf(first, target) ?? []
  const account = { instances, credentials: credentialsOf(target, instances) }
  const baseline = first.id
  const passive = new PassiveJudge(target.contract, timeline, wire.log, baseline)
  const known = { timeline, readings, account, baseline, passive, shrinking: new ShrinkBudget() }
  return { ok: true, context: { target, wire, asks, clock, ...known } }
}
