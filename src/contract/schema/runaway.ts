import { RegExpParser } from '@eslint-community/regexpp'
import type { AST } from '@eslint-community/regexpp'

/** A pattern of which the time that it takes cannot be told; the message is the part. */
class Beyond extends Error {}

/**
 * The part of a regular expression that can take endless time on a text that almost matches. It does where
 * one text leads round in two ways (exponential), or may be cut at any character between two repetitions
 * (a power of its length): Weber and Seidl, "On the degree of ambiguity of finite automata", 1991. Answers
 * may have megabytes, so that a square is too much as well.
 * @param pattern one that `RegExp` takes with the flag `u`
 * @returns null where the time grows with the text, and no faster
 */
export function runawayPart(pattern: string): string | null {
  try {
    return partIn(pattern)
  } catch (error) {
    if (error instanceof Beyond) return error.message
    throw error
  }
}

const longest = 2000

function partIn(pattern: string): string | null {
  if (pattern.length > longest) throw new Beyond(`more than ${longest} characters`)
  const { alternatives } = new RegExpParser().parsePattern(pattern, 0, undefined, { unicode: true })
  const automaton = new Automaton(alternatives)
  return automaton.ambiguous() ?? automaton.lookarounds.map(partIn).find(Boolean) ?? null
}

/** What a lookaround looks for, as a pattern of its own: at the beginning of the text, or at each character. */
function lookedFor({ kind, start, alternatives, parent }: AST.LookaroundAssertion): string {
  let root: AST.Node = parent
  while (root.parent) root = root.parent
  const isOnce = kind === 'lookahead' && /^\^(?:\(\?[=!][^()]*\))*$/.test(root.raw.slice(0, start))
  return `${isOnce ? '^' : ''}(?:${alternatives.map(({ raw }) => raw).join('|')})$`
}

/** Most places that are compared with each other; a pattern of a contract has some hundred. */
const mostPlaces = 400

/** Repetitions up to so many are written out; of more it does not matter how many. */
const written = 6

/** Where the beginning of a part, or the part as a whole, may stand: only before all else after `^`. */
type Where = 'start' | 'anywhere'

/** A part of a pattern: the places that it may begin and end with, and whether it may be nothing. */
interface Part {
  first: ReadonlyMap<number, Where>
  last: ReadonlySet<number>
  empty: Where | null
}

const nothing: Part = { first: new Map(), last: new Set(), empty: 'anywhere' }

/** The position automaton (Glushkov) of a pattern: a state for each character that it names. */
class Automaton {
  readonly lookarounds: string[] = []
  /** By place; null for any character before the match. */
  readonly #atoms: (AST.QuantifiableElement | null)[] = []
  /** By place: what may come next, and whether more than one way leads there. */
  readonly #next: Map<number, boolean>[] = []
  readonly #whole: Part
  #asserts = false

  constructor(alternatives: readonly AST.Alternative[]) {
    this.#whole = this.#choice(alternatives)
    // A search may begin at every character: as if anything stood before, any number of times.
    const any = this.#place(null)
    this.#join(new Set([any]), new Map([[any, 'anywhere'], ...this.#whole.first]))
  }

  #choice(alternatives: readonly AST.Alternative[]): Part {
    return alternatives
      .map(({ elements }) =>
        elements.reduce<Part>((before, one) => this.#sequence(before, this.#element(one)), nothing),
      )
      .reduce(either)
  }

