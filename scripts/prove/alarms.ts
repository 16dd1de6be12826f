import type { SetUpSummary, VariantSummary } from '../../mock/index.ts'
import type { Contract } from '../../src/model/contract.ts'
import type { TargetReport } from '../../src/model/report.ts'
import { reportOn } from './proof.ts'

/** What the suite said against a server that is right. */
export interface FalseAlarm {
  readonly variant: VariantSummary
  readonly seed: number
  /** A line each: verdict, behavior, reason. */
  readonly alarms: readonly string[]
}

/** What was said of the variants of one provider. */
export interface Right {
  readonly provider: string
  readonly variants: readonly VariantSummary[]
  /** How many servers that made, a seed each. */
  readonly runs: number
  readonly alarms: readonly FalseAlarm[]
  /** How many ways of setting a right server up wrongly were tried. */
  readonly setUps: number
  readonly blamed: readonly Blamed[]
}

/** The seeds that a variant is judged with: a slow one once. */
export function seedsOf({ slow = false }: VariantSummary, first: number, count: number): number[] {
  return Array.from({ length: slow ? 1 : count }, (_, index) => first + index)
}

/** Judges a server that is odd and right. Null where nothing is called broken, as it must be. */
export async function falseAlarm(
  variant: VariantSummary,
  contract: Contract,
  seed: number,
): Promise<FalseAlarm | null> {
  const alarms = alarmsIn(await reportOn({ variant: variant.id }, contract, seed))
  return alarms.length === 0 ? null : { variant, seed, alarms }
}

/** What a report calls broken or could not judge; nothing, for a right server. */
export function alarmsIn({ behaviors, verdict, reason }: TargetReport): string[] {
  const alarms = behaviors.flatMap((behavior) =>
    behavior.verdict === 'fail' || behavior.verdict === 'warn' || behavior.verdict === 'error'
      ? [`${behavior.verdict} ${behavior.id}: ${behavior.reason}`]
      : [],
  )
  const isRight = verdict === 'conformant' || verdict === 'incomplete'
  return isRight || alarms.length > 0 ? alarms : [`${verdict}: ${reason ?? ''}`]
}

/** What the suite held against a server that was only set up wrongly. */
export interface Blamed {
  readonly id: string
  /** What a user saw. */
  readonly line: string
}

/** Judges a right server that is set up wrongly. Null where the one line names the mistake, and nothing is called broken. */
export async function blamed(
  { id, names }: SetUpSummary,
  contract: Contract,
  seed: number,
): Promise<Blamed | null> {
  const { behaviors, verdict, reason } = await reportOn({ setUp: id }, contract, seed)
  const fell = behaviors.filter((one) => one.verdict === 'fail' || one.verdict === 'warn')
  const isFine = fell.length === 0 && verdict === 'error' && names.test(reason ?? '')
  const line = `${verdict}: ${reason ?? fell.map((one) => one.id).join(' ')}`
  return isFine ? null : { id, line }
}
