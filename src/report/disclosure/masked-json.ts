import type { Disclosure } from './disclosure.ts'
import { namesOf } from './map-keys.ts'
import { quoted } from './printable.ts'
import type { Place } from './vouched.ts'

/** Valid JSON of a value. */
export interface ShownJson {
  text: string
  /** Whether nothing was left out. */
  isWhole: boolean
}

/** A value of a body, and where it stands. */
export interface Placed {
  value: unknown
  place: Place
}

/**
 * Writes a value of a body as JSON, each part as it may be shown. Members and elements past the limit are left
 * out, and one in their place says how many.
 * @param most characters, about: what was begun is closed
 */
export function shownJson(placed: Placed, disclosure: Disclosure, most: number): ShownJson {
  const writer = new Writer(disclosure, most)
  writer.write(placed)
  return { text: writer.parts.join(''), isWhole: writer.isWhole }
}

class Writer {
  readonly parts: string[] = []
  isWhole = true
  #length = 0
  readonly #disclosure: Disclosure
  readonly #most: number

  constructor(disclosure: Disclosure, most: number) {
    this.#disclosure = disclosure
    this.#most = most
  }

  /** Recursion is bounded: no body is read that is nested deeper than 64 levels. */
  write(placed: Placed): void {
    const size = sizeOf(placed.value)
    if (size === null) {
      this.#add(scalarJson(placed, this.#disclosure))
      return
    }
    const [open, close] = bracketsOf(placed.value)
    this.#add(open)
    for (let index = 0; index < size; index++) {
      if (index > 0) this.#add(',')
      if (this.#length >= this.#most) {
        this.isWhole = false
        const rest = JSON.stringify(`‹${(size - index).toLocaleString('en')} more›`)
        this.#add(open === '[' ? rest : `"‹…›":${rest}`)
        break
      }
      const { name, inner } = memberOf(placed, index, this.#disclosure)
      if (name !== null) this.#add(`${name}:`)
      this.write(inner)
    }
    this.#add(close)
  }

  #add(text: string): void {
    this.parts.push(text)
    this.#length += text.length
  }
}

/** How many elements or members there are; null where there can be none. */
export function sizeOf(value: unknown): number | null {
  if (Array.isArray(value)) return value.length
  return typeof value === 'object' && value !== null ? namesOf(value).length : null
}

export function bracketsOf(value: unknown): readonly [open: string, close: string] {
  return Array.isArray(value) ? ['[', ']'] : ['{', '}']
}

/** An element, or a member with its name in quotes, as it may be shown. */
export function memberOf(
  { value, place }: Placed,
  index: number,
  disclosure: Disclosure,
): { name: string | null; inner: Placed } {
  const of = value as Readonly<Record<string, unknown>>
  const key = Array.isArray(value) ? String(index) : (namesOf(of)[index] ?? '')
  const inner = { value: of[key], place: disclosure.places.child(place, key, value) }
  const isMember = !Array.isArray(value)
  return { name: isMember ? JSON.stringify(disclosure.name(key, of, place)) : null, inner }
}

/** A scalar that is shown keeps its type; what stands for a masked one is a text. */
export function scalarJson({ value, place }: Placed, disclosure: Disclosure): string {
  const { text, isMasked } = disclosure.scalar(value, place)
  return isMasked || typeof value === 'string' ? quoted(text) : text
}
