import type { BodyBreak, BodyFacts } from '../model/exchange.ts'
import { NameTable } from './name-table.ts'
import { utf8Length } from './utf8.ts'

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
}

/**
 * Reads a JSON text once, byte by byte, before it is parsed: neither recursive nor with memory for
 * more than the limits. Where `facts.break` is null, the text is one that `JSON.parse` takes.
 * @param bytes in UTF-8, with or without a byte order mark
 */
export function scanBody(bytes: Buffer, most: ScanLimits): Scan {
  return new Scanner(bytes, most).scan()
}

/** What comes next; `end`: nothing more is looked at. */
type Expected = 'value' | 'name' | 'after' | 'end'

const byteOrderMark = Buffer.from('\ufeff')

class Scanner {
  readonly #bytes: Buffer
  readonly #most: ScanLimits
  readonly #hasMark: boolean
  #at: number
  #depth = 0
  #values = 0
  readonly #names: NameTable
  #objects = 0
  /** Of each object that is open, its number; 0 for an array. */
  readonly #open: number[] = []
  /** By depth and number of a name, the latest object that had it. */
  readonly #had: number[][] = []
  #repeatedName: number | null = null
  #largeNumber: number | null = null
  #widened = 0
  #break: BodyBreak | null = null
  #over: keyof ScanLimits | null = null

  constructor(bytes: Buffer, most: ScanLimits) {
    this.#bytes = bytes
    this.#most = most
    this.#names = new NameTable(bytes)
    this.#hasMark = bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark)
    this.#at = this.#hasMark ? byteOrderMark.length : 0
  }

  scan(): Scan {
    let expected: Expected = 'value'
    while (expected !== 'end') {
      if (expected === 'value') expected = this.#value()
      else if (expected === 'name') expected = this.#name()
      else expected = this.#after()
    }
    const facts = {
      bytes: this.#bytes.length,
      byteOrderMark: this.#hasMark,
      depth: this.#depth,
      values: this.#values,
      names: this.#names.size,
      repeatedName: this.#repeatedName,
      largeNumber: this.#largeNumber,
      break: this.#break,
    }
    return { facts, widened: this.#widened, over: this.#over }
  }

  #value(): Expected {
    const byte = this.#skipSpace()
    if (!startsValue(byte)) return this.#noValue(byte)
    if (++this.#values > this.#most.values) return this.#pass('values')
    switch (byte) {
      case brace:
      case bracket:
        return this.#enter(byte === brace)
      case quote:
        return this.#string() === null ? 'end' : 'after'
      case letter.t:
        return this.#word('true')
      case letter.f:
        return this.#word('false')
      case letter.n:
        return this.#word('null')
      default:
        return this.#number()
    }
  }

  #enter(isObject: boolean): Expected {
    this.#at++
    const depth = this.#open.push(isObject ? ++this.#objects : 0)
    this.#depth = Math.max(this.#depth, depth)
    if (depth > this.#most.depth) return this.#pass('depth')
    if (this.#skipSpace() === (isObject ? braceEnd : bracketEnd)) return this.#leave()
    return isObject ? 'name' : 'value'
  }

  #leave(): Expected {
    this.#at++
    this.#open.pop()
    return 'after'
  }

  /** A name of a member, and its colon. */
  #name(): Expected {
    const byte = this.#skipSpace()
    const start = this.#at
    if (byte !== quote) return this.#noName(byte)
    const kind = this.#string()
    if (kind === null) return 'end'
    if (!this.#note(start, kind === 'plain')) return this.#pass('names')
    if (this.#skipSpace() !== colon) return this.#stop('no-colon')
    this.#at++
    return 'value'
  }

  /** What follows a value. */
  #after(): Expected {
    const byte = this.#skipSpace()
    const object = this.#open[this.#open.length - 1]
    const isObject = object !== 0
    if (object === undefined) return byte === undefined ? 'end' : this.#stop('extra')
    if (byte === (isObject ? braceEnd : bracketEnd)) return this.#leave()
    if (byte !== comma) return this.#stop(byte === slash ? 'comment' : 'no-comma')
    this.#at++
    return isObject ? 'name' : 'value'
  }

  /** Counts the name that begins at `start` and ends here; false: there are too many. */
  #note(start: number, isPlain: boolean): boolean {
    const number = this.#names.numberOf(start, this.#at, isPlain)
    const depth = this.#open.length
    const object = this.#open[depth - 1] ?? 0
    const had = (this.#had[depth] ??= [])
    if (had[number] === object) this.#repeatedName ??= start
    had[number] = object
    return this.#names.size <= this.#most.names
  }

  /** Goes past a string; `plain`: it is its own bytes, in ASCII and without an escape. */
  #string(): 'plain' | 'other' | null {
    const bytes = this.#bytes
    const start = this.#at
    let kind: 'plain' | 'other' = 'plain'
    let isWide = false
    let spared = 0
    let at = start + 1
    for (; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0
      if (byte === quote) {
        this.#at = at + 1
        // Two bytes for each character, and not those that are written here.
        if (isWide) this.#widened += Math.max(0, at - start - 1 - 2 * spared)
        return kind
      }
      if (byte >= space && byte < 0x80 && byte !== backslash) continue
      this.#at = at
      const length = this.#oddLength(byte)
      if (length === null) return null
      kind = 'other'
      isWide ||= byte >= beyondLatin || length === 6
      spared += length - 1
      at += length - 1
    }
    this.#at = at
    return this.#stopInString('no-utf-8')
  }

