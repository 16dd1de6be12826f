import { isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { Document, Node, Pair } from 'yaml'
import { tokens } from '../../contract/pointer.ts'

/** A part of a contract as its author wrote it. */
export interface Written {
  /** Number of its first line in the file, from 1. */
  line: number
  /** Its lines, without the indentation of the first one. */
  lines: readonly string[]
}

/** What says of which account and by what credentials something is judged. */
const account = [
  'servers',
  'operation',
  'credentials',
  'rateLimit',
  'listing',
  'secrets',
  'personal',
  'secretIn',
]

/** What a behavior is judged by. */
const judging = ['when', 'expect', 'together', 'alternatives']

/** Finds parts of a checked contract in its text. */
export class ContractLines {
  readonly #text: string
  readonly #document: Document
  readonly #counter = new LineCounter()
  /** The member that a value belongs to. */
  readonly #members = new Map<unknown, Pair>()

  constructor(text: string) {
    this.#text = text.replace(/^\uFEFF/, '')
    this.#document = parseDocument(this.#text, { lineCounter: this.#counter })
    visit(this.#document, { Pair: (_, pair) => void this.#members.set(pair.value, pair) })
  }

  /** The operation, its credentials, its listing, and what is never shown of it. */
  account(): Written[] {
    return account.flatMap((name) => this.#at([name]).map((pair) => this.#written(pair)))
  }

  /**
   * What a behavior expects of an answer, and then the anchors and named schemas that this refers to.
   * @param index position of the behavior in the contract
   */
  expectationOf(index: number): Written[] {
    const found = new Set(judging.flatMap((name) => this.#at(['behaviors', index, name])))
    // A set hands out what is added while it is read.
    for (const pair of found) for (const other of this.#referredBy(pair)) found.add(other)
    return [...found].map((pair) => this.#written(pair))
  }

  #at(path: readonly unknown[]): Pair[] {
    return this.#memberOf(this.#document.getIn(path, true))
  }

  #memberOf(value: unknown): Pair[] {
    const pair = this.#members.get(value)
    return pair ? [pair] : []
  }

  #referredBy(pair: Pair): Pair[] {
    const referred: Pair[] = []
    visit(pair as unknown as Node, {
      Alias: (_, alias) => {
        referred.push(...this.#memberOf(alias.resolve(this.#document)))
      },
      Pair: (_, { key, value }) => {
        if (isScalar(key) && key.value === '$ref' && isScalar(value))
          referred.push(...this.#at(tokens(String(value.value).slice(1)).slice(0, 2)))
      },
    })
    return referred
  }

  #written({ key, value }: Pair): Written {
    const start = (key as Node).range?.[0] ?? 0
    const end = (value as Node | null)?.range?.[1] ?? start
    const { line, col } = this.#counter.linePos(start)
    const indentation = new RegExp(`^ {0,${col - 1}}`)
    const lines = this.#text.slice(start, end).trimEnd().split(/\r?\n/)
    return { line, lines: lines.map((one) => one.replace(indentation, '')) }
  }
}
