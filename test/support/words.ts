import type { Judgement } from '../../src/judge/judgement.ts'
import type { Quote, Words } from '../../src/model/words.ts'

interface Message {
  expected: Words
  actual: Words
}

/** The words as they would be shown if nothing had to be masked. */
export function plainWords(words: Words): string {
  if (typeof words === 'string') return words
  return words.map((part) => (typeof part === 'string' ? part : plainQuote(part))).join('')
}

function plainQuote(quote: Quote): string {
  if (quote.kind === 'header') return quote.value
  if (quote.kind === 'instance') {
    const { values, identity } = quote.instance
    return JSON.stringify(values.get('name') ?? identity)
  }
  return quote.value === undefined ? 'absent' : JSON.stringify(quote.value)
}

/** The mismatches, with their words as text. */
export function plainly<Found extends Message>(mismatches: readonly Found[]) {
  return mismatches.map((one) => ({
    ...one,
    expected: plainWords(one.expected),
    actual: plainWords(one.actual),
  }))
}

/** The judgement, with the words of its mismatches as text. */
export function plainJudgement(judgement: Judgement) {
  if (judgement.kind !== 'broken') return judgement
  return { ...judgement, mismatches: plainly(judgement.mismatches) }
}
