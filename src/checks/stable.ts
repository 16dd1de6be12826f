import type { Instance } from '../model/account.ts'
import { held, judged } from './judgement.ts'
import { apartWords } from './relation.ts'
import type { Judgement } from './judgement.ts'

/**
 * Judges answers to the same request, in the order in which they were sent. Instances come and go
 * on a live account; what no account does is to turn over as a whole between two requests, or to
 * gain or lose another instance with each.
 * @param id pointer, inside an instance, to what tells instances apart
 */
export function judgeStable(readings: readonly (readonly Instance[])[], id: string): Judgement {
  const sets = readings.map((reading) => new Set(reading.flatMap(({ identity }) => identity ?? [])))
  const steps = sets.slice(1).map((after, index) => step(sets[index] ?? new Set(), after))
  const turned = steps.findIndex(({ kept, gone }) => gone > 1 && kept < gone)
  if (turned >= 0) return unlike(sets, turned, 'lists other instances')
  const seen = new Set(sets[0])
  const isGrowing = steps.length > 1 && sets.slice(1).every((set) => addsTo(seen, set))
  if (isGrowing) return unlike(sets, 0, 'adds instances with every request')
  if (steps.length > 1 && steps.every(({ gone, come }) => gone > 0 && come === 0)) {
    return unlike(sets, 0, 'drops instances with every request')
  }
  if (sets.some(({ size }) => size > 0)) return held
  const isEmpty = readings.every(({ length }) => length === 0)
  return { kind: 'vacuous', needs: isEmpty ? '1 instance' : apartWords(id) }
}

function step(before: ReadonlySet<string>, after: ReadonlySet<string>) {
  const kept = [...after].filter((identity) => before.has(identity)).length
  return { kept, gone: before.size - kept, come: after.size - kept }
}

function addsTo(seen: Set<string>, set: ReadonlySet<string>): boolean {
  const fresh = [...set].filter((identity) => !seen.has(identity))
  for (const identity of fresh) seen.add(identity)
  return fresh.length > 0
}

function unlike(sets: readonly ReadonlySet<string>[], index: number, words: string): Judgement {
  const sizes = sets.map(({ size }) => size).join(', then ')
  const number = index + 2
  return judged([
    {
      expected: 'the same instances at every request',
      actual: `request ${number} ${words}: ${sizes} listed`,
      pointer: null,
    },
  ])
}
