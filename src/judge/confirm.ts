import type { Instance } from '../model/account.ts'
import type { ActiveBehavior, Behavior, Expectation, PassiveBehavior } from '../model/contract.ts'
import type { Exchange } from '../recording/exchange.ts'
import { judgeAny, relationContext } from './expectation.ts'
import { absentees } from './instances/instance-mismatches.ts'
import { ruleOf } from './instances/selected-instances.ts'
import { lastingOf } from './instances/stable.ts'
import type { Glimpse, Timeline } from './instances/timeline.ts'
import type { Values } from '../ask/generators/value.ts'
import { keyOf } from '../ask/cases.ts'
import type { JudgeContext } from './judge-context.ts'
import type { Exercised } from './exercise.ts'
import { ask } from './inquiry.ts'
import type { Inquiry } from './inquiry.ts'
import { distinctAnswers, judgePassive } from './passive.ts'
import { firstAnswers, isStable, judgeAllTogether, judgeCase } from './active.ts'
import { retrace } from './retrace.ts'
import type { AnsweredCase } from '../ask/plan.ts'
import { textsOf } from '../ask/generators/value.ts'
import { listOf } from './snapshots.ts'

/** Readings of the listing that are added before anything is called broken, and where it moved. */
const confirmingReadings = { still: 1, moved: 4 }

/** Readings that are added where the account was seen to move. */
const movingReadings = 8

/** So many requests at most are sent again to excuse what they showed. */
const mostExcused = 8

/** What moved once may move once more while that is looked at. */
const excuses = 2

/** So many requests at most are sent to confirm what seems broken; each one that is excused has a reading after it. */
export const mostConfirming = confirmingReadings.moved + movingReadings + excuses * 2 * mostExcused

/** Answers that break something, which the account's moving may explain. */
interface Broken {
  exchanges: readonly Exchange[]
  /** Instances that are always there, and that the answers lack. */
  lacking: readonly Instance[]
  /** Whether such answers break it, in an account that is known like this. */
  isBroken: (exchanges: readonly Exchange[], timeline: Timeline) => boolean
}

/**
 * Reads the account again where something seems broken, an instance came or went, or one has another
 * value of those that it keeps, so that
 * every answer stands between two readings: what moved in between decides nothing.
 */
export function* confirm(
  behaviors: readonly Behavior[],
  exercised: ReadonlyMap<string, Exercised>,
  context: JudgeContext,
): Inquiry<void> {
  const { snapshots, timeline } = context
  const binding = behaviors.filter(({ level }) => level !== 'observe')
  const broken = (): Broken[] => binding.flatMap((one) => brokenBy(one, exercised, context))
  snapshots.takeIn()
  if (yield* isSpoilt(binding, exercised, context)) return
  const isBroken = broken().length > 0 || isBrokenByShape(binding, context)
  const lasting = lastingOf(context.contract.listing.fields).map(({ name }) => name)
  const hasChanged = timeline.hasMoved(lasting)
  if (!timeline.hasTraffic && !hasChanged && !isBroken) return
  yield* snapshots.together(timeline.moves ? confirmingReadings.moved : confirmingReadings.still)
  const isUnsure = timeline.moves || isContradicted(context)
  if (timeline.isRestless || hasChanged || (isUnsure && isBroken))
    yield* snapshots.inTurn(movingReadings)
  for (let time = 0; time < excuses; time++) if (!(yield* excuse(broken(), context))) return
}

/**
 * Whether the listing is other instances after certain requests: then nothing else about the account
 * is certain, and no movement explains it.
 */
function* isSpoilt(
  behaviors: readonly Behavior[],
  exercised: ReadonlyMap<string, Exercised>,
  context: JudgeContext,
): Inquiry<boolean> {
  const repeated = behaviors.filter(isRepeated)
  if (repeated.length === 0) return false
  yield* retrace(context)
  return (
    context.timeline.hasTraffic &&
    repeated.some((one) => brokenBy(one, exercised, context).length > 0)
  )
}

function isRepeated(behavior: Behavior): boolean {
  return behavior.kind === 'active' && isStable(behavior.expect)
}

/** Whether any answer shows an instance otherwise than every reading of the listing did. */
function isContradicted({ contract, timeline, recording }: JudgeContext): boolean {
  return distinctAnswers(recording).some((exchange) => {
    const list = exchange.request.as.genuine ? listOf(exchange, contract) : null
    return list?.some((instance) => timeline.contradicts(instance)) ?? false
  })
}

function isBrokenByShape(behaviors: readonly Behavior[], context: JudgeContext): boolean {
  return behaviors.some(
    (one) => one.kind === 'passive' && judgePassive(one, context).brokenCases > 0,
  )
}

/** What of a behavior is broken in the timeline as it is known now. */
function brokenBy(
  behavior: Behavior,
  exercised: ReadonlyMap<string, Exercised>,
  context: JudgeContext,
): Broken[] {
  if (behavior.kind === 'passive') return brokenListings(behavior, context)
  const found = exercised.get(behavior.id)
  if (behavior.kind !== 'active' || !found?.ok) return []
  const broken = found.answered.map((one) => brokenCase(behavior, one, context))
  const whole = behavior.together ? [brokenTogether(found.answered, context)] : []
  return [...broken, ...whole].filter((one) => one.isBroken(one.exchanges, context.timeline))
}

