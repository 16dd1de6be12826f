import type { Progress } from '../src/model/progress.ts'
import { visible } from './escape.ts'
import { plural } from './words.ts'

interface UnderWay {
  progress: Progress
  /** Milliseconds since the Unix epoch. */
  waitsUntil: number | null
}

/** How far a run has come: what its targets told of themselves. */
export class ProgressBoard {
  readonly #targets: number
  readonly #underWay = new Map<string, UnderWay>()
  #judged = 0
  #requests = 0

  /** @param targets how many there are in all */
  constructor(targets: number) {
    this.#targets = targets
  }

  /** @param now milliseconds since the Unix epoch */
  heard(progress: Progress, now: number): void {
    const { target, waitsMs } = progress
    this.#underWay.set(target, {
      progress,
      waitsUntil: waitsMs === null ? null : now + waitsMs,
    })
  }

  /** Nothing more is heard of the target. */
  judged(target: string): void {
    this.#judged++
    this.#requests += this.#underWay.get(target)?.progress.requests ?? 0
    this.#underWay.delete(target)
  }

  /** Targets, then the one that began first of those under way, requests of all, and who waits. */
  text(): string {
    const [first] = this.#underWay.values()
    const requests = [...this.#underWay.values()].reduce(
      (sum, { progress }) => sum + progress.requests,
      this.#requests,
    )
    return [
      ...(this.#targets > 1 ? [`${this.#judged}/${this.#targets} targets`] : []),
      ...(first ? targetParts(first) : []),
      plural(requests, 'request'),
      ...(first?.waitsUntil ? [`waiting for the limit until ${clockTime(first.waitsUntil)}`] : []),
    ].join('  ')
  }
}

function targetParts({ progress: { target, done, total } }: UnderWay): string[] {
  return [visible(target), ...(total > 0 ? [`${done}/${total} behaviors`] : [])]
}

/** Hours, minutes and seconds where the machine is. */
function clockTime(moment: number): string {
  const date = new Date(moment)
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}
