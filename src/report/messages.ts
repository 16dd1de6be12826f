import { valueAt } from '../contract/pointer.ts'
import type { Quote, Words } from '../model/words.ts'
import { longestText } from './disclosure/disclosure.ts'
import type { Disclosure, Shown } from './disclosure/disclosure.ts'
import { differenceWords, layoutWords } from './disclosure/in-words.ts'
import { shownJson } from './disclosure/masked-json.ts'
import { printable, quoted } from './disclosure/printable.ts'
import { shownDrawn } from './disclosure/recipes.ts'

/** Characters of a body that a message shows. */
const longestBody = 160

/** Elements of an array that a message shows. */
const mostElements = 3

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
      return quote.name === 'location'
        ? disclosure.host(quote.value)
        : disclosure.checked(quote.value).text
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
