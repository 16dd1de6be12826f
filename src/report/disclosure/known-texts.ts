import { decodedForms } from './sensitive-patterns.ts'

/** First characters of a credential that give it away, as error messages quote them; the most that are three quarters of it. */
const tellingLengths = [32, 24, 16, 12, 8] as const

/** A shorter credential is only meant as a whole. */
const shortestBegun = 11

/** Shorter values are in every text, and mask nothing. */
const shortest = 3

/** Shorter names of people are words as well. */
const shortestPersonal = 6

/** A part of a text, in characters. */
export interface Range {
  start: number
  end: number
}

/** What must not be shown wherever it stands. */
export interface PrivateTexts {
  /** Credentials: what begins as they do is not shown either. */
  secrets: Iterable<string>
  /** Personal data: only the whole of it is meant. */
  personal?: Iterable<string>
  /** Names of ours that a credential may begin with: those of variables and providers. */
  ownWords?: Iterable<string>
}

/** How a known text is meant: as the beginning of a longer one, as it is, or where it stands alone. */
type Kind = 'beginning' | 'whole' | 'alone'

/**
 * Finds private texts that are known in texts that are about to be shown. At each place of such a text, one is
 * looked up for each length that is left of it, at most: the cost depends on the text alone.
 */
export class KnownTexts {
  readonly #kinds = new Map<string, Kind>()
  /** The lengths of the known texts that begin with the same {@link shortest} characters. */
  readonly #lengths = new Map<string, Set<number>>()
  /** By how they begin: the length of the longest credential that has more than one word. */
  readonly #phrases = new Map<string, number>()
  readonly #ownWords: ReadonlySet<string>

  constructor({ secrets, personal = [], ownWords = [] }: PrivateTexts) {
    this.#ownWords = new Set([...ownWords].map((word) => word.toLowerCase()))
    for (const value of personal) {
      const text = value.trim().toLowerCase()
      if (text.length >= shortestPersonal) this.#add(text, 'whole')
    }
    for (const value of secrets) for (const form of foldings(value.trim())) this.#addSecret(form)
  }

  #addSecret(value: string): void {
    if (value.length < shortestBegun) {
      if (value.length >= shortest && !this.#kinds.has(value)) this.#add(value, 'alone')
      return
    }
    const fitting = tellingLengths.filter((length) => length <= value.length * 0.75)
    const beginning = value.slice(0, Math.max(...fitting))
    this.#add(beginning, 'beginning')
    if (endOfWord(value, 0) < value.length)
      this.#phrases.set(beginning, Math.max(value.length, this.#phrases.get(beginning) ?? 0))
  }

  #add(text: string, kind: Kind): void {
    this.#kinds.set(text, kind)
    const head = text.slice(0, shortest)
    const lengths = this.#lengths.get(head) ?? new Set()
    this.#lengths.set(head, lengths.add(text.length))
  }

  /** Where a text holds one, in the order of the text; none overlaps with another. */
  rangesIn(text: string): Range[] {
    const ranges: Range[] = []
    const lower = text.toLowerCase()
    // A few letters become two in lower case, and what comes after them would be off by one.
    const folded = lower.length === text.length ? lower : text
    for (let start = 0; start < folded.length; start++) {
      const end = this.#endOf(folded, start)
      const last = ranges.at(-1)
      if (last && start < last.end) last.end = Math.max(last.end, end)
      else if (end > start) ranges.push({ start, end })
    }
    return ranges
  }

  /** Whether a text holds one, be it in a form that has to be decoded. */
  isIn(text: string): boolean {
    return [text, ...decodedForms(text)].some((form) => this.rangesIn(form).length > 0)
  }

  /** The text with `mask` in place of each credential. */
  masked(text: string, mask: string): string {
    return withReplaced(text, this.rangesIn(text), () => mask)
  }

  /** Where what begins here ends that must not be shown, or here. */
  #endOf(text: string, start: number): number {
    const lengths = this.#lengths.get(text.slice(start, start + shortest))
    let last = start
    for (let end = start + shortest; lengths && end <= text.length; end++)
      if (lengths.has(end - start)) last = Math.max(last, this.#endOfKnown(text, start, end))
    return last
  }

  #endOfKnown(text: string, start: number, end: number): number {
    const known = text.slice(start, end)
    switch (this.#kinds.get(known)) {
      case 'beginning': {
        const phrase = Math.min(text.length, start + (this.#phrases.get(known) ?? 0))
        const isOurs = this.#ownWords.has(wordAround(text, start))
        return isOurs ? start : endOfWord(text, Math.max(end, phrase))
      }
      case 'whole':
        return end
      case 'alone': {
        const isAlone = !isWordy(text[start - 1]) && !isWordy(text[end])
        return isAlone && !this.#ownWords.has(known) ? end : start
      }
      case undefined:
        return start
    }
  }
}

/** The text with other words in place of some of its parts, which come in its order. */
export function withReplaced<Part extends Range>(
  text: string,
  parts: readonly Part[],
  wordsFor: (part: Part) => string,
): string {
  let shown = ''
  let from = 0
  for (const part of parts) {
    shown += text.slice(from, part.start) + wordsFor(part)
    from = part.end
  }
  return shown + text.slice(from)
}

/** Lower-cased; upper-cased and then lower-cased (ß becomes ss); and normalized as decoded forms are. */
function foldings(text: string): Set<string> {
  const lower = text.toLowerCase()
  return new Set([lower, text.toUpperCase().toLowerCase(), lower.normalize('NFKC')])
}

/** Where what may belong to a credential ends. */
function endOfWord(text: string, from: number): number {
  const [rest = ''] = /^[^\s"'`,;()[\]{}]*/.exec(text.slice(from)) ?? []
  return from + rest.length
}

function isWordy(character: string | undefined): boolean {
  return /[\p{L}\p{N}]/u.test(character ?? '')
}

/** The word that a character belongs to. */
function wordAround(text: string, at: number): string {
  const [before = ''] = /[\p{L}\p{N}_-]*$/u.exec(text.slice(Math.max(0, at - 64), at)) ?? []
  const [after = ''] = /^[\p{L}\p{N}_-]*/u.exec(text.slice(at, at + 200)) ?? []
  return before + after
}
