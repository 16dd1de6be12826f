import { RegExpParser } from '@eslint-community/regexpp'
import type { AST } from '@eslint-community/regexpp'

/** What is wrong with a regular expression, which is read with the flag `u`; null where nothing is. */
export function regexProblem(pattern: string): string | null {
  try {
    new RegExp(pattern, 'u')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return `not a regular expression: ${reason.replace(/^Invalid regular expression: .*: /s, '')}`
  }
  const part = runawayPart(pattern)
  return part === null
    ? null
    : `not a regular expression that is sure to end in time: "${part}" may match one text in many ways; begin with ^, and let what repeats be followed by what it cannot match, as in [^,]*,`
}

/** How many groups a regular expression has. */
export function groupsIn(pattern: string): number {
  // With an empty alternative it matches anything.
  return (new RegExp(`${pattern}|`, 'u').exec('')?.length ?? 1) - 1
}

/** A pattern that is not understood well enough to say how long it takes; the message is the part. */
class Undecided extends Error {}

/**
 * The part of a regular expression that can take endless time on a text that almost matches: where the
 * same text leads from a place p back to p, from p to another place q, and from q back to q, the engine
 * tries every cut between the two (Weber and Seidl, "On the degree of ambiguity of finite automata",
 * 1991). Answers may have megabytes, so that a square is too much.
 * @param pattern one that `RegExp` takes with the flag `u`
 * @returns null where the time grows with the text, and no faster
 */
export function runawayPart(pattern: string): string | null {
  const { alternatives } = new RegExpParser().parsePattern(pattern, 0, undefined, { unicode: true })
  try {
    return partIn(alternatives, { isOnce: false, mayFail: false })
  } catch (error) {
    if (error instanceof Undecided) return error.message
    throw error
  }
}

interface Search {
  /** It is made in one place, and not at every character. */
  isOnce: boolean
  /** Something may still fail after its last character. */
  mayFail: boolean
}

function partIn(alternatives: readonly AST.Alternative[], search: Search): string | null {
  for (const { elements } of alternatives) {
    const automaton = new Automaton(elements, search)
    const part = automaton.ambiguousPart()
    if (part !== null) return part
    for (const lookaround of automaton.lookarounds) {
      const isOnce = lookaround.kind === 'lookahead' && isAtStart(lookaround, elements)
      const inside = partIn(lookaround.alternatives, { isOnce, mayFail: true })
      if (inside !== null) return inside
    }
  }
  return null
}

/** Whether `^` comes first, and nothing that takes a character before the assertion. */
function isAtStart(assertion: AST.Assertion, elements: readonly AST.Element[]): boolean {
  const before = elements.slice(0, Math.max(0, elements.indexOf(assertion)))
  const [first] = before
  const begins = first?.type === 'Assertion' && first.kind === 'start'
  return begins && before.every(({ type }) => type === 'Assertion')
}

/** Most places that are compared with each other; a pattern of a contract has some hundred. */
const mostPlaces = 400

/** Repetitions up to so many are written out; of more it does not matter how many. */
const writtenOut = 6

/** A part of a pattern: the places that it may begin and end with, and whether it may be empty. */
interface Part {
  first: ReadonlySet<number>
  last: ReadonlySet<number>
  empty: boolean
}

const nothing: Part = { first: new Set(), last: new Set(), empty: true }

/**
 * The position automaton (Glushkov) of a pattern: a state for each character that it names. `^` is
 * taken for a character that stands before the text, and nowhere else.
 */
class Automaton {
  readonly lookarounds: AST.LookaroundAssertion[] = []
  /** By place; null for any character before the match. */
  readonly #atoms: (AST.Element | null)[] = []
  /** By place: what may come next, and whether more than one way leads there. */
  readonly #next: Map<number, boolean>[] = []
  /** Where the search ends for good: nothing after it fails. */
  readonly #ends: ReadonlySet<number>
  #asserts = false

  constructor(elements: readonly AST.Element[], { isOnce, mayFail }: Search) {
    const whole = this.#inARow(elements)
    this.#ends = mayFail || this.#asserts ? new Set() : whole.last
    if (isOnce) return
    const { last: before } = this.#place(null)
    this.#join(before, new Set([...before, ...whole.first]))
  }

  #inARow(elements: readonly AST.Element[]): Part {
    return elements.reduce((part, one) => this.#sequence(part, this.#element(one)), nothing)
  }

  #element(element: AST.Element): Part {
    switch (element.type) {
      case 'Assertion':
        if (element.kind === 'start') return this.#place(element)
        this.#asserts = true
        if ('alternatives' in element) this.lookarounds.push(element)
        return nothing
      case 'Quantifier':
        return this.#repeated(element)
      case 'Group':
      case 'CapturingGroup':
        return element.alternatives.map(({ elements }) => this.#inARow(elements)).reduce(either)
      case 'Backreference':
        throw new Undecided(element.raw)
      default:
        return this.#place(element)
    }
  }

