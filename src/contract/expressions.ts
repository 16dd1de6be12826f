/** Expressions of JavaScript, as text, that ask something of a value; it is an expression, too. */

/** A schema says more than can be written. */
export class Beyond extends Error {}

const types: Readonly<Record<string, (value: string) => string>> = {
  string: (value) => `(typeof ${value} === "string")`,
  number: (value) => `(typeof ${value} === "number" && isFinite(${value}))`,
  integer: (value) => `Number.isInteger(${value})`,
  boolean: (value) => `(typeof ${value} === "boolean")`,
  null: (value) => `(${value} === null)`,
  array: (value) => `Array.isArray(${value})`,
  object: (value) =>
    `(typeof ${value} === "object" && ${value} !== null && !Array.isArray(${value}))`,
}

export function typed(name: string, value: string): string {
  const write = types[name]
  if (!write) throw new Beyond(name)
  return write(value)
}

/** Keywords of a type say nothing of values of another; that `type` holds is asked before. */
export function ofType(
  name: string,
  value: string,
  { type }: { readonly type?: unknown },
  test: string,
): string {
  return type === name || test === 'true' ? test : `(!${typed(name, value)} || ${test})`
}

export function equal(wanted: unknown, value: string): string {
  const isPlain =
    wanted === null || ['string', 'boolean'].includes(typeof wanted) || Number.isFinite(wanted)
  if (!isPlain) throw new Beyond('const')
  return `(${value} === ${JSON.stringify(wanted)})`
}

export function member(value: string, name: string): string {
  return `${value}[${JSON.stringify(name)}]`
}

export function isThere(value: string, name: string): string {
  return `(${member(value, name)} !== undefined)`
}

export function every(tests: readonly string[]): string {
  const telling = tests.filter((test) => test !== 'true')
  return telling.length === 0 ? 'true' : `(${telling.join(' && ')})`
}

export function some(tests: readonly string[]): string {
  if (tests.includes('true')) return 'true'
  return tests.length === 0 ? 'false' : `(${tests.join(' || ')})`
}
