import { keyOf } from '../ask/cases.ts'
import { credentialsOf } from '../ask/credentials.ts'
import type { Account } from '../model/account.ts'
import type { ActiveBehavior, Behavior, Contract } from '../model/contract.ts'
import type { TargetProblem } from '../model/problem.ts'
import type { Exchange } from '../recording/exchange.ts'
import type { Ask, Question, Recording, Round } from '../recording/recording.ts'
import { unsentId } from '../wire/wire.ts'
import { burstOutcome } from './burst.ts'
import { confirm } from './confirm.ts'
import type { JudgeContext } from './judge-context.ts'
import { ask, RunStopped } from './inquiry.ts'
import type { Inquiry } from './inquiry.ts'
import { Timeline } from './instances/timeline.ts'
import { likenessWords } from './likeness.ts'
import type { OtherContracts } from './likeness.ts'
import { lacking } from './unverified.ts'
import type { BehaviorOutcome } from './outcome.ts'
import { activeOutcome, concludePassive } from './conclude.ts'
import type { Conclusion } from './conclude.ts'
import { exercise } from './exercise.ts'
import type { Exercised } from './exercise.ts'
import { setUpProblem } from './set-up.ts'
import { spareRequests } from './shrink.ts'
import { listOf, readingRequest, Snapshots } from './snapshots.ts'

/** A behavior, and what it came to. */
export interface JudgedBehavior extends Conclusion {
  behavior: Behavior
}

/** What a recording shows of a contract. */
export interface Judged {
  /** In the contract's order; none where the run was stopped before anything could be confirmed. */
  behaviors: readonly JudgedBehavior[]
  /** The account as it was read first; null where it could not be read. */
  account: Account | null
  /** Why nothing can be judged, or null. */
  problem: TargetProblem | null
  /** Which provider's contract the server fits far better, or null. */
  likeness: string | null
}

/**
 * Judges a recording by a contract: the same recording gives the same verdicts.
 * @param others those that an answer may fit better
 * @returns the verdicts, or what else to ask where the recording ends too early for them
 * @throws Error where the recording was made for other questions
 */
export function judge(
  contract: Contract,
  recording: Recording,
  others?: OtherContracts,
): Judged | Question {
  const exchanges: Exchange[] = []
  const inquiry = inquire(contract, { ...recording, exchanges }, others)
  let step = inquiry.next()
  for (const round of recording.rounds) {
    if (step.done || !isSameQuestion(step.value, round))
      throw new Error('the recording was made for other questions')
    exchanges.push(...recording.exchanges.slice(exchanges.length, round.exchanges))
    step = inquiry.next(round.answers)
  }
  return step.value
}

/**
 * Judges a recording that is still being made.
 * @param recording its exchanges must be those so far whenever the inquiry goes on
 */
export function* inquire(
  contract: Contract,
  recording: Recording,
  others: OtherContracts = () => [],
): Inquiry<Judged> {
  const nothing = { behaviors: [], account: null, problem: null, likeness: null }
  const answers = new Map<string, Exchange>()
  const reading = readingRequest(contract, recording)
  let context: JudgeContext
  let exercised: ReadonlyMap<string, Exercised>
  try {
    const first = yield* askOnce({ request: reading, cases: [] }, answers)
    const problem =
      (yield* setUpProblem(contract, recording, first, (request) =>
        askOnce({ request, cases: [] }, answers),
      )) ?? anotherProvider(contract, recording, first, others)
    if (problem) return { ...nothing, behaviors: unjudged(contract, recording, problem), problem }
    context = contextOf(contract, recording, first, answers)
    exercised = yield* exercise(contract.behaviors.filter(isActive), context)
    yield* confirm(contract.behaviors, exercised, context)
  } catch (error) {
    if (error instanceof RunStopped) return nothing
    throw error
  }
  const behaviors = yield* judgeBehaviors(contract.behaviors, exercised, context)
  const likeness = likenessOf(behaviors, context, others)
  return { behaviors, account: context.account, problem: null, likeness }
}

/** The server is of another provider, where its own contract finds no listing in the answer. */
function anotherProvider(
  contract: Contract,
  recording: Recording,
  first: Exchange,
  others: OtherContracts,
): TargetProblem | null {
  if (listOf(first, contract)) return null
  const reason = likenessWords(contract, first, recording, others)
  return reason === null ? null : { verdict: 'unverified', reason }
}

