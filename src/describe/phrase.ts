import { pointerOf, tokens } from '../contract/pointer.ts'

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

/** `a, b and c`, or with another last word. */
export function listed(phrases: readonly Phrase[], last: 'and' | 'or'): Phrase {
  return phrases.flatMap((phrase, index) => {
    if (index === 0) return phrase
    return [index === phrases.length - 1 ? ` ${last} ` : ', ', ...phrase]
  })
}

/** An item without anything below it. */
export function item(text: Phrase, inner: readonly Item[] = []): Item {
  return { text, inner }
}

/** A pointer as people write it: `profile.name`. */
export function pointerWords(pointer: string): string {
  const names = tokens(pointer)
  // A name with a dot or a space in it would read as another place.
  return names.every((name) => /^[\w$-]+$/.test(name)) ? names.join('.') : pointerOf(names)
}

/**
 * Where a fact stands on its page: `line 28`, `lines 28, 33-45`.
 * @param at lines as the catalogue of facts has them, not empty
 */
export function linesWords(at: string): string {
  return `line${/^\d+$/.test(at) ? '' : 's'} ${at.replaceAll(',', ', ')}`
}
