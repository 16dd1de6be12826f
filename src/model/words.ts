import type { Instance } from './account.ts'

/**
 * A value that a message is about. What a reader sees of it is decided in one place,
 * `src/report/disclosure/disclosure.ts`, and not by whoever writes the message.
 */
export type Quote =
  /** What stands at a pointer in an answer's body. `compared`: what a masked text is said to differ from. */
  | { kind: 'body'; pointer: string; value: unknown; compared?: string }
  /** What a field of the listing holds. */
  | { kind: 'field'; field: string; value: string; compared?: string }
  /** What a generated case asks for, drawn from values of the fields. */
  | { kind: 'drawn'; fields: readonly string[]; value: string }
  /** An instance, by its label or its number. */
  | { kind: 'instance'; instance: Instance; number: number | null }
  /** The value of a header of an answer. */
  | { kind: 'header'; name: string; value: string }

/** Text of a report: our own words, and between them the values that they are about. */
export type Words = string | readonly (string | Quote)[]

/** The same words, of which the places are seen from further out: `pointer` leads to where they were. */
export function seenFrom(words: Words, pointer: string): Words {
  if (typeof words === 'string') return words
  return words.map((part) =>
    typeof part === 'object' && part.kind === 'body'
      ? { ...part, pointer: pointer + part.pointer }
      : part,
  )
}
