import { quoted } from './printable.ts'
import type { Place } from './vouched.ts'

/** What decides how the parts of a body are shown. */
export interface Shower {
  /** The place of a member or of an element. */
  child(place: Place, token: string, of: unknown): Place
  /** A text is as it was sent but for what is masked in it: it may hold what acts on whoever shows it. */
  scalar(value: unknown, place: Place): { text: string; isMasked: boolean }
  /** The name of a member of what stands at a place, as it may be shown. */
  name(name: string, of: object, place: Place): string
}

/** Valid JSON of a value. */
export interface ShownJson {
  text: string
  /** Whether nothing was left out. */
  isWhole: boolean
}

/**
 * Writes a value of a body as JSON, each part as it may be shown. Members and elements past the limit are left
 * out, and one in their place says how many.
 * @param most characters, about: what was begun is closed
 */
export function shownJson(value: unknown, place: Place, shower: Shower, most: number): ShownJson {
  const writer = new Writer(shower, most)
  writer.write(value, place)
  return { text: writer.parts.join(''), isWhole: writer.isWhole }
}

class Writer {
  readonly parts: string[] = []
  isWhole = true
  #length = 0
  readonly #shower: Shower
  readonly #most: number

  constructor(shower: Shower, most: number) {
    this.#shower = shower
    this.#most = most
  }

  /** Recursion is bounded: no body is read that is nested deeper than 64 levels. */
  write(value: unknown, place: Place): void {
    if (Array.isArray(value)) this.#list(value, place)
    else if (typeof value === 'object' && value !== null) this.#map(value, place)
    else this.#add(scalarJson(value, this.#shower.scalar(value, place)))
  }

  #list(list: readonly unknown[], place: Place): void {
    this.#add('[')
    for (const [index, element] of list.entries()) {
      if (index > 0) this.#add(',')
      if (this.#isFull) {
        this.#add(JSON.stringify(`‹${count(list.length - index)} more›`))
        break
      }
      this.write(element, this.#shower.child(place, String(index), list))
    }
    this.#add(']')
  }

  #map(map: object, place: Place): void {
    this.#add('{')
    const names = Object.keys(map)
    for (const [index, name] of names.entries()) {
      if (index > 0) this.#add(',')
      if (this.#isFull) {
        this.#add(`"‹…›":${JSON.stringify(`‹${count(names.length - index)} more›`)}`)
        break
      }
      this.#add(`${JSON.stringify(this.#shower.name(name, map, place))}:`)
      this.write((map as Record<string, unknown>)[name], this.#shower.child(place, name, map))
    }
    this.#add('}')
  }

  get #isFull(): boolean {
    if (this.#length < this.#most) return false
    this.isWhole = false
    return true
  }

  #add(text: string): void {
    this.parts.push(text)
    this.#length += text.length
  }
}

/** A scalar that is shown keeps its type; what stands for a masked one is a text. */
export function scalarJson(
  value: unknown,
  { text, isMasked }: { text: string; isMasked: boolean },
): string {
  return isMasked || typeof value === 'string' ? quoted(text) : text
}

function count(number: number): string {
  return number.toLocaleString('en')
}