  #repeated({ min, max, element }: AST.Quantifier): Part {
    const isLoop = max > writtenOut
    const copies = isLoop ? Math.max(1, Math.min(min, writtenOut)) : max
    let whole = nothing
    for (let copy = 1; copy <= copies; copy++) {
      const part = this.#element(element)
      if (isLoop && copy === copies) this.#join(part.last, part.first)
      whole = this.#sequence(whole, copy <= min ? part : either(nothing, part))
    }
    return whole
  }

  #sequence(before: Part, after: Part): Part {
    this.#join(before.last, after.first)
    return {
      first: new Set([...before.first, ...(before.empty ? after.first : [])]),
      last: new Set([...after.last, ...(after.empty ? before.last : [])]),
      empty: before.empty && after.empty,
    }
  }

  #place(element: AST.Element | null): Part {
    if (this.#atoms.length >= mostPlaces) throw new Undecided(`more than ${mostPlaces} characters`)
    this.#next.push(new Map())
    const places = new Set([this.#atoms.push(element) - 1])
    return { first: places, last: places, empty: false }
  }

  #join(from: ReadonlySet<number>, to: ReadonlySet<number>): void {
    for (const one of from) {
      const next = this.#next[one]
      for (const other of to) next?.set(other, next.has(other))
    }
  }

  /** The repetition that can match one text in more than one way; null where there is none. */
  ambiguousPart(): string | null {
    const isMatch = sharing(this.#atoms.map((atom) => atom?.raw ?? '[^]?'))
    const after = (place: number) => [...(this.#next[place]?.keys() ?? [])].filter(this.#goesOn)
    const reach = this.#atoms.map((_, place) => reached(after(place), after))
    const loops = [...reach.keys()].filter((p) => this.#goesOn(p) && reach[p]?.has(p))
    for (const p of loops) {
      const isDoubled = (q: number) => this.#next[p]?.get(q) === true && reach[q]?.has(p)
      if (after(p).some(isDoubled)) return this.#repetitionOf(p)
      for (const q of loops)
        if (p !== q && reach[p]?.has(q) && sharesText(p, q, after, isMatch))
          return this.#repetitionOf(q)
    }
    return null
  }

  readonly #goesOn = (place: number): boolean => !this.#ends.has(place)

  #repetitionOf(place: number): string {
    let found = ''
    for (let node: AST.Node | null = this.#atoms[place] ?? null; node; node = node.parent)
      if (node.type === 'Quantifier' && node.max > writtenOut) found ||= node.raw
    return found
  }
}

function either(one: Part, other: Part): Part {
  return {
    first: new Set([...one.first, ...other.first]),
    last: new Set([...one.last, ...other.last]),
    empty: one.empty || other.empty,
  }
}

type After = (place: number) => readonly number[]

/** The places that can be reached from some, and those themselves. */
function reached(from: readonly number[], after: After): Set<number> {
  // A set goes on to what is added to it while it is walked.
  const found = new Set(from)
  for (const place of found) for (const next of after(place)) found.add(next)
  return found
}

/** Whether some character may stand at each of these places. */
type IsMatch = (places: readonly number[]) => boolean

/** @param characters by place, a pattern of one character; `^` matches the empty text alone */
function sharing(characters: readonly string[]): IsMatch {
  const samples = samplesFor(characters)
  const masks = new Map<string, bigint>()
  for (const one of new Set(characters)) {
    const pattern = new RegExp(`^(?:${one})$`, 'u')
    masks.set(one, BigInt(`0b${samples.map((sample) => Number(pattern.test(sample))).join('')}`))
  }
  const maskAt = (place: number) => masks.get(characters[place] ?? '') ?? 0n
  return (places) => places.map(maskAt).reduce((one, other) => one & other) !== 0n
}

/** The empty text, and characters of every script, densely where patterns tell them apart, and those named. */
function samplesFor(characters: readonly string[]): string[] {
  const spread = Array.from({ length: 4000 }, (_, index) => index * 37)
  const near = Array.from(characters.join('')).flatMap((one) => {
    const code = one.codePointAt(0) ?? 0
    return [code - 1, code, code + 1]
  })
  const codes = new Set([...Array(0x250).keys(), ...spread, ...near])
  const isCharacter = (code: number) =>
    code >= 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  return ['', ...[...codes].filter(isCharacter).map((code) => String.fromCodePoint(code))]
}

/** Most triples of places that are looked at for one pair. */
const mostTriples = 20_000

/** Whether one text leads from p to p, from p to q, and from q to q. */
function sharesText(p: number, q: number, after: After, isMatch: IsMatch): boolean {
  const goal = [p, q, q].join()
  const triples = new Map([[[p, p, q].join(), [p, p, q]]])
  for (const [one = 0, two = 0, three = 0] of triples.values()) {
    for (const next of after(one).flatMap((a) =>
      after(two).flatMap((b) => after(three).map((c) => [a, b, c])),
    ))
      if (isMatch(next)) triples.set(next.join(), next)
    if (triples.has(goal)) return true
    if (triples.size > mostTriples) throw new Undecided('its many repetitions')
  }
  return false
}
