import type { Excerpt } from '../model/report.ts'
import { isIndex, tokens } from '../contract/pointer.ts'
import type { Disclosure } from './disclosure/disclosure.ts'
import { bracketsOf, memberOf, scalarJson, sizeOf } from './disclosure/masked-json.ts'
import type { Placed } from './disclosure/masked-json.ts'
import { namesOf } from './disclosure/map-keys.ts'

/** Members and elements on each side of the way to the pointer that are shown. */
const beside = 3

/** Members of what the pointer names that are shown. */
const mostMembers = 12

/** Deeper pointers than this are shown from their beginning only. */
const deepest = 12

/**
 * The part of a JSON body that a failure is about, as valid JSON, indented: the way to the pointer, its
 * neighbours, and what it names, marked. Where the pointer leads to nothing, the place that lacks it is marked.
 * @param pointer JSON pointer (RFC 6901); null where no place in the body is wrong: nothing is marked
 */
export function excerptOf(body: unknown, pointer: string | null, disclosure: Disclosure): Excerpt {
  const printer = new Printer(disclosure)
  const steps = tokens(pointer ?? '').slice(0, deepest)
  const marked = printer.print({ value: body, place: disclosure.places.root }, steps, '', '')
  return { lines: printer.lines, marked: pointer === null ? [0, 0] : marked }
}

class Printer {
  readonly lines: string[] = []
  readonly #disclosure: Disclosure

  constructor(disclosure: Disclosure) {
    this.#disclosure = disclosure
  }

  /**
   * Adds the lines of a value, and says which of them are what the steps lead to.
   * @param label what stands before the value on its first line
   */
  print(
    placed: Placed,
    [step, ...rest]: readonly string[],
    indent: string,
    label: string,
  ): [number, number] {
    const from = this.lines.length
    const at = step === undefined ? -1 : positionOf(placed.value, step)
    const size = sizeOf(placed.value) ?? 0
    const first = Math.max(0, at - beside)
    const last = Math.min(size, at < 0 ? mostMembers : at + beside + 1)
    if (size === 0) {
      this.lines.push(`${indent}${label}${this.#onOneLine(placed)}`)
      return [from, this.lines.length]
    }
    let marked: [number, number] | null = null
    const [open, close] = bracketsOf(placed.value)
    const inside = `${indent}  `
    this.lines.push(`${indent}${label}${open}`)
    if (first > 0) this.lines.push(`${inside}${leftOut(placed, `${first} before`)},`)
    for (let index = first; index < last; index++) {
      const { name, inner } = memberOf(placed, index, this.#disclosure)
      const lead = name === null ? '' : `${name}: `
      if (index === at) marked = this.print(inner, rest, inside, lead)
      else this.lines.push(`${inside}${lead}${this.#onOneLine(inner)}`)
      if (index < size - 1) this.lines.push(`${this.lines.pop() ?? ''},`)
    }
    if (last < size) this.lines.push(`${inside}${leftOut(placed, `${size - last} after`)}`)
    this.lines.push(`${indent}${close}`)
    return marked ?? [from, this.lines.length]
  }

  #onOneLine(placed: Placed): string {
    const size = sizeOf(placed.value)
    if (size === null) return scalarJson(placed, this.#disclosure)
    const [open, close] = bracketsOf(placed.value)
    return size === 0 ? `${open}${close}` : `${open}${leftOut(placed, `${size} not shown`)}${close}`
  }
}

/** Stands for members or elements that are not shown, and keeps what is around it JSON. */
function leftOut({ value }: Placed, words: string): string {
  return Array.isArray(value) ? `"‹${words}›"` : `"‹${words}›": "‹…›"`
}

/** Where a step of a pointer leads to, or -1. */
function positionOf(value: unknown, step: string): number {
  if (Array.isArray(value)) return isIndex(step) && Number(step) < value.length ? Number(step) : -1
  return typeof value === 'object' && value !== null ? namesOf(value).indexOf(step) : -1
}