function likenessOf(
  judged: readonly JudgedBehavior[],
  { contract, recording, baseline }: JudgeContext,
  others: OtherContracts,
): string | null {
  const first = recording.exchanges.find(({ id }) => id === baseline)
  const isBroken = judged.some(
    ({ behavior, outcome }) =>
      behavior.kind === 'passive' &&
      behavior.level === 'must' &&
      outcome.kind === 'broken' &&
      outcome.findings.some(({ exchange }) => exchange.id === baseline),
  )
  return isBroken && first ? likenessWords(contract, first, recording, others) : null
}

function* askOnce(one: Ask, answers: Map<string, Exchange>): Inquiry<Exchange> {
  const known = answers.get(keyOf(one.request))
  if (known) return known
  const [exchange] = yield* ask([one])
  if (!exchange) throw new Error('a question has as many answers as requests')
  answers.set(keyOf(one.request), exchange)
  return exchange
}

function isActive(behavior: Behavior): behavior is ActiveBehavior {
  return behavior.kind === 'active'
}

function unjudged(
  { behaviors }: Contract,
  { exchanges }: Recording,
  { verdict, reason }: TargetProblem,
): JudgedBehavior[] {
  const outcome: BehaviorOutcome = { kind: verdict, reason, cases: 0 }
  return behaviors.map((behavior) => ({
    behavior,
    outcome,
    exchanges: exchanges.map(({ id }) => id),
  }))
}

function contextOf(
  contract: Contract,
  recording: Recording,
  first: Exchange,
  answers: Map<string, Exchange>,
): JudgeContext {
  const timeline = new Timeline()
  const snapshots = new Snapshots(contract, recording, timeline)
  snapshots.takeIn()
  const instances = listOf(first, contract) ?? []
  const credentials = credentialsOf(contract, recording.credentials, instances)
  return {
    contract,
    recording,
    timeline,
    snapshots,
    account: { instances, credentials },
    baseline: first.id,
    answers,
    spareRequests,
  }
}

function* judgeBehaviors(
  behaviors: readonly Behavior[],
  exercised: ReadonlyMap<string, Exercised>,
  context: JudgeContext,
): Inquiry<JudgedBehavior[]> {
  const judged = new Map<Behavior, Conclusion>()
  for (const behavior of behaviors.filter(isActive)) {
    const found = exercised.get(behavior.id)
    if (!found) continue
    const outcome = yield* activeOutcome(behavior, found, context)
    judged.set(behavior, { outcome, exchanges: judgedOn(found, outcome) })
  }
  for (const behavior of behaviors)
    if (behavior.kind === 'burst' && context.recording.settings.burst)
      judged.set(behavior, yield* burstOutcome(behavior, context))
  // Last of all, because every answer counts, those to shrinking and to the burst included.
  context.snapshots.takeIn()
  return behaviors.map((behavior) => {
    if (behavior.kind === 'passive') return { behavior, ...concludePassive(behavior, context) }
    const unexercised = { outcome: lacking(behavior, null, context), exchanges: [] }
    return { behavior, ...(judged.get(behavior) ?? unexercised) }
  })
}

/** The exchanges of all cases, and those that a counterexample was made smaller by. */
function judgedOn(found: Exercised, outcome: BehaviorOutcome): string[] {
  const asked = found.ok ? found.answered.flatMap(({ exchanges }) => exchanges) : []
  const shown = outcome.kind === 'broken' ? outcome.findings : []
  const ids = [
    ...asked.map(({ id }) => id),
    ...shown.flatMap(({ exchange, steps = [exchange] }) => steps.map(({ id }) => id)),
  ]
  return [...new Set(ids)]
    .filter((id) => id !== unsentId)
    .toSorted((one, other) => Number(one.slice(1)) - Number(other.slice(1)))
}

function isSameQuestion({ pace, asks }: Question, round: Round): boolean {
  return (
    pace === round.pace &&
    asks.length === round.asks.length &&
    asks.every(
      ({ request }, index) => keyOf(request) === keyOf(round.asks[index]?.request ?? request),
    )
  )
}
