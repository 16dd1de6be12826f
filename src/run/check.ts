import type { Account } from '../model/account.ts'
import type { ActiveBehavior, Behavior, BurstBehavior, PassiveBehavior } from '../model/contract.ts'
import type { Exchange, WireRequest } from '../model/exchange.ts'
import type { BehaviorReport, TargetReport } from '../model/report.ts'
import type { Judgement } from '../checks/judgement.ts'
import { listedBy } from '../checks/listing.ts'
import { World } from '../checks/world.ts'
import { Limiter } from '../http/limiter.ts'
import type { Clock } from '../http/limiter.ts'
import { openTransport } from '../http/send.ts'
import { Wire } from '../http/wire.ts'
import { Asks } from './asks.ts'
import { baselineProblem } from './baseline.ts'
import { burst } from './burst.ts'
import { casesOf, nobody } from './cases.ts'
import { applyDeviations } from './deviations.ts'
import { failureOf } from './evidence.ts'
import { givenHolder, holdersOf } from './holders.ts'
import { describe, judgeAllTogether, judgeCase } from './judge-active.ts'
import type { AnsweredCase } from './judge-active.ts'
import { distinctAnswers, judgePassive } from './judge-passive.ts'
import type { Answered } from './judge-passive.ts'
import type { TargetProblem } from './problem.ts'
import { redactReport } from './redaction.ts'
import { counterexampleOf, shrink } from './shrink.ts'
import type { Target } from './target.ts'
import { behaviorReport, countVerdicts, targetVerdict } from './verdicts.ts'
import type { BehaviorOutcome } from './verdicts.ts'

/** Readings of the listing that are added before anything is called broken. */
const confirmingReadings = 2

/** Readings that are added where the account was seen to move. */
const movingReadings = 8

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
  const credentials = new Map(
    contract.credentials.map((credential) => [credential.role, credential]),
  )
  const transport = openTransport({
    baseUrl,
    path: contract.operation.path,
    credentials,
    timeoutMs: settings.timeoutMs,
    connections: settings.concurrency,
  })
  const wire = new Wire({
    send: transport.send,
    limiter: limiterOf(target, clock),
    clock,
    concurrency: settings.concurrency,
    maxRequests: settings.maxRequests,
    random: Math.random,
  })
  try {
    return await new TargetRun(target, wire, clock).report()
  } finally {
    await transport.close()
  }
}

function limiterOf({ contract, settings }: Target, clock: Clock): Limiter | null {
  if (settings.rate !== null) return new Limiter(settings.rate, 60_000, clock)
  const { rateLimit } = contract
  if (!rateLimit) return null
  return new Limiter(
    Math.max(1, Math.floor(rateLimit.requests * 0.9)),
    rateLimit.seconds * 1000,
    clock,
  )
}

class TargetRun {
  readonly #target: Target
  readonly #wire: Wire
  readonly #clock: Clock
  readonly #asks: Asks
  readonly #world = new World()
  #account: Account = { instances: [], holders: new Map() }
  #baseline = ''

  constructor(target: Target, wire: Wire, clock: Clock) {
    this.#target = target
    this.#wire = wire
    this.#clock = clock
    this.#asks = new Asks(wire)
  }

  async report(): Promise<TargetReport> {
    const problem = await this.#open()
    const behaviors = problem ? this.#unjudged(problem) : await this.#judgeAll()
    const withKnown = applyDeviations(behaviors, this.#target.deviations, new Date())
    const { contract, name, baseUrl } = this.#target
    const report: TargetReport = {
      name,
      provider: contract.provider,
      baseUrl,
      contract: { revision: contract.revision, sha256: contract.sha256 },
      verdict: problem ? 'error' : targetVerdict(withKnown.behaviors),
      reason: problem?.reason ?? null,
      counts: countVerdicts(withKnown.behaviors),
      requests: this.#wire.counts,
      behaviors: withKnown.behaviors,
      stale: problem ? [] : withKnown.stale,
    }
    return redactReport(report, this.#target, this.#wire.log)
  }

  /** The request that reads the whole account. */
  get #reading(): WireRequest {
    const [primary] = this.#target.contract.credentials
    const holder = primary ? givenHolder(this.#target, primary) : null
    return { as: holder ?? nobody, query: [], headers: {} }
  }

  /** Reads the account; what makes all judging pointless comes back. */
  async #open(): Promise<TargetProblem | null> {
    const first = await this.#asks.ask(this.#reading)
    this.#baseline = first.id
    const anonymous = (): Promise<Exchange> =>
      this.#asks.ask({ as: nobody, query: [], headers: {} })
    const problem = await baselineProblem(this.#target, first, anonymous)
    if (problem) return problem
    const instances = this.#read(first)
    this.#account = { instances, holders: holdersOf(this.#target, instances) }
    return null
  }

  /** Takes an unfiltered answer into the picture of the account. */
  #read({ outcome }: Exchange) {
    const list =
      outcome.kind === 'response' ? listedBy(outcome.response, this.#target.contract.listing) : null
    if (list) this.#world.add(list)
    return list ?? []
  }

  #unjudged({ verdict, reason }: TargetProblem): BehaviorReport[] {
    return this.#target.contract.behaviors.map((behavior) =>
      behaviorReport(
        behavior,
        verdict === 'error' ? { kind: 'error', cases: 0, reason } : { kind: 'unverified', reason },
      ),
    )
  }

