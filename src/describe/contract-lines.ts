import { isAlias, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { Document, Node, Pair } from 'yaml'
import { tokens } from '../contract/pointer.ts'

/** A part of a contract as its author wrote it. */
export interface Written {
  /** Number of its first line in the file, from 1. */
  line: number
  /** Its lines, without the indentation of the first one. */
  lines: readonly string[]
}

/** What a behavior is judged by. */
const judging = ['when', 'expect', 'together', 'alternatives']

/** Finds in the text of a checked contract what its behaviors expect. */
export class ContractLines {
  readonly #text: string
  readonly #document: Document
  readonly #counter = new LineCounter()

  constructor(text: string) {
    this.#text = text.replace(/^\uFEFF/, '')
    this.#document = parseDocument(this.#text, { lineCounter: this.#counter })
  }

  /**
   * What a behavior expects of an answer, and then the anchors and named schemas that this refers to.
   * @param index position of the behavior in the contract
   */
  expectationOf(index: number): Written[] {
    const behavior = this.#document.getIn(['behaviors', index])
    const pairs = isMap(behavior)
      ? behavior.items.filter((pair) => judging.includes(nameOf(pair)))
      : []
    const found = new Set(pairs)
    // A set hands out what is added while it is read.
    for (const pair of found) for (const other of this.#referredBy(pair)) found.add(other)
    return [...found].map((pair) => this.#written(pair))
  }

  #referredBy(pair: Pair): Pair[] {
    const referred: (Pair | null)[] = []
    visit(pair as unknown as Node, {
      Alias: (_, { source }) => void referred.push(this.#anchored(source)),
      Pair: (_, { key, value }) => {
        if (isScalar(key) && key.value === '$ref' && isScalar(value))
          referred.push(this.#schema(String(value.value)))
      },
    })
    return referred.filter((one) => one !== null)
  }

  /** The member whose value has the anchor. */
  #anchored(anchor: string): Pair | null {
    let found: Pair | null = null
    visit(this.#document, {
      Pair: (_, pair) => {
        const { value } = pair
        if (isAlias(value) || (value as (Node & { anchor?: string }) | null)?.anchor !== anchor)
          return undefined
        found = pair
        return visit.BREAK
      },
    })
    return found
  }

  /** The named schema that `#/schemas/<name>` leads to, or into. */
  #schema(reference: string): Pair | null {
    const [, name] = tokens(reference.slice(1))
    const schemas = this.#document.get('schemas')
    return isMap(schemas) ? (schemas.items.find((pair) => nameOf(pair) === name) ?? null) : null
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

function nameOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : ''
}
