import type { ActiveBehavior } from '../model/contract.ts'
import { casesOf } from '../ask/cases.ts'
import type { RunContext } from './context.ts'
import type { AnsweredCase } from './active.ts'

/** The cases of a behavior with their answers, or what the account lacks for any. */
export type Exercised =
  { ok: true; answered: readonly AnsweredCase[] } | { ok: false; needs: string }

/** Sends what a behavior asks for. */
export async function exercise(
  behavior: ActiveBehavior,
  { target: { contract, settings }, account, asks }: RunContext,
): Promise<Exercised> {
  const { runs, seed } = settings
  const found = casesOf(behavior, { contract, account, runs, seed })
  if (!found.ok) return found
  const { repeat } = behavior.request
  const answered = await Promise.all(
    found.cases.map(async (one) => ({
      case: one,
      exchanges: await (repeat > 1
        ? asks.repeat(one.request, repeat)
        : Promise.all([asks.ask(one.request)])),
    })),
  )
  return { ok: true, answered }
}