  #element(element: AST.Element): Part {
    switch (element.type) {
      case 'Assertion':
        return this.#assertion(element)
      case 'Quantifier':
        return this.#repeated(element)
      case 'Group':
      case 'CapturingGroup':
        return this.#choice(element.alternatives)
      case 'Backreference':
        throw new Beyond(element.raw)
      default: {
        const at = this.#place(element)
        return { first: new Map([[at, 'anywhere']]), last: new Set([at]), empty: null }
      }
    }
  }

  #assertion(assertion: AST.Assertion): Part {
    if (assertion.kind === 'start') return { ...nothing, empty: 'start' }
    this.#asserts = true
    if ('alternatives' in assertion) this.lookarounds.push(lookedFor(assertion))
    return nothing
  }

  #repeated({ min, max, element }: AST.Quantifier): Part {
    const one = () => this.#element(element)
    const atLeast = Math.min(min, written)
    let part = nothing
    for (let count = 0; count < atLeast; count++) part = this.#sequence(part, one())
    if (max <= written) {
      for (let count = atLeast; count < max; count++)
        part = this.#sequence(part, either(nothing, one()))
      return part
    }
    const loop = one()
    this.#join(loop.last, loop.first)
    return this.#sequence(part, min > written ? loop : either(nothing, loop))
  }

  #sequence(before: Part, after: Part): Part {
    this.#join(before.last, after.first)
    const { empty } = before
    const later = [...after.first].map(([at, where]) => [at, narrower(where, empty)] as const)
    return {
      first: new Map([...(empty === null ? [] : later), ...before.first]),
      last: new Set([...after.last, ...(after.empty === 'anywhere' ? before.last : [])]),
      empty: empty === null || after.empty === null ? null : narrower(empty, after.empty),
    }
  }

  #place(element: AST.QuantifiableElement | null): number {
    if (this.#atoms.length >= mostPlaces) throw new Beyond(`more than ${mostPlaces} characters`)
    this.#next.push(new Map())
    return this.#atoms.push(element) - 1
  }

  #join(from: ReadonlySet<number>, to: Part['first']): void {
    for (const one of from) {
      const next = this.#next[one]
      for (const [other, where] of to) if (where === 'anywhere') next?.set(other, next.has(other))
    }
  }

  /** The part whose repetitions can be told apart in more than one way; null where there is none. */
  ambiguous(): string | null {
    const shares = sharing(this.#atoms.map((atom) => atom?.raw ?? '[^]'))
    const reach = this.#next.map((_, place) => reached([place], (at) => this.#after(at)))
    const loops = reach.flatMap((there, place) => (there.has(place) ? [place] : []))
    const mayFail = (place: number) => this.#asserts || !this.#whole.last.has(place)
    for (const p of loops) {
      const round = new Set(loops.filter((q) => reach[p]?.has(q) && reach[q]?.has(p)))
      if (![...round].every(mayFail)) continue
      if (this.#twoWaysRound(round, shares)) return this.#quantifierAround(p)
    }
    for (const p of loops)
      for (const q of loops)
        if (p !== q && reach[p]?.has(q) && mayFail(q) && this.#sharesText(p, q, shares))
          return this.#quantifierAround(q)
    return null
  }

  #after(place: number): number[] {
    return [...(this.#next[place]?.keys() ?? [])]
  }

  /** Whether one text leads round in two ways: exponential. All places of `round` lead to each other. */
  #twoWaysRound(round: ReadonlySet<number>, shares: Shares): boolean {
    const within = (place: number) => this.#after(place).filter((next) => round.has(next))
    const places = [...round]
    if (places.some((place) => within(place).some((next) => this.#next[place]?.get(next))))
      return true
    const before = new Map(
      places.map((place) => [place, places.filter((p) => within(p).includes(place))]),
    )
    const same = places.map((place) => [place, place])
    const forward = tuples(same, within, shares)
    const backward = tuples(same, (place) => before.get(place) ?? [], shares)
    return [...forward].some((key) => backward.has(key) && !isDiagonal(key))
  }

  /** Whether one text leads from p to p, from p to q and from q to q: then it may be cut anywhere. */
  #sharesText(p: number, q: number, shares: Shares): boolean {
    return tuples([[p, p, q]], (place) => this.#after(place), shares).has([p, q, q].join())
  }

  #quantifierAround(place: number): string {
    let found = ''
    for (let node: AST.Node | null = this.#atoms[place] ?? null; node; node = node.parent)
      if (node.type === 'Quantifier' && node.max > written) found ||= node.raw
    return found
  }
}

function either(one: Part, other: Part): Part {
  const first = new Map([...one.first, ...other.first])
  const empty = [one.empty, other.empty]
  return {
    first,
    last: new Set([...one.last, ...other.last]),
    empty: empty.includes('anywhere') ? 'anywhere' : empty.includes('start') ? 'start' : null,
  }
}

function narrower(one: Where, other: Where | null): Where {
  return one === 'start' || other === 'start' ? 'start' : 'anywhere'
}

/** Whether some character may stand at each of these places. */
type Shares = (places: readonly number[]) => boolean

/** @param characters by place, a pattern of one character */
function sharing(characters: readonly string[]): Shares {
  const samples = samplesFor(characters)
  const masks = new Map<string, bigint>()
  for (const one of characters) {
    const pattern = new RegExp(`^(?:${one})$`, 'u')
    if (!masks.has(one))
      masks.set(one, BigInt(`0b${samples.map((sample) => Number(pattern.test(sample))).join('')}`))
  }
  const maskAt = (place: number) => masks.get(characters[place] ?? '') ?? 0n
  return (places) => places.map(maskAt).reduce((one, other) => one & other) !== 0n
}

/** Characters of every script, densely where patterns tell them apart, and those that are named. */
function samplesFor(characters: readonly string[]): string[] {
  const spread = Array.from({ length: 4000 }, (_, index) => index * 37)
  const near = Array.from(characters.join('')).flatMap((one) => {
    const code = one.codePointAt(0) ?? 0
    return [code - 1, code, code + 1]
  })
  const codes = new Set([...Array(0x250).keys(), ...spread, ...near])
  return [...codes]
    .filter((code) => code >= 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff))
    .map((code) => String.fromCodePoint(code))
}

/** The places that can be reached from some, which are among them only where a way leads back. */
function reached(
  from: readonly number[],
  after: (place: number) => readonly number[],
): Set<number> {
  const found = new Set<number>()
  const open = [...from]
  for (let place = open.pop(); place !== undefined; place = open.pop())
    for (const next of after(place))
      if (!found.has(next)) {
        found.add(next)
        open.push(next)
      }
  return found
}

/** Most tuples of places that are looked at for one pair of repetitions. */
const mostTuples = 20_000

/** The tuples of places, as text, to which one and the same text leads from some. */
function tuples(
  from: readonly (readonly number[])[],
  after: (place: number) => readonly number[],
  shares: Shares,
): Set<string> {
  const found = new Set(from.map((one) => one.join()))
  const open = [...from]
  for (let tuple = open.pop(); tuple; tuple = open.pop())
    for (const next of product(tuple.map(after))) {
      if (found.has(next.join()) || !shares(next)) continue
      if (found.size >= mostTuples) throw new Beyond('its many repetitions')
      found.add(next.join())
      open.push(next)
    }
  return found
}

function product(lists: readonly (readonly number[])[]): number[][] {
  return lists.reduce<number[][]>(
    (made, list) => made.flatMap((one) => list.map((next) => [...one, next])),
    [[]],
  )
}

function isDiagonal(tuple: string): boolean {
  return new Set(tuple.split(',')).size === 1
}
