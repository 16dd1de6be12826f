export type Item = Readonly<Record<string, unknown>>

/** Takes the right value, and what holds it, and returns a wrong one; `undefined` leaves it out. */
export type Change<Whole> = (value: unknown, whole: Whole) => unknown

/** Wrong values by name. */
export type Wrongs<Whole> = Readonly<Record<string, Change<Whole>>>

/** The same wrong value whatever the right one is. */
export const is = (wrong: unknown) => () => wrong

/** Changes text and leaves alone whatever else there is. */
export const text = (change: (right: string) => unknown) => (right: unknown) =>
  typeof right === 'string' ? change(right) : right

export const absent = { absent: is(undefined) }
export const notString = { number: is(7), null: is(null), ...absent }
export const notStringOrNull = { number: is(7), object: is({}) }
export const notBoolean = { text: (right: unknown) => String(right), null: is(null), ...absent }
export const notInteger = {
  text: (right: unknown) => String(right),
  fraction: (right: unknown) => Number(right) + 0.5,
  null: is(null),
  ...absent,
}
export const notArray = { text: is('a'), null: is(null), ...absent }
export const notObject = { text: is('a'), null: is(null), ...absent }

/** A list as an object whose members are numbered. */
export const byIndex = (list: unknown) => Object.fromEntries(Object.entries(list as unknown[]))

/** Text of one case in the other. */
export const otherCase = text((right) =>
  right === right.toLowerCase() ? right.toUpperCase() : right.toLowerCase(),
)

/** What is often sent instead of an RFC 3339 date-time. */
export const notDateTime = {
  'unix-seconds': text((right) => Math.floor(Date.parse(right) / 1000)),
  'date-only': text((right) => right.slice(0, 10)),
  'without-offset': text((right) => right.replace('Z', '')),
  'month-13': text((right) => right.replace(/^(\d+)-\d+/, '$1-13')),
  null: is(null),
  ...absent,
}

const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A copy with another value at the path; the same value where the path leads nowhere. */
export function replaced(
  whole: unknown,
  [key, ...rest]: readonly string[],
  change: (value: unknown) => unknown,
): unknown {
  if (key === undefined) return change(whole)
  return isItem(whole) ? { ...whole, [key]: replaced(whole[key], rest, change) } : whole
}

/** A body that is served as any JSON value, also one that is no object. */
export function bodyOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : { toJSON: () => value }
}

const literal = (wanted: string) => wanted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** What a filter matches that is taken for a pattern of the kind. */
export const patterns: Readonly<Record<'sql' | 'expressions', (wanted: string) => string>> = {
  sql: (wanted) => literal(wanted).replaceAll('%', '.*').replaceAll('_', '.'),
  expressions: (wanted) => (/^[\w. -][\w.* -]*$/.test(wanted) ? wanted : literal(wanted)),
}