  /** How many bytes are one character of a string, where that is no plain one. */
  #oddLength(byte: number): number | null {
    if (byte === backslash) return this.#escapeLength()
    if (byte < space) return this.#stopInString('control-character')
    const length = utf8Length(this.#bytes, this.#at)
    const isCutOff = this.#at + length > this.#bytes.length
    if (length > 0 && !isCutOff) return length
    if (isCutOff) this.#at = this.#bytes.length
    return this.#stopInString('no-utf-8')
  }

  #escapeLength(): number | null {
    const escaped = this.#bytes[++this.#at]
    if (escaped === undefined || !escapes.includes(escaped)) return this.#stopInString('escape')
    if (escaped !== letter.u) return 2
    for (let digit = 0; digit < 4; digit++)
      if (!isHex(this.#bytes[++this.#at])) return this.#stopInString('escape')
    return 6
  }

  #word(word: string): Expected {
    for (let index = 1; index < word.length; index++)
      if (this.#bytes[++this.#at] !== word.charCodeAt(index)) return this.#stop('word')
    this.#at++
    return 'after'
  }

  #number(): Expected {
    const start = this.#at
    if (this.#bytes[start] === minus) this.#at++
    if (!this.#integer()) return this.#stop(this.#startsInfinite() ? 'infinite' : 'number')
    if (this.#take(dot) && !this.#digits()) return this.#stop('number')
    const hasExponent = this.#take(letter.e) || this.#take(letter.E)
    if (hasExponent && !this.#signedDigits()) return this.#stop('number')
    if (hasExponent || this.#at - start >= longNumber) this.#measure(start)
    return 'after'
  }

  /** Goes past the digits before a point; a zero stands alone. */
  #integer(): boolean {
    return this.#take(zero) ? !isDigit(this.#bytes[this.#at]) : this.#digits()
  }

  #signedDigits(): boolean {
    if (!this.#take(plus)) this.#take(minus)
    return this.#digits()
  }

  /** Whether the number that ends here is one of which a double may have lost digits. */
  #measure(start: number): void {
    if (this.#largeNumber !== null) return
    const size = Math.abs(Number(this.#bytes.toString('latin1', start, this.#at)))
    if (size > Number.MAX_SAFE_INTEGER) this.#largeNumber = start
  }

  /** Goes past digits; false where there is none. */
  #digits(): boolean {
    const start = this.#at
    while (isDigit(this.#bytes[this.#at])) this.#at++
    return this.#at > start
  }

  /** Goes past this byte, where it stands here. */
  #take(byte: number): boolean {
    const isHere = this.#bytes[this.#at] === byte
    if (isHere) this.#at++
    return isHere
  }

  /** Goes to the next byte that is no space; undefined at the end. */
  #skipSpace(): number | undefined {
    let byte = this.#bytes[this.#at]
    while (isSpace(byte)) byte = this.#bytes[++this.#at]
    return byte
  }

  #noValue(byte: number | undefined): Expected {
    if (byte === singleQuote) return this.#stop('single-quote')
    if (byte === slash) return this.#stop('comment')
    if (this.#startsInfinite()) return this.#stop('infinite')
    if (byte === plus || byte === dot) return this.#stop('number')
    if (byte === bracketEnd && this.#followsComma()) return this.#stop('trailing-comma')
    return this.#stop(isLetter(byte) ? 'word' : 'no-value')
  }

  #noName(byte: number | undefined): Expected {
    if (byte === singleQuote) return this.#stop('single-quote')
    if (byte === slash) return this.#stop('comment')
    if (byte === braceEnd && this.#followsComma()) return this.#stop('trailing-comma')
    return this.#stop(isLetter(byte) ? 'bare-name' : 'no-name')
  }

  #startsInfinite(): boolean {
    return ['NaN', 'Infinity'].some(
      (word) => this.#bytes.toString('latin1', this.#at, this.#at + word.length) === word,
    )
  }

  #followsComma(): boolean {
    let at = this.#at - 1
    while (isSpace(this.#bytes[at])) at--
    return this.#bytes[at] === comma
  }

  /** The text breaks here, for that reason or because it is over. */
  #stop(kind: BodyBreak['kind'], cutOff: BodyBreak['kind'] = this.#cutOff()): 'end' {
    const isOver = this.#at >= this.#bytes.length
    this.#break = { at: this.#at, kind: isOver ? cutOff : kind }
    return 'end'
  }

  #stopInString(kind: BodyBreak['kind']): null {
    this.#stop(kind, 'end-in-string')
    return null
  }

  /** Where a text ends that is over here. */
  #cutOff(): BodyBreak['kind'] {
    const object = this.#open.at(-1)
    if (object === undefined) return 'end'
    return object === 0 ? 'end-in-array' : 'end-in-object'
  }

  #pass(limit: keyof ScanLimits): 'end' {
    this.#over = limit
    return 'end'
  }
}

/** A number of fewer characters is below 2^53, if it has no exponent. */
const longNumber = 16

/** With which a character begins that is none of Latin-1. */
const beyondLatin = 0xc4

const space = 0x20
const quote = 0x22
const singleQuote = 0x27
const plus = 0x2b
const comma = 0x2c
const minus = 0x2d
const dot = 0x2e
const slash = 0x2f
const zero = 0x30
const colon = 0x3a
const bracket = 0x5b
const backslash = 0x5c
const bracketEnd = 0x5d
const brace = 0x7b
const braceEnd = 0x7d
const letter = { E: 0x45, e: 0x65, f: 0x66, n: 0x6e, t: 0x74, u: 0x75 } as const

/** What may stand after a backslash. */
const escapes = Buffer.from('"\\/bfnrtu')

function isSpace(byte: number | undefined): boolean {
  return byte === space || byte === 0x0a || byte === 0x0d || byte === 0x09
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= 0x39
}

function isHex(byte: number | undefined): boolean {
  return isDigit(byte) || (isLetter(byte) && (byte & ~space) <= 0x46)
}

function isLetter(byte: number | undefined): byte is number {
  if (byte === undefined) return false
  const upper = byte & ~space
  return upper >= 0x41 && upper <= 0x5a
}

function startsValue(byte: number | undefined): boolean {
  switch (byte) {
    case brace:
    case bracket:
    case quote:
    case minus:
    case letter.t:
    case letter.f:
    case letter.n:
      return true
    default:
      return isDigit(byte)
  }
}
