import type { Behavior } from '../model/contract.ts'
import type { BehaviorReport, TargetReport } from '../model/report.ts'
import type { Clock } from '../http/limiter.ts'
import { Limiters } from '../http/limiters.ts'
import { openTransport } from '../http/send.ts'
import { Wire } from '../http/wire.ts'
import { burstOutcomes } from './burst.ts'
import { confirm } from './confirm.ts'
import type { RunContext } from './context.ts'
import { applyDeviations } from './deviations.ts'
import { exercise } from './exercise.ts'
import { openAccount } from './open-account.ts'
import { activeOutcome, lacking, passiveOutcome } from './outcomes.ts'
import { redactError, redactReport } from './redaction.ts'
import type { Target } from './target.ts'
import { behaviorReport, countVerdicts, errorReason, targetVerdict } from './verdicts.ts'
import type { BehaviorOutcome } from './verdicts.ts'

/**
 * Judges a target by its contract. Never throws for what a server does.
 * @param clock for limits and retries
 * @param select the behaviors that are asked for; the report has no others
 */
export async function checkTarget(
  whole: Target,
  clock: Clock,
  select: (behavior: Behavior) => boolean = () => true,
): Promise<TargetReport> {
  const behaviors = whole.contract.behaviors.filter(select)
  const target = { ...whole, contract: { ...whole.contract, behaviors } }
  const { contract, settings, baseUrl } = target
  const transport = openTransport({
    baseUrl,
    path: contract.operation.path,
    credentials: new Map(contract.credentials.map((credential) => [credential.role, credential])),
    timeoutMs: settings.timeoutMs,
    connections: settings.concurrency,
  })
  const wire = new Wire({
    send: transport.send,
    limiters: limitersOf(target, clock),
    clock,
    concurrency: settings.concurrency,
    timeoutMs: settings.timeoutMs,
    maxRequests: settings.maxRequests,
    random: Math.random,
  })
  try {
    return redactReport(await judgeTarget(target, wire, clock), target, wire.log)
  } catch (error) {
    throw redactError(error, target, wire.log)
  } finally {
    await transport.close()
  }
}

/** `--rate` for all together, or the contract's limit less a tenth; without either there is none. */
function limitersOf(
  { contract: { rateLimit }, settings: { rate } }: Target,
  clock: Clock,
): Limiters {
  if (rate !== null) return new Limiters({ requests: rate, windowMs: 60_000 }, 'account', clock)
  if (!rateLimit) return new Limiters(null, 'account', clock)
  const { requests, seconds, per } = rateLimit
  const limit = { requests: Math.max(1, Math.floor(requests * 0.9)), windowMs: seconds * 1000 }
  return new Limiters(limit, per, clock)
}

async function judgeTarget(target: Target, wire: Wire, clock: Clock): Promise<TargetReport> {
  const { contract, name, baseUrl, deviations } = target
  const opened = await openAccount(target, wire, clock)
  const judged = opened.ok
    ? await judgeBehaviors(contract.behaviors, opened.context)
    : contract.behaviors.map((behavior) =>
        behaviorReport(behavior, { ...opened.problem, kind: opened.problem.verdict, cases: 0 }),
      )
  const { behaviors, stale } = applyDeviations(judged, deviations, new Date())
  const verdict = opened.ok ? targetVerdict(behaviors) : 'error'
  return {
    name,
    provider: contract.provider,
    baseUrl,
    contract: { revision: contract.revision, sha256: contract.sha256 },
    verdict,
    reason: opened.ok ? errorReason(verdict, behaviors, wire.brokenOff) : opened.problem.reason,
    counts: countVerdicts(behaviors),
    requests: wire.counts,
    behaviors,
    stale: opened.ok ? stale : [],
  }
}

async function judgeBehaviors(
  behaviors: readonly Behavior[],
  context: RunContext,
): Promise<BehaviorReport[]> {
  const active = behaviors.filter((behavior) => behavior.kind === 'active')
  const exercised = new Map(
    await Promise.all(active.map(async (one) => [one.id, await exercise(one, context)] as const)),
  )
  await confirm(behaviors, exercised, context)
  const outcomes = new Map<string, BehaviorOutcome>()
  for (const behavior of active) {
    const found = exercised.get(behavior.id)
    if (found) outcomes.set(behavior.id, await activeOutcome(behavior, found, context))
  }
  for (const [id, outcome] of await burstOutcomes(behaviors, context)) outcomes.set(id, outcome)
  // Last of all, because every answer counts, those to shrinking and to the burst included.
  context.readings.takeIn()
  return behaviors.map((behavior) => {
    if (behavior.kind === 'passive') outcomes.set(behavior.id, passiveOutcome(behavior, context))
    return behaviorReport(behavior, outcomes.get(behavior.id) ?? lacking(behavior, null, context))
  })
}
