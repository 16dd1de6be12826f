import type { ShownExchange } from '../../src/model/report.ts'

/** How long answers took, of the exchanges that are in the report. */
export interface TimingView {
  count: number
  /** Milliseconds. */
  medianMs: number
  /** The slowest first. */
  slowest: readonly { id: string; durationMs: number }[]
}

const shownSlowest = 3

/** Null where there is none. */
export function timingOf(exchanges: readonly ShownExchange[]): TimingView | null {
  const sorted = exchanges.toSorted((a, b) => a.durationMs - b.durationMs)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  if (!upper || !lower) return null
  return {
    count: sorted.length,
    medianMs: (lower.durationMs + upper.durationMs) / 2,
    slowest: sorted
      .slice(-shownSlowest)
      .reverse()
      .map(({ id, durationMs }) => ({ id, durationMs })),
  }
}
