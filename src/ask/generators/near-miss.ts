import fc from 'fast-check'

/** Ways in which a value can come close to another without being it. */
export const nearMisses = [
  'fresh',
  'case',
  'prefix',
  'suffix',
  'inside',
  'longer',
  'sibling',
  'other',
  'wildcard',
  'word',
  'joined',
] as const

/** Ways of writing a value otherwise, which some software holds equal: only where a contract names them. */
export const respellings = ['ninth-digit', 'dialled', 'composed', 'spaced'] as const

export type NearMiss = (typeof nearMisses)[number] | (typeof respellings)[number]

/** What some software takes for nothing, for true, for a member of every object, or for everything. */
export const words = [
  'null',
  '0',
  '__proto__',
  '*',
  'true',
  '%',
  'constructor',
  '00',
  '_',
  'toString',
] as const

const lower = 'abcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'
const hex = '0123456789abcdef'

/** What matches the value where a filter is taken for a pattern: of SQL, twice, or a regular expression. */
export function patternsOf(value: string): { sql: readonly [string, string]; expression: string } {
  const [first = '', second = '', ...rest] = Array.from(value)
  return {
    sql: [`${first}%`, `${first}${second === '' ? '' : '_'}${rest.join('')}`],
    expression: `${first}.*`,
  }
}

/** The value with another first character of the same class. */
export function otherwiseBegun(value: string): string {
  const [first = '', ...rest] = Array.from(value)
  return next(first) + rest.join('')
}

/** Ways that lead from one value alone to others. */
type Derived = Exclude<NearMiss, 'fresh' | 'other' | 'wildcard' | 'word' | 'joined'>

/** The values that come close to this one in the given way, a place for each form; empty where there is no such way. */
export function missesOf(value: string, way: Derived): string[] {
  return derivations[way](value, Array.from(value))
}

const derivations: Record<Derived, (value: string, points: readonly string[]) => string[]> = {
  case: (value) => [value.toUpperCase(), value.toLowerCase(), swapFirst(value)],
  prefix: (_, points) => (points.length > 1 ? [points.slice(0, -1).join('')] : []),
  suffix: (_, points) => (points.length > 1 ? [points.slice(1).join('')] : []),
  inside: (_, points) => (points.length > 2 ? [points.slice(1, -1).join('')] : []),
  longer: (value, points) => [value + classOf(points.at(-1) ?? 'a').charAt(1)],
  sibling: (_, points) => (points.length > 0 ? [sibling(points)] : []),
  'ninth-digit': withOrWithoutNinth,
  dialled,
  composed: (value) => [value.normalize('NFD'), value.normalize('NFC'), fullWidth(value)],
  spaced: (value) => (value === value.trim() ? [` ${value}`, `${value} `] : []),
}

/** A Brazilian mobile number with the digit that such numbers were given in 2012, or without it. */
function withOrWithoutNinth(value: string): string[] {
  const [, area, ninth, number] = /^(\+?55[1-9]\d)(9?)([6-9]\d{7})$/.exec(value) ?? []
  return area === undefined ? [] : [`${area}${ninth === '' ? '9' : ''}${number}`]
}

/** A number as people dial it, or as a plus sign arrives that nobody encoded. */
function dialled(value: string): string[] {
  if (!/^\+?[1-9]\d{5,14}$/.test(value)) return []
  const digits = value.replace('+', '')
  return [`+${digits}`, `00${digits}`, ` ${digits}`]
}

/** Letters and digits in the width of Chinese characters. */
function fullWidth(value: string): string {
  return value.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
}

/**
 * Values of the same shape: letters stay letters, digits digits, all else stays. Of a UUID only the
 * node is drawn, so that it stays a UUID of its version; the first digit of a number stays too, and
 * so does all but the end of a long text.
 */
export function sameShape(value: string): fc.Arbitrary<string> {
  const points = Array.from(value)
  const fixed = Math.max(
    isUuid(value) ? value.length - 12 : leading(value),
    points.length - mostDrawn,
  )
  const drawn = points.map((point, index) =>
    index < fixed ? fc.constant(point) : pointLike(point, isUuid(value)),
  )
  const tail =
    points.length >= 6 ? [] : Array.from({ length: 6 - points.length }, () => pointLike('a', false))
  return fc.tuple(...drawn, ...tail).map((parts) => parts.join(''))
}

/**
 * The value, or, where it does not pass, the first made of it that does. A filter on the arbitrary
 * would draw for ever where an account leaves no room (six dashes have one shape only).
 */
export function passing(value: string, passes: (value: string) => boolean): string {
  if (passes(value)) return value
  const stem = value.replace(/[^\p{L}\p{N}]/gu, '') || 'zq'
  for (let length = 1; ; length++) {
    const made = stem + 'xqzjkvwy'.repeat(Math.ceil(length / 8)).slice(0, length)
    if (passes(made) || length > 64) return made
  }
}

/** How many characters of a value are drawn: each is an arbitrary of its own. */
const mostDrawn = 32

/** How often a value is drawn before it is made. */
const draws = 6

/** Values of the arbitrary that pass; where it has none, values made to pass. */
export function onlyPassing(
  arbitrary: fc.Arbitrary<string>,
  passes: (value: string) => boolean,
): fc.Arbitrary<string> {
  return fc
    .array(arbitrary, { minLength: draws, maxLength: draws })
    .map((values) => values.find(passes) ?? passing(values[0] ?? '', passes))
}

function sibling(points: readonly string[]): string {
  return points.slice(0, -1).join('') + next(points.at(-1) ?? '', isUuid(points.join('')))
}

/** Another character of the same class. */
function next(point: string, isHex = false): string {
  const alphabet = classOf(point, isHex)
  return alphabet.charAt((alphabet.indexOf(point) + 1) % alphabet.length)
}

function pointLike(point: string, isHex: boolean): fc.Arbitrary<string> {
  if (isHex && /[0-9a-f]/i.test(point)) return oneOf(hex)
  if (/[0-9]/.test(point)) return oneOf(digits)
  if (/\p{Lu}/u.test(point)) return oneOf(lower.toUpperCase())
  if (/\p{L}/u.test(point)) return oneOf(lower)
  return fc.constant(point)
}

function oneOf(alphabet: string): fc.Arbitrary<string> {
  return fc.nat(alphabet.length - 1).map((index) => alphabet.charAt(index))
}

function classOf(point: string, isHex = false): string {
  if (isHex) return hex
  if (/[0-9]/.test(point)) return digits
  return /[A-Z]/.test(point) ? lower.toUpperCase() : lower
}

function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
}

/** How much of a number's beginning stays: its sign and its first digit. */
function leading(value: string): number {
  return /^\+?[0-9]+$/.test(value) ? value.search(/[0-9]/) + 1 : 0
}

function swapFirst(value: string): string {
  const [first = '', ...rest] = Array.from(value)
  const swapped = first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase()
  return swapped + rest.join('')
}
