import { isUtf8 } from 'node:buffer'
import type { BodyBreak, BodyFacts } from '../recording/exchange.ts'

/** Where a scan ends before its text does. */
export interface ScanLimits {
  depth: number
  values: number
  names: number
}

/** What a scan found; where a limit was passed, what it found until then. */
export interface Scan {
  facts: BodyFacts
  /** Bytes that its texts take in memory beyond their own: one letter past Latin-1 makes two of each. */
  widened: number
  over: keyof ScanLimits | null
  /** Without the byte order mark. */
  text: string
}

/**
 * Reads a JSON text once before it is parsed: neither recursive nor with memory for more than the
 * limits. Where `facts.break` is null, the text is one that `JSON.parse` takes.
 * @param bytes in UTF-8, with or without a byte order mark
 */
export function scanBody(bytes: Buffer, most: ScanLimits): Scan {
  return new Scanner(bytes, most).scan()
}

/** What comes next; `end`: nothing more is looked at. */
type Expected = 'value' | 'name' | 'after' | 'end'

class Scanner {
  readonly #bytes: Buffer
  readonly #most: ScanLimits
  readonly #text: string
  /** Index of the first character whose bytes are no UTF-8. */
  readonly #noUtf8: number
  #at: number
  #depth = 0
  #values = 0
  readonly #names = new Set<string>()
  /** Of each object that is open, its names; null for an array. */
  readonly #open: (Set<string> | null)[] = []
  /** Whether any string may hold a letter past Latin-1. */
  readonly #isWide: boolean
  #widened = 0
  #repeatedName: number | null = null
  #largeNumber: number | null = null
  #break: BodyBreak | null = null
  #over: keyof ScanLimits | null = null

  constructor(bytes: Buffer, most: ScanLimits) {
    this.#bytes = bytes
    this.#most = most
    this.#text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    this.#noUtf8 = isUtf8(bytes) ? Infinity : firstNoUtf8(bytes, this.#text)
    this.#at = this.#text.startsWith('\ufeff') ? 1 : 0
    this.#isWide = wide.test(this.#text)
  }

