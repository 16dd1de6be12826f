import type { RecordedVerdict, RunRecord } from '../../src/model/history.ts'

/** A run of the history. */
export interface RunView {
  startedAt: string
  seed: number
}

export interface Trends {
  runs: readonly RunView[]
  /** A letter for each run; null where no run of the history judged it. */
  of(target: string, behavior: string): string | null
}

/** One letter each, for there are many; the page's script knows them, too. */
const letters: Readonly<Record<RecordedVerdict, string>> = {
  pass: 'p',
  fail: 'f',
  known: 'k',
  warn: 'w',
  observed: 'o',
  unverified: 'u',
  error: 'e',
}

/** For a run that did not judge it. */
const absent = '-'

/** The verdicts of each behavior on each target, the oldest run first. */
export function trendsOf(records: readonly RunRecord[]): Trends {
  const runs = records.map(
    ({ targets }) => new Map(targets.map(({ name, behaviors }) => [name, behaviors])),
  )
  return {
    runs: records.map(({ startedAt, seed }) => ({ startedAt, seed })),
    of: (target, behavior) => {
      const verdicts = runs.map((run) => verdictIn(run.get(target), behavior))
      const trend = verdicts.map((verdict) => (verdict ? letters[verdict] : absent)).join('')
      return /[^-]/.test(trend) ? trend : null
    },
  }
}

function verdictIn(
  behaviors: Readonly<Record<string, RecordedVerdict>> | undefined,
  id: string,
): RecordedVerdict | undefined {
  return behaviors && Object.hasOwn(behaviors, id) ? behaviors[id] : undefined
}
