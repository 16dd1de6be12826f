import { closest, distance } from 'fastest-levenshtein'

/** The candidate that was most likely meant, or null where none is close. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (candidates.length === 0) return null
  const best = closest(word.toLowerCase(), candidates)
  return distance(word.toLowerCase(), best.toLowerCase()) <= Math.max(2, word.length / 2)
    ? best
    : null
}

/** ` (did you mean "x"?)`, or nothing. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const best = nearest(word, candidates)
  return best === null ? '' : ` (did you mean "${best}"?)`
}
