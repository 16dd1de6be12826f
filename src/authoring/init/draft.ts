import type { RawBehavior, RawContract } from '../../contract/raw.ts'
import { printable } from '../../report/disclosure/printable.ts'

/**
 * What a behavior is based on: the document states it, only its examples show it, names suggest it,
 * or nothing says it and it is only observed.
 */
export type Basis = 'stated' | 'shown' | 'guessed' | 'open'

const levels = { stated: 'must', shown: 'should', guessed: 'should', open: 'observe' } as const

/** Why a behavior is in the draft. */
export interface Founding {
  basis: Basis
  /** Lines of the file that say so. */
  lines: readonly number[]
  /** What the author has to check, each in one sentence. */
  guesses: readonly string[]
}

export interface DraftBehavior extends Founding {
  behavior: RawBehavior
}

/** The document says it. */
export function stated(...lines: readonly number[]): Founding {
  return { basis: 'stated', lines, guesses: [] }
}

/** Names suggest it. */
export function guessed(lines: readonly number[], ...guesses: readonly string[]): Founding {
  return { basis: 'guessed', lines, guesses }
}

/** Collects the behaviors of a contract, the guesses that its author has to check, and what was left out. */
export class Draft {
  readonly behaviors: DraftBehavior[] = []
  /** By key of the contract. */
  readonly guesses = new Map<string, string[]>()
  readonly #leftOut = new Map<string, number | null>()
  readonly #ids = new Set<string>()

  /** Adds a behavior; it covers one fact of its own, whose level follows from its basis. */
  add(founding: Founding, { id, title, ...rest }: Omit<RawBehavior, 'level' | 'covers'>): void {
    const behavior: RawBehavior = {
      id: this.#unique(id),
      level: levels[founding.basis],
      covers: [`F${this.behaviors.length + 1}`],
      title: sentence(title),
      ...rest,
    }
    this.behaviors.push({ ...founding, behavior })
  }

  /** Marks a part of the contract other than a behavior as a guess. */
  guess(key: keyof RawContract, ...guesses: readonly string[]): void {
    this.guesses.set(key, [...(this.guesses.get(key) ?? []), ...guesses])
  }

  /** Says what was left out, and why. */
  leaveOut(words: string, line: number | null = null): void {
    this.#leftOut.set(words, line)
  }

  /** What was left out, in words, in the order of lines. */
  get leftOut(): string[] {
    const inOrder = [...this.#leftOut].sort(([, a], [, b]) => (a ?? Infinity) - (b ?? Infinity))
    return inOrder.map(([words, line]) => (line === null ? words : `line ${line}: ${words}`))
  }

  #unique(id: string): string {
    let made = id
    for (let count = 2; this.#ids.has(made); count++) made = `${id}-${count}`
    this.#ids.add(made)
    return made
  }
}

/** Longest title, in characters: names and values of a document may be of any length. */
const longest = 160

/** A title of one line, with nothing in it that acts, and not too long. */
export function sentence(title: string): string {
  const text = printable(title)
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
}
