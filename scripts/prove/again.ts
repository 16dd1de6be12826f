import { judge } from '../../src/judge/judge.ts'
import type { Judged } from '../../src/judge/judge.ts'
import type { Contract } from '../../src/model/contract.ts'
import { readRecording, writeRecording } from '../../src/recording/recording.ts'
import type { Recorded } from '../../src/run/check-target.ts'

/**
 * Judges a run again, from its recording as JSON alone.
 * @throws Error where that shows anything else than the run did
 */
export function judgeAgain(contract: Contract, { recording, judged }: Recorded): void {
  const again = judge(contract, readRecording(writeRecording(recording)))
  if (!('behaviors' in again) || textOf(again) !== textOf(judged))
    throw new Error('judged again from its recording, the run shows something else')
}

function textOf({ behaviors, problem }: Judged): string {
  const outcomes = behaviors.map(({ behavior, ...shown }) => [behavior.id, shown])
  return JSON.stringify([outcomes, problem])
}
