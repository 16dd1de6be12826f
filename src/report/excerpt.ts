import type { Excerpt } from '../model/report.ts'
import { isIndex, tokens } from '../contract/pointer.ts'
import type { Disclosure } from './disclosure/disclosure.ts'
import { scalarJson } from './disclosure/masked-json.ts'
import type { Place } from './disclosure/vouched.ts'

/** Members and elements on each side of the way to the pointer that are shown. */
const beside = 3

/** Members of what the pointer names that are shown. */
const mostMembers = 12

/** Deeper pointers than this are shown from their beginning only. */
const deepest = 12

/**
 * The part of a JSON body that a failure is about, indented: the way to the pointer, its neighbours,
 * and what it names, marked. Where the pointer leads to nothing, the place that lacks it is marked.
 * @param pointer JSON pointer (RFC 6901); null where no place in the body is wrong: nothing is marked
 */
export function excerptOf(body: unknown, pointer: string | null, disclosure: Disclosure): Excerpt {
  const printer = new Printer(disclosure)
  const steps = tokens(pointer ?? '').slice(0, deepest)
  const marked = printer.print({ value: body, place: disclosure.root }, steps, {
    indent: '',
    label: '',
  })
  return { lines: printer.lines, marked: pointer === null ? [0, 0] : marked }
}

/** What stands before a value on its first line. */
interface Lead {
  indent: string
  label: string
}

/** A value of a body, and where it stands. */
interface Placed {
  value: unknown
  place: Place
}

class Printer {
  readonly lines: string[] = []
  readonly #disclosure: Disclosure

  constructor(disclosure: Disclosure) {
    this.#disclosure = disclosure
  }

  /** Adds the lines of a value, and says which of them are what the steps lead to. */
  print(
    placed: Placed,
    [step, ...rest]: readonly string[],
    { indent, label }: Lead,
  ): [number, number] {
    const { value } = placed
    const at = step === undefined ? -1 : positionOf(value, step)
    if (at < 0) {
      const from = this.lines.length
      this.#withMembers(placed, { indent, label })
      return [from, this.lines.length]
    }
    const size = sizeOf(value)
    const first = Math.max(0, at - beside)
    const last = Math.min(size, at + beside + 1)
    let marked: [number, number] = [0, 0]
    this.lines.push(`${indent}${label}${Array.isArray(value) ? '[' : '{'}`)
    if (first > 0) this.lines.push(`${indent}  … ${first} before`)
    for (const [index, { name, inner }] of this.#members(placed, first, last).entries()) {
      const lead = { indent: `${indent}  `, label: name }
      if (first + index === at) marked = this.print(inner, rest, lead)
      else this.lines.push(`${lead.indent}${name}${this.#onOneLine(inner)}`)
    }
    if (last < size) this.lines.push(`${indent}  … ${size - last} after`)
    this.lines.push(`${indent}${Array.isArray(value) ? ']' : '}'}`)
    return marked
  }

  /** A value with its first members, each on a line. */
  #withMembers(placed: Placed, { indent, label }: Lead): void {
    const size = sizeOf(placed.value)
    if (size === 0) {
      this.lines.push(`${indent}${label}${this.#onOneLine(placed)}`)
      return
    }
    const members = this.#members(placed, 0, mostMembers)
    const [open = '', close = ''] = Array.isArray(placed.value) ? '[]' : '{}'
    this.lines.push(`${indent}${label}${open}`)
    for (const { name, inner } of members)
      this.lines.push(`${indent}  ${name}${this.#onOneLine(inner)}`)
    if (size > members.length) this.lines.push(`${indent}  … ${size - members.length} after`)
    this.lines.push(`${indent}${close}`)
  }

  #onOneLine({ value, place }: Placed): string {
    if (typeof value !== 'object' || value === null)
      return scalarJson(value, this.#disclosure.scalar(value, place))
    const size = sizeOf(value)
    const [open = '', close = ''] = Array.isArray(value) ? '[]' : '{}'
    return size === 0 ? `${open}${close}` : `${open}… ${size}${close}`
  }

  #members({ value, place }: Placed, from: number, to: number): { name: string; inner: Placed }[] {
    const disclosure = this.#disclosure
    if (Array.isArray(value))
      return value.slice(from, to).map((inner: unknown, index) => ({
        name: '',
        inner: { value: inner, place: disclosure.child(place, String(from + index), value) },
      }))
    const members = value as Record<string, unknown>
    return namesOf(members)
      .slice(from, to)
      .map((key) => ({
        name: `${JSON.stringify(disclosure.name(key, members, place))}: `,
        inner: { value: members[key], place: disclosure.child(place, key, members) },
      }))
  }
}

/** How many elements or members; 0 where there can be none. */
function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length
  return typeof value === 'object' && value !== null ? namesOf(value).length : 0
}

/** Each failure on an answer asks again, and to list the names of a wide object takes long. */
const listed = new WeakMap<object, readonly string[]>()

function namesOf(value: object): readonly string[] {
  const known = listed.get(value)
  if (known) return known
  const names = Object.keys(value)
  listed.set(value, names)
  return names
}

/** Where a step of a pointer leads to, or -1. */
function positionOf(value: unknown, step: string): number {
  if (Array.isArray(value)) return isIndex(step) && Number(step) < value.length ? Number(step) : -1
  return typeof value === 'object' && value !== null ? namesOf(value).indexOf(step) : -1
}
