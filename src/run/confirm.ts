import type { Behavior } from '../model/contract.ts'
import { excuseAbsence } from './absence.ts'
import type { RunContext } from './context.ts'
import type { Exercised } from './exercise.ts'
import { judgeCase } from './judge-active.ts'
import { listOf } from './readings.ts'

/** Readings of the listing that are added before anything is called broken. */
const confirmingReadings = 4

/** Readings that are added where the account was seen to move. */
const movingReadings = 8

/**
 * Reads the account again where something seems broken, so that every answer stands between two
 * readings: what moved in between decides nothing.
 */
export async function confirm(
  behaviors: readonly Behavior[],
  exercised: ReadonlyMap<string, Exercised>,
  context: RunContext,
): Promise<void> {
  const { readings, world } = context
  readings.takeIn()
  if (!behaviors.some((behavior) => seemsBroken(behavior, exercised, context))) return
  await readings.again(confirmingReadings)
  if (world.moves || isContradicted(context)) await readings.again(movingReadings)
  await excuseAbsence(behaviors, exercised, context)
}

function seemsBroken(
  behavior: Behavior,
  exercised: ReadonlyMap<string, Exercised>,
  { target: { contract }, world, wire: { log }, passive }: RunContext,
): boolean {
  // An observation says what is, and is no less true of a moving account.
  if (behavior.level === 'observe') return false
  if (behavior.kind === 'passive') {
    return passive.result(behavior).brokenCases > 0
  }
  const found = exercised.get(behavior.id)
  if (behavior.kind !== 'active' || !found?.ok) return false
  return found.answered.some(
    (one) => judgeCase(behavior, one, { contract, world, log }).kind === 'broken',
  )
}

/** Whether any answer shows an instance otherwise than every reading of the listing did. */
function isContradicted({ target, world, passive }: RunContext): boolean {
  return passive.answers.some((exchange) => {
    const list = exchange.request.as.genuine ? listOf(exchange, target) : null
    return list?.some((instance) => world.contradicts(instance)) ?? false
  })
}
