import fc from 'fast-check'
import { onlyPassing, sameShape } from './near-miss.ts'
import type { Drawn, Source } from './generator.ts'

/** Each of the values, one a case. */
export function enumeration(source: Source, values: readonly string[]): Drawn {
  const value = values[source.index % values.length] ?? ''
  return { ok: true, arbitrary: fc.constant(value), size: values.length, exhaustive: true }
}

/** Text that looks like one of the values and is none. */
export function outsideOf(values: readonly string[]): Drawn {
  const alike = fc.constantFrom(...values).chain(sameShape)
  const arbitrary = onlyPassing(alike, (value) => !values.includes(value))
  return { ok: true, arbitrary, size: Infinity }
}

/** Nothing but separators and spaces, and not empty. */
export function blank(source: Source, separator: string): Drawn {
  const s = separator
  const forms = [s, ' ', ` ${s} ${s}`, s + s, `${s} `, ` ${s}`, `${s}${s}${s}`, `${s}  ${s}`]
  const form = forms[source.index % forms.length] ?? s
  return { ok: true, arbitrary: fc.constant(form), size: forms.length }
}