  scan(): Scan {
    const start = this.#at
    let expected: Expected = 'value'
    while (expected !== 'end') {
      this.#skipSpace()
      if (expected === 'value') expected = this.#value()
      else if (expected === 'name') expected = this.#name()
      else expected = this.#after()
    }
    const facts = {
      bytes: this.#bytes.length,
      byteOrderMark: start > 0,
      depth: this.#depth,
      values: this.#values,
      names: this.#names.size,
      repeatedName: this.#repeatedName,
      largeNumber: this.#largeNumber,
      break: this.#break,
    }
    return { facts, widened: this.#widened, over: this.#over, text: this.#text.slice(start) }
  }

  #value(): Expected {
    const sign = this.#text[this.#at] ?? ''
    if (!/[[{"\dtfn-]/.test(sign)) return this.#stop(this.#oddSign('no-value'))
    if (++this.#values > this.#most.values) return this.#pass('values')
    if (sign === '{' || sign === '[') return this.#enter(sign === '{')
    if (sign === '"') return this.#string() ? 'after' : 'end'
    const word = words.find((one) => one.startsWith(sign))
    return word === undefined ? this.#number() : this.#word(word)
  }

  #enter(isObject: boolean): Expected {
    this.#at++
    const depth = this.#open.push(isObject ? new Set() : null)
    this.#depth = Math.max(this.#depth, depth)
    if (depth > this.#most.depth) return this.#pass('depth')
    this.#skipSpace()
    if (this.#text[this.#at] === (isObject ? '}' : ']')) return this.#leave()
    return isObject ? 'name' : 'value'
  }

  #leave(): Expected {
    this.#at++
    this.#open.pop()
    return 'after'
  }

  /** A name of a member, and its colon. */
  #name(): Expected {
    const start = this.#at
    if (this.#text[start] !== '"') return this.#stop(this.#oddSign('no-name'))
    if (!this.#string()) return 'end'
    this.#note(start)
    if (this.#names.size > this.#most.names) return this.#pass('names')
    this.#skipSpace()
    if (this.#text[this.#at] !== ':') return this.#stop('no-colon')
    this.#at++
    return 'value'
  }

  /** Counts the name that begins at `start` and ends here. */
  #note(start: number): void {
    const written = this.#text.slice(start, this.#at)
    const name = written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1)
    const had = this.#open.at(-1)
    if (had?.has(name)) this.#repeatedName ??= this.#offset(start)
    had?.add(name)
    this.#names.add(name)
  }

  /** What follows a value. */
  #after(): Expected {
    const sign = this.#text[this.#at]
    const names = this.#open.at(-1)
    if (names === undefined) return sign === undefined ? 'end' : this.#stop('extra')
    if (sign === (names ? '}' : ']')) return this.#leave()
    if (sign !== ',') return this.#stop(sign === '/' ? 'comment' : 'no-comma')
    this.#at++
    return names ? 'name' : 'value'
  }

  /** Goes past a string; false where it breaks. */
  #string(): boolean {
    const start = this.#at++
    for (;;) {
      this.#skip(plainText)
      if (this.#at > this.#noUtf8) return this.#stopAtNoUtf8()
      const sign = this.#text[this.#at]
      if (sign === '\\' && /^\\([^u]|u.{4})$/.test(this.#skip(escape))) continue
      if (sign === '"') this.#noteWidth(start, this.#at++)
      else this.#stop(sign === '\\' ? 'escape' : 'control-character', 'end-in-string')
      return sign === '"'
    }
  }

  #noteWidth(start: number, end: number): void {
    const written = this.#isWide ? this.#text.slice(start + 1, end) : ''
    if (!wide.test(written)) return
    let escapes = 0
    for (let at = written.indexOf('\\u'); at >= 0; at = written.indexOf('\\u', at + 6)) escapes++
    const length = written.length - 5 * escapes
    this.#widened += Math.max(0, 2 * length - Buffer.byteLength(written))
  }

  #stopAtNoUtf8(): false {
    const rest = this.#bytes.subarray(this.#offset(this.#noUtf8))
    // A character that the end cuts off is taken to be right.
    const isCutOff = new TextDecoder().decode(rest, { stream: true }) === ''
    this.#at = isCutOff ? this.#text.length : this.#noUtf8
    this.#stop('no-utf-8', 'end-in-string')
    return false
  }

  #word(word: string): Expected {
    for (const letter of word) {
      if (this.#text[this.#at] !== letter) return this.#stop('word')
      this.#at++
    }
    return 'after'
  }

  #number(): Expected {
    const start = this.#at
    const written = this.#skip(numberSoFar)
    if (!/\d$/.test(written)) return this.#stop(this.#startsInfinite() ? 'infinite' : 'number')
    if (/^-?0$/.test(written) && /\d/.test(this.#text[this.#at] ?? '')) return this.#stop('number')
    // A double may have lost digits of it.
    if (Math.abs(Number(written)) > Number.MAX_SAFE_INTEGER)
      this.#largeNumber ??= this.#offset(start)
    return 'after'
  }

  #skipSpace(): void {
    while (isSpace(this.#text[this.#at])) this.#at++
  }

  /** Goes past what matches here, which may be nothing. */
  #skip(pattern: RegExp): string {
    const start = this.#at
    pattern.lastIndex = start
    pattern.test(this.#text)
    this.#at = pattern.lastIndex
    return this.#text.slice(start, this.#at)
  }

  /** Why nothing that is expected begins here. */
  #oddSign(otherwise: 'no-value' | 'no-name'): BodyBreak['kind'] {
    const sign = this.#text[this.#at] ?? ''
    const isValue = otherwise === 'no-value'
    if (sign === "'") return 'single-quote'
    if (sign === '/') return 'comment'
    if (isValue && this.#startsInfinite()) return 'infinite'
    if (isValue && /[+.]/.test(sign)) return 'number'
    if (sign === (isValue ? ']' : '}') && this.#followsComma()) return 'trailing-comma'
    if (!/[a-z]/i.test(sign)) return otherwise
    return isValue ? 'word' : 'bare-name'
  }

  #startsInfinite(): boolean {
    return ['NaN', 'Infinity'].some((word) => this.#text.startsWith(word, this.#at))
  }

  #followsComma(): boolean {
    let at = this.#at - 1
    while (isSpace(this.#text[at])) at--
    return this.#text[at] === ','
  }

  /** The text breaks here, for that reason or because it is over. */
  #stop(kind: BodyBreak['kind'], cutOff: BodyBreak['kind'] = this.#cutOff()): 'end' {
    const at = Math.min(this.#offset(this.#at), this.#bytes.length)
    this.#break = at < this.#bytes.length ? { at, kind } : { at, kind: cutOff }
    return 'end'
  }

  /** Where a text ends that is over here. */
  #cutOff(): BodyBreak['kind'] {
    const names = this.#open.at(-1)
    if (names === undefined) return 'end'
    return names ? 'end-in-object' : 'end-in-array'
  }

  /** How many bytes stand before a character, up to which all are UTF-8. */
  #offset(at: number): number {
    return Buffer.byteLength(this.#text.slice(0, at))
  }

  #pass(limit: keyof ScanLimits): 'end' {
    this.#over = limit
    return 'end'
  }
}

const words = ['true', 'false', 'null']
/** A letter past Latin-1, or an escape that may stand for one. */
const wide = /[\u0100-\uffff]|\\u(?!00)/
const plainText = /[ !#-[\]-\uffff]*/y
/** As far as it is one. */
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{0,4})?/y
/** As far as it is one. */
const numberSoFar = /-?(?:(?:0|[1-9]\d*)(?:\.\d*)?(?:(?<=\d)[eE][+-]?\d*)?)?/y

function isSpace(sign: string | undefined): boolean {
  return sign === ' ' || sign === '\n' || sign === '\r' || sign === '\t'
}

/** Where decoding put a replacement character for the first time; what was sent as one is none. */
function firstNoUtf8(bytes: Buffer, text: string): number {
  const replacement = Buffer.from('\ufffd')
  let at = -1
  let offset = 0
  do {
    const from = Math.max(at, 0)
    at = text.indexOf('\ufffd', at + 1)
    offset += Buffer.byteLength(text.slice(from, at))
  } while (bytes.subarray(offset, offset + replacement.length).equals(replacement))
  return at
}
