import { distance } from 'fastest-levenshtein'

/** The candidate that was most likely meant, or null where none is close. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const steps = (candidate: string) => distance(word.toLowerCase(), candidate.toLowerCase())
  const [best] = [...candidates].sort((a, b) => steps(a) - steps(b))
  // Of two letters one may be wrong, of four two: a transposition takes two steps.
  const most = Math.max(1, Math.floor(word.length / 2))
  return best !== undefined && steps(best) <= most && steps(best) < best.length ? best : null
}

/** ` (did you mean "x"?)`, or nothing. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const best = nearest(word, candidates)
  return best === null ? '' : ` (did you mean "${best}"?)`
}
