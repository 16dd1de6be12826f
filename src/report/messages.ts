import { valueAt } from '../contract/pointer.ts'
import type { Quote, Words } from '../model/words.ts'
import { longestText } from './disclosure/disclosure.ts'
import type { Disclosure, Shown } from './disclosure/disclosure.ts'
import { shownJson } from './disclosure/masked-json.ts'
import { plural, printable, quoted } from './disclosure/printable.ts'
import { shownDrawn } from './disclosure/recipes.ts'
import { addressEnd } from './disclosure/sensitive-patterns.ts'

/** Characters of a body that a message shows. */
const longestBody = 160

/** Elements of an array that a message shows. */
const mostElements = 3

/** More parts than this are summed up. */
const mostParts = 5

/** A message on one line, with the values that it is about as far as they may be shown. */
export function shownWords(words: Words, disclosure: Disclosure): string {
  return [words]
    .flat()
    .map((part) =>
      typeof part === 'string' ? disclosure.text(part) : shownQuote(part, disclosure),
    )
    .join('')
}

function shownQuote(quote: Quote, disclosure: Disclosure): string {
  const { places } = disclosure
  switch (quote.kind) {
    case 'body':
      return bodyWords(quote, disclosure)
    case 'field': {
      const shown = disclosure.scalar(quote.value, places.ofField(quote.field))
      return scalarWords(shown, quote)
    }
    case 'drawn': {
      const { text, isMasked } = shownDrawn(quote.value, quote.fields, disclosure)
      return isMasked ? text : quoted(quote.value)
    }
    case 'instance':
      return instanceWords(quote, disclosure)
    case 'header':
      return disclosure.header(quote.name, quote.value)
  }
}

type QuoteOf<Kind extends Quote['kind']> = Extract<Quote, { kind: Kind }>

function bodyWords(quote: QuoteOf<'body'>, disclosure: Disclosure): string {
  const { pointer, value } = quote
  if (value === undefined) return 'absent'
  const place = disclosure.places.at(pointer)
  if (value === null || typeof value !== 'object')
    return scalarWords(disclosure.scalar(value, place), quote)
  const { text, isWhole } = shownJson({ value, place }, disclosure, longestBody)
  const isShort = !Array.isArray(value) || value.length <= mostElements
  if (isWhole && text.length <= longestBody && isShort) return text
  if (Array.isArray(value)) return `an array of ${value.length}`
  const { length } = Object.keys(value)
  return length === 1 ? 'an object with 1 member' : `an object with ${length} members`
}

/** With what is wrong with it, where it is masked: the reader sees nothing else of it. */
function scalarWords(
  { text, isMasked }: Shown,
  { value, compared }: { value: unknown; compared?: string },
): string {
  if (typeof value === 'number' && isMasked) return `${text} (${layoutWords(String(value))})`
  if (typeof value !== 'string') return text
  if (!isMasked) return quoted(text)
  const difference = compared === undefined ? null : differenceWords(value, compared)
  return `${printable(text)} (${difference ?? layoutWords(value.slice(0, longestText))})`
}

/** An instance by its label, where that may be shown; else by its number. */
function instanceWords(
  { instance: { item, index }, number }: QuoteOf<'instance'>,
  disclosure: Disclosure,
): string {
  const { label } = disclosure.contract.listing
  const value = label === null || label.personal ? null : valueAt(item, label.pointer)
  if (typeof value === 'number' || (typeof value === 'string' && value !== '')) {
    const shown = disclosure.scalar(value, disclosure.places.ofItem(label?.pointer ?? ''))
    if (!shown.isMasked) return quoted(shown.text)
  }
  return number === null ? `instance ${index + 1} of the answer` : `instance ${number}`
}

/** What a text is made of, and nothing of what it says: `13 digits, then "@lid"`. */
function layoutWords(text: string): string {
  if (text === '') return 'empty'
  if (/^(null|undefined|none|nil|nan|true|false)$/i.test(text)) return `the word ${text}`
  if (/^[+-]?\d+(\.\d+)?e[+-]?\d+$/i.test(text)) return 'a number with an exponent'
  const end = addressEnd(text)
  const head = end === '' ? text : text.slice(0, -end.length)
  const scheme = /^[a-z]{2,8}:\/\//i.exec(head)?.[0] ?? ''
  const parts = head.slice(scheme.length).match(partPattern) ?? []
  return [
    ...(scheme === '' ? [] : [JSON.stringify(scheme.toLowerCase())]),
    ...(parts.length > mostParts ? [kindsIn(parts)] : parts.map(partWords)),
    ...(end === '' ? [] : [JSON.stringify(end)]),
  ].join(', then ')
}

const partPattern = /\p{N}+|\p{L}[\p{L}\p{M}]*|\s+|[^\p{L}\p{N}\s]/gu

const kinds = [
  ['letter', /^\p{L}/u],
  ['digit', /^\p{N}/u],
  ['space', /^\s/],
] as const

function partWords(part: string): string {
  const [kind] = kinds.find(([, pattern]) => pattern.test(part)) ?? []
  if (kind === undefined) return signWords(part)
  const { length } = Array.from(part)
  return length === 1 ? `a ${kind}` : `${length} ${kind}s`
}

/** A sign in quotes where it is one that everybody writes: any other may act, or tell. */
function signWords(sign: string): string {
  return /^[!-~]$/.test(sign) ? JSON.stringify(sign) : 'another sign'
}

function kindsIn(parts: readonly string[]): string {
  const signs = parts.filter((part) => kinds.every(([, pattern]) => !pattern.test(part)))
  const there = kinds.filter(([, pattern]) => parts.some((part) => pattern.test(part)))
  const all = [...there.map(([kind]) => `${kind}s`), ...new Set(signs.map(signWords))]
  return all.slice(0, mostParts + 1).join(', ')
}

/** In what a text differs from another, and nothing of what either says; null where they are equal. */
function differenceWords(text: string, other: string): string | null {
  if (text === other) return null
  if (text.toLowerCase() === other.toLowerCase()) return 'differs in case'
  if (text.normalize('NFC') === other.normalize('NFC')) return 'has composed letters otherwise'
  if (text.trim() === other.trim()) return 'differs in the spaces around it'
  const [one, two] = [Array.from(text), Array.from(other)]
  const apart = plural(Math.abs(one.length - two.length), 'character')
  if (text.startsWith(other)) return `has ${apart} more at its end`
  if (other.startsWith(text)) return `lacks the last ${apart}`
  if (text.endsWith(other)) return `has ${apart} more at its beginning`
  if (other.endsWith(text)) return `lacks the first ${apart}`
  const changed = one.flatMap((character, at) => (character === two[at] ? [] : [at]))
  const isAlike = one.length === two.length
  const many = isAlike ? `in ${changed.length} of ${plural(one.length, 'character')}, ` : ''
  return `differs ${many}from character ${(changed[0] ?? 0) + 1} on`
}