/** Shapes do not move: only a passive behavior on which instances are listed can be explained. */
function brokenListings(behavior: PassiveBehavior, context: JudgeContext): Broken[] {
  const { expect } = behavior
  const { contract } = context
  if (expect.every(({ items }) => items === null)) return []
  return judgePassive(behavior, context).broken.map(({ exchange }) => ({
    exchanges: [exchange],
    lacking: lackedBy(expect, {}, exchange, context),
    isBroken: (exchanges, timeline) =>
      exchanges.some(
        ({ outcome }) =>
          outcome.kind === 'response' &&
          judgeAny(expect, outcome.response, { contract, timeline, values: {} }).kind === 'broken',
      ),
  }))
}

function brokenCase(
  behavior: ActiveBehavior,
  answered: AnsweredCase,
  context: JudgeContext,
): Broken {
  const { exchanges } = answered
  const { values } = answered.case
  return {
    exchanges,
    lacking: exchanges.flatMap((one) => lackedBy(behavior.expect, values, one, context)),
    isBroken: (others, timeline) =>
      judgeCase(behavior, { ...answered, exchanges: others }, { ...context, timeline }).kind ===
      'broken',
  }
}

function brokenTogether(
  answered: readonly AnsweredCase[],
  { contract, timeline }: JudgeContext,
): Broken {
  const exchanges = firstAnswers(answered)
  const shown = new Set(
    exchanges.flatMap((one) => (listOf(one, contract) ?? []).map(({ identity }) => identity)),
  )
  const lacking = timeline.settled.filter(({ identity }) => !shown.has(identity))
  const together = (others: readonly Exchange[], known: Timeline) =>
    judgeAllTogether(others, { contract, timeline: known })
  return { exchanges, lacking, isBroken: (...args) => together(...args).kind === 'broken' }
}

/** Instances that are always there and that an answer lacks: such as it should list, or such as it is about. */
function lackedBy(
  expect: readonly Expectation[],
  values: Values,
  exchange: Exchange,
  { contract, timeline }: JudgeContext,
): readonly Instance[] {
  const list = listOf(exchange, contract)
  const relation = relationContext({ contract, timeline, values })
  if (list)
    return expect.flatMap(({ items }) =>
      items === null ? [] : absentees(list, ruleOf(items, relation), relation),
    )
  const texts = Object.values(values).flatMap(textsOf)
  return timeline.settled.filter((instance) =>
    [...instance.values.values()].some((value) => texts.some((text) => value?.includes(text))),
  )
}

/**
 * The account can be for a while as no reading showed it. Where that explains what is broken, and
 * each such answer holds when it is asked for again between two readings, it is taken to have been so.
 * @returns whether anything was excused
 */
function* excuse(broken: readonly Broken[], context: JudgeContext): Inquiry<boolean> {
  const explained = explainable(broken, context)
  const requests = new Set(
    explained.flatMap(({ exchanges }) => exchanges.map(({ request }) => keyOf(request))),
  )
  if (requests.size === 0 || requests.size > mostExcused) return false
  const glimpse = glimpseOf(explained, context)
  const answers = new Map<string, Exchange>()
  for (const one of explained) if (!(yield* holdsNow(one, answers, context))) return false
  context.timeline.suppose(glimpse)
  return true
}

/** What is not broken in a timeline in which the answers were right. */
function explainable(broken: readonly Broken[], context: JudgeContext): readonly Broken[] {
  const holdingIf = (right: readonly Broken[]): Broken[] => {
    if (right.length === 0) return []
    const timeline = context.timeline.copy()
    timeline.suppose(glimpseOf(right, context))
    return right.filter(({ exchanges, isBroken }) => !isBroken(exchanges, timeline))
  }
  const explained = holdingIf(broken)
  return holdingIf(explained).length === explained.length ? explained : []
}

function glimpseOf(broken: readonly Broken[], { contract }: JudgeContext): Glimpse {
  const exchanges = new Set(broken.flatMap((one) => one.exchanges))
  return {
    shown: [...exchanges].flatMap((exchange) => listOf(exchange, contract) ?? []),
    missing: broken.flatMap(({ lacking }) => lacking.flatMap(({ identity }) => identity ?? [])),
  }
}

/** Whether the answers hold now. Equal requests are sent once. */
function* holdsNow(
  { exchanges, isBroken }: Broken,
  answers: Map<string, Exchange>,
  { snapshots, timeline }: JudgeContext,
): Inquiry<boolean> {
  const again: Exchange[] = []
  for (const [key, request] of new Map(exchanges.map((one) => [keyOf(one.request), one.request]))) {
    const known = answers.get(key)
    const [answer] = known ? [known] : yield* ask([{ request, cases: [] }])
    if (!answer) continue
    if (!known) yield* snapshots.inTurn(1)
    answers.set(key, answer)
    again.push(answer)
  }
  return again.every(({ outcome }) => outcome.kind === 'response') && !isBroken(again, timeline)
}
