import type { Instance } from '../model/account.ts'
import type { ActiveBehavior, Behavior } from '../model/contract.ts'
import type { Value } from '../values/value.ts'
import type { RunContext } from './context.ts'
import type { Exercised } from './exercise.ts'
import { judgeCase } from './judge-active.ts'
import type { AnsweredCase } from './judge-active.ts'
import { listOf } from './readings.ts'

/** So many cases at most may be excused by one instance that was away for a while. */
const mostExcused = 8

/** How many instances are considered to have been away. */
const mostSuspects = 5

interface Broken {
  behavior: ActiveBehavior
  answered: AnsweredCase
}

/**
 * An instance can be away for less time than lies between two readings. Where the absence of one
 * instance explains all that is broken, and each broken case holds when it is asked again between
 * two readings, the instance is taken to have been away.
 */
export async function excuseAbsence(
  behaviors: readonly Behavior[],
  exercised: ReadonlyMap<string, Exercised>,
  context: RunContext,
): Promise<void> {
  const broken = brokenCases(behaviors, exercised, context)
  const [first] = broken
  if (!first || broken.length > mostExcused) return
  const away = suspects(first, context).find((identity) => explains(identity, broken, context))
  if (away === undefined) return
  for (const one of broken) if (!(await isExcused(one, away, context))) return
  context.world.doubt(away)
}

function brokenCases(
  behaviors: readonly Behavior[],
  exercised: ReadonlyMap<string, Exercised>,
  context: RunContext,
): Broken[] {
  return behaviors.flatMap((behavior) => {
    const found = exercised.get(behavior.id)
    if (behavior.kind !== 'active' || behavior.level === 'observe' || !found?.ok) return []
    return found.answered
      .map((answered) => ({ behavior, answered }))
      .filter((one) => isBroken(one, context))
  })
}

function isBroken(
  { behavior, answered }: Broken,
  { target: { contract }, world, wire: { log } }: RunContext,
): boolean {
  return judgeCase(behavior, answered, { contract, world, log }).kind === 'broken'
}

/** Instances that the case's answers do not show, and that may be why. */
function suspects({ answered: { case: one, exchanges } }: Broken, context: RunContext): string[] {
  const shown = new Set(
    exchanges.flatMap((exchange) =>
      (listOf(exchange, context.target) ?? []).map(({ identity }) => identity),
    ),
  )
  const texts = Object.values(one.values).flatMap(textsOf)
  const absent = context.world.settled.filter(({ identity }) => !shown.has(identity))
  const named = absent.filter((instance) => isAbout(instance, texts)).slice(0, mostSuspects)
  // An answer that lists nearly all of the account is about those that it lacks.
  const lacking = absent.length <= mostSuspects ? absent : []
  return [...named, ...lacking].flatMap(({ identity }) => identity ?? [])
}

function isAbout({ values }: Instance, texts: readonly string[]): boolean {
  return [...values.values()].some((value) => texts.some((text) => value?.includes(text)))
}

function textsOf(value: Value): readonly string[] {
  if (typeof value === 'string') return [value]
  if (!('kind' in value)) return value
  return value.kind === 'held' ? [value.holder.secret] : []
}

function explains(identity: string, broken: readonly Broken[], context: RunContext): boolean {
  const { world } = context
  world.doubt(identity)
  const isExplained = broken.every((one) => !isBroken(one, context))
  world.trust(identity)
  return isExplained
}

/** Whether the case holds now; not where the next reading shows by itself that the instance moves. */
async function isExcused(
  { behavior, answered }: Broken,
  away: string,
  context: RunContext,
): Promise<boolean> {
  const { wire, readings, world } = context
  const again = await wire.send(answered.case.request)
  await readings.again(1)
  const isSettled = world.settled.some(({ identity }) => identity === away)
  return (
    isSettled &&
    again.outcome.kind === 'response' &&
    !isBroken({ behavior, answered: { ...answered, exchanges: [again] } }, context)
  )
}
