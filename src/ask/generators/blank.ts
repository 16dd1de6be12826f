import fc from 'fast-check'
import type { Drawn, Source } from './generator.ts'

/** Nothing but separators and spaces, and not empty. */
export function blank(source: Source, separator: string): Drawn {
  const s = separator
  const forms = [s, `${s} `, ` ${s} ${s}`, s + s, ' ', ` ${s}`, `${s}${s}${s}`, `${s}  ${s}`]
  const form = forms[source.index % forms.length] ?? s
  return { ok: true, arbitrary: fc.constant(form), size: forms.length }
}
