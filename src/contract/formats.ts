import addFormats from 'ajv-formats'
import type { Ajv2020 } from 'ajv/dist/2020.js'

/**
 * ISO 8601 date and time, extended or basic, with or without offset. Wider than the `date-time` of
 * RFC 3339, which wants an offset.
 */
function isIso8601(text: string): boolean {
  const match =
    /^(\d{4})(-?)(\d\d)\2(\d\d)T(\d\d)(?:(:?)(\d\d)(?:\6(\d\d)(?:[.,]\d+)?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?$/.exec(
      text,
    )
  if (!match) return false
  const [, year, , month, day, hour, , minute = '0', second = '0'] = match
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const isDay = date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
  return isDay && Number(hour) <= 24 && Number(minute) < 60 && Number(second) <= 60
}

/** Any text that names a moment: what `Date.parse` reads, or seconds or milliseconds since 1970. */
function isTimestamp(text: string): boolean {
  return /^\d{10}(\d{3})?$/.test(text) || (/\d/.test(text) && !Number.isNaN(Date.parse(text)))
}

/** Teaches the formats of ajv-formats and ours (`iso-8601`, `timestamp`) to a validator. */
export function addOurFormats(ajv: Ajv2020): void {
  addFormats.default(ajv)
  ajv.addFormat('iso-8601', { type: 'string', validate: isIso8601 })
  ajv.addFormat('timestamp', { type: 'string', validate: isTimestamp })
}
