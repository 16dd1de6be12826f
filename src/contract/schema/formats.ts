import addFormats from 'ajv-formats'
import type { FormatDefinition } from 'ajv/dist/types/index.js'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { isIso8601, momentOf } from './moment.ts'

const dateTime = addFormats.default.get('date-time') as FormatDefinition<string>
const isDateTime = dateTime.validate as (text: string) => boolean

/** As RFC 3339 writes a date-time; ajv-formats also takes `+03` and `+0300`. */
const rfc3339 = /^\S+[Tt ]\S+(?:[Zz]|[+-]\d\d:\d\d)$/

/**
 * Formats of ours: `iso-8601`, wider than the `date-time` of RFC 3339, which wants an offset, and
 * `timestamp`, any text that names a moment. Two of ajv-formats are too wide: its `date-time` takes
 * `+03` and `+0300`, its `uuid` takes a URN.
 */
const ours: Readonly<Record<string, RegExp | ((text: string) => boolean)>> = {
  'date-time': (text) => rfc3339.test(text) && isDateTime(text),
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  'iso-8601': isIso8601,
  timestamp: (text) => momentOf(text) !== null || isWrittenDate(text),
}

/** Teaches the formats of ajv-formats and ours to a validator. */
export function addOurFormats(ajv: Ajv2020): void {
  addFormats.default(ajv)
  for (const [name, validate] of Object.entries(ours)) ajv.addFormat(name, validate)
}

/** A date with the month's name and the whole year, in an order that `Date.parse` knows. */
function isWrittenDate(text: string): boolean {
  const hasYear = /\b(?:19|20)\d\d\b/.test(text)
  const hasMonth = /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/i.test(text)
  const date = new Date(text)
  // 31 February is read as 3 March.
  const hasDay = new RegExp(`(?<!\\d)0?${date.getDate()}(?!\\d)`).test(text)
  return hasYear && hasMonth && hasDay
}