  async #judgeAll(): Promise<BehaviorReport[]> {
    const { behaviors } = this.#target.contract
    const active = behaviors.filter((behavior) => behavior.kind === 'active')
    const answered = new Map(
      await Promise.all(
        active.map(async (behavior) => [behavior.id, await this.#exercise(behavior)] as const),
      ),
    )
    await this.#confirm(behaviors, answered)
    const bursts = await this.#burst(behaviors.filter((behavior) => behavior.kind === 'burst'))
    const shrunk = new Map<string, BehaviorOutcome>()
    for (const behavior of active) {
      const found = answered.get(behavior.id)
      if (found) shrunk.set(behavior.id, await this.#activeOutcome(behavior, found))
    }
    const answers = distinctAnswers(this.#wire.log)
    return behaviors.map((behavior) => {
      const outcome =
        shrunk.get(behavior.id) ??
        bursts.get(behavior.id) ??
        this.#passiveOutcome(behavior, answers)
      return behaviorReport(behavior, outcome)
    })
  }

  /** Sends what a behavior asks for. */
  async #exercise(behavior: ActiveBehavior): Promise<Exercised> {
    const { contract, settings } = this.#target
    const { runs, seed } = settings
    const found = casesOf(behavior, { contract, account: this.#account, runs, seed })
    if (!found.ok) return found
    const { repeat } = behavior.request
    const answered = await Promise.all(
      found.cases.map(async (one) => {
        const exchanges =
          repeat > 1
            ? await this.#asks.repeat(one.request, repeat)
            : [await this.#asks.ask(one.request)]
        return { case: one, exchanges }
      }),
    )
    return { ok: true, answered }
  }

  /** Reads the account again where something seems broken: it may have moved in the meantime. */
  async #confirm(
    behaviors: readonly Behavior[],
    answered: ReadonlyMap<string, Exercised>,
  ): Promise<void> {
    if (!this.#seemsBroken(behaviors, answered)) return
    await this.#readAgain(confirmingReadings)
    if (this.#world.moves) await this.#readAgain(movingReadings)
  }

  async #readAgain(times: number): Promise<void> {
    const readings = await Promise.all(
      Array.from({ length: times }, () => this.#wire.send(this.#reading)),
    )
    for (const reading of readings) if (isSuccess(reading)) this.#read(reading)
  }

  #seemsBroken(behaviors: readonly Behavior[], answered: ReadonlyMap<string, Exercised>): boolean {
    const isBroken = (judgement: Judgement): boolean => judgement.kind === 'broken'
    const answers = distinctAnswers(this.#wire.log)
    return behaviors.some((behavior) => {
      if (behavior.kind === 'passive')
        return this.#judgePassive(behavior, answers).broken.length > 0
      const found = answered.get(behavior.id)
      if (behavior.kind !== 'active' || !found?.ok) return false
      return found.answered.some((one) => isBroken(judgeCase(behavior, one, this.#context)))
    })
  }

  get #context() {
    return { contract: this.#target.contract, world: this.#world }
  }

  #judgePassive(behavior: PassiveBehavior, answers: readonly Answered[]) {
    return judgePassive(behavior, answers, {
      ...this.#context,
      values: {},
      baseline: this.#baseline,
    })
  }

  #passiveOutcome(behavior: Behavior, answers: readonly Answered[]): BehaviorOutcome {
    if (behavior.kind !== 'passive') return this.#notOpted(behavior)
    const { cases, broken, brokenCases, needs } = this.#judgePassive(behavior, answers)
    if (brokenCases > 0) {
      const generated = { counterexample: null, path: null }
      const failures = broken.flatMap(({ exchange, mismatches }) =>
        mismatches
          .slice(0, 3)
          .map((mismatch) => failureOf(mismatch, exchange, this.#target, generated)),
      )
      return { kind: 'broken', cases, brokenCases, failures }
    }
    if (cases > 0) return { kind: 'held', cases }
    return this.#lacking(behavior, needs)
  }

  async #activeOutcome(behavior: ActiveBehavior, found: Exercised): Promise<BehaviorOutcome> {
    if (!found.ok) return this.#lacking(behavior, found.needs)
    const { answered } = found
    const [first] = answered
    if (behavior.alternatives.length > 0 && first) {
      return {
        kind: 'observed',
        cases: answered.length,
        words: describe(behavior, first, this.#context),
      }
    }
    const judged = answered.map((one) => ({
      answered: one,
      judgement: judgeCase(behavior, one, this.#context),
    }))
    const broken = judged.flatMap(({ answered: one, judgement }) =>
      judgement.kind === 'broken' ? [{ answered: one, judgement }] : [],
    )
    const [failing] = broken
    if (failing) return this.#brokenOutcome(behavior, failing, broken.length, answered.length)
    const together = behavior.together ? judgeAllTogether(answered, this.#context) : null
    if (together?.kind === 'broken' && first) {
      const failures = this.#failures(together.mismatches, first, {
        counterexample: null,
        path: null,
      })
      return { kind: 'broken', cases: answered.length, brokenCases: 1, failures }
    }
    return this.#restOutcome(
      behavior,
      judged.map(({ judgement }) => judgement),
    )
  }

  async #brokenOutcome(
    behavior: ActiveBehavior,
    failing: { answered: AnsweredCase; judgement: Extract<Judgement, { kind: 'broken' }> },
    brokenCases: number,
    cases: number,
  ): Promise<BehaviorOutcome> {
    const smallest = await shrink(behavior, failing, this.#account, this.#asks, this.#context)
    const generated = {
      counterexample: counterexampleOf(smallest.answered.case),
      path: smallest.path,
    }
    const failures = this.#failures(smallest.judgement.mismatches, smallest.answered, generated)
    return { kind: 'broken', cases, brokenCases, failures }
  }

  #failures(
    mismatches: Extract<Judgement, { kind: 'broken' }>['mismatches'],
    { exchanges }: AnsweredCase,
    generated: Parameters<typeof failureOf>[3],
  ) {
    const last = exchanges.at(-1)
    return last
      ? mismatches.map((mismatch) => failureOf(mismatch, last, this.#target, generated))
      : []
  }

  /** Nothing is broken: held somewhere, or no answer, or nothing that tells anything. */
  #restOutcome(behavior: ActiveBehavior, judgements: readonly Judgement[]): BehaviorOutcome {
    const unanswered = judgements.find((judgement) => judgement.kind === 'no-answer')
    if (unanswered) return { kind: 'error', cases: judgements.length, reason: unanswered.reason }
    const unsent = judgements.find((judgement) => judgement.kind === 'not-sent')
    if (unsent) return { kind: 'unverified', reason: unsent.reason }
    const cases = judgements.filter(({ kind }) => kind === 'held').length
    if (cases > 0) return { kind: 'held', cases }
    const vacuous = judgements.find((judgement) => judgement.kind === 'vacuous')
    return this.#lacking(behavior, vacuous?.needs ?? '1 instance')
  }

  #lacking(behavior: Behavior, needs: string | null): BehaviorOutcome {
    if (behavior.optIn && !this.#target.settings.burst) return this.#notOpted(behavior)
    const { length } = this.#account.instances
    const has = `the account has ${length === 0 ? 'none' : length}`
    const isCount = needs !== null && /^\d+ instances?$/.test(needs)
    if (behavior.needs && (needs === null || length > 1 || !isCount)) {
      return { kind: 'unverified', reason: `needs ${behavior.needs}` }
    }
    return {
      kind: 'unverified',
      reason: isCount ? `needs ${needs}, ${has}` : `needs ${needs ?? '1 instance'}`,
    }
  }

  #notOpted({ optIn }: Behavior): BehaviorOutcome {
    const flag = optIn ?? '--burst'
    return {
      kind: 'unverified',
      reason: `needs ${flag}: it goes past the documented rate limit on purpose`,
      optIn: flag,
    }
  }

  /** Goes past the limit, last of all, once. */
  async #burst(behaviors: readonly BurstBehavior[]): Promise<Map<string, BehaviorOutcome>> {
    const outcomes = new Map<string, BehaviorOutcome>()
    if (!this.#target.settings.burst) return outcomes
    for (const behavior of behaviors) {
      const holder = this.#account.holders.get(behavior.as)?.[0]
      if (!holder) {
        outcomes.set(behavior.id, {
          kind: 'unverified',
          reason: `needs a credential of the role "${behavior.as}"`,
        })
        continue
      }
      const request: WireRequest = { as: holder, query: [], headers: {} }
      const { judgement, refusals } = await burst(this.#target.contract, request, this.#wire, () =>
        this.#clock.now(),
      )
      outcomes.set(behavior.id, this.#burstOutcome(judgement, refusals, request))
    }
    return outcomes
  }

  #burstOutcome(
    judgement: Judgement,
    refusals: readonly Exchange[],
    request: WireRequest,
  ): BehaviorOutcome {
    if (judgement.kind === 'held') return { kind: 'held', cases: this.#wire.counts.burst }
    if (judgement.kind === 'no-answer') return { kind: 'error', cases: 0, reason: judgement.reason }
    const exchange = refusals[0] ?? this.#wire.log.findLast((one) => one.request === request)
    if (judgement.kind !== 'broken' || !exchange)
      return { kind: 'unverified', reason: 'the burst was not sent' }
    const generated = { counterexample: null, path: null }
    const failures = judgement.mismatches.map((mismatch) =>
      failureOf(mismatch, exchange, this.#target, generated),
    )
    return { kind: 'broken', cases: 1, brokenCases: 1, failures }
  }
}

type Exercised = { ok: true; answered: readonly AnsweredCase[] } | { ok: false; needs: string }

function isSuccess({ outcome }: Exchange): boolean {
  return outcome.kind === 'response' && outcome.response.status === 200
}
