/** A part of a sentence: words of ours or of the contract, or something to be set as code. */
export type Part = string | { code: string }

/** A piece of a sentence that can be set in Markdown or in a terminal. */
export type Phrase = readonly Part[]

/** A sentence with what hangs below it. */
export interface Item {
  text: Phrase
  inner: readonly Item[]
}

/** A phrase of words, phrases and what is said in them: say`status ${code('200')}`. */
export function say(
  words: TemplateStringsArray,
  ...said: readonly (string | number | Part | Phrase)[]
): Phrase {
  return words.flatMap((word, index): Part[] => {
    const next = said[index]
    if (next === undefined) return [word]
    if (typeof next === 'object') return [word, ...[next].flat()]
    return [word, String(next)]
  })
}

/** Something that stands in a request, in an answer or in the contract as it is written. */
export function code(text: string): Phrase {
  return [{ code: text }]
}

/** A JSON value, as code. */
export function json(value: unknown): Phrase {
  return code(JSON.stringify(value))
}

/** Phrases with a separator between them. */
export function joined(phrases: readonly Phrase[], by: string): Phrase {
  return phrases.flatMap((phrase, index) => (index === 0 ? phrase : [by, ...phrase]))
}

/** `a, b and c`, or with another last word. */
export function listed(phrases: readonly Phrase[], last: 'and' | 'or'): Phrase {
  const end = phrases.at(-1)
  if (phrases.length < 2 || !end) return phrases[0] ?? []
  return [...joined(phrases.slice(0, -1), ', '), ` ${last} `, ...end]
}

/** Clauses in a row: with commas in them, `and` alone would bind too tightly. */
export function inTurn(phrases: readonly Phrase[], last: 'and' | 'or'): Phrase {
  const end = phrases.at(-1)
  if (phrases.length < 2 || !end) return phrases[0] ?? []
  return [...joined(phrases.slice(0, -1), ', '), `, ${last} `, ...end]
}

/** An item without anything below it. */
export function item(text: Phrase, inner: readonly Item[] = []): Item {
  return { text, inner }
}

/** Whether two phrases say the same. */
export function isSame(one: Phrase | null, other: Phrase | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
