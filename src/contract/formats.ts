import addFormats from 'ajv-formats'
import type { FormatName } from 'ajv-formats'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { isUuid } from './uuid.ts'
import { isIso8601, isRfc3339, momentOf } from './moment.ts'

/**
 * Formats of ours: `iso-8601`, wider than the `date-time` of RFC 3339, which wants an offset, and
 * `timestamp`, any text that names a moment. Two of ajv-formats are too wide: its `date-time` takes
 * `+03` and `+0300`, its `uuid` takes a URN.
 */
const ours: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': isRfc3339,
  uuid: isUuid,
  'iso-8601': isIso8601,
  timestamp: (text) => momentOf(text) !== null || isWrittenDate(text),
}

/** Teaches the formats of ajv-formats and ours to a validator. */
export function addOurFormats(ajv: Ajv2020): void {
  addFormats.default(ajv)
  for (const [name, validate] of Object.entries(ours)) ajv.addFormat(name, validate)
}

/** Whether a text is of the format, as a validator decides; null where it is none of texts. */
export function textFormat(name: string): ((text: string) => boolean) | null {
  const format = ours[name] ?? addFormats.default.get(name as FormatName)
  const rule =
    typeof format === 'object' && 'validate' in format && format.type !== 'number'
      ? format.validate
      : format
  if (rule instanceof RegExp) return (text) => rule.test(text)
  return typeof rule === 'function' ? (rule as (text: string) => boolean) : null
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
