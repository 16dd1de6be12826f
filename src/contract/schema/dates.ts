const shift = String.raw`(?<sign>[+-])(?<offsetHour>\d\d)(?::?(?<offsetMinute>\d\d))?`
const offset = `(?:Z|${shift})?`
const looseOffset = `(?:[Zz]|UTC|GMT|${shift})?`
const extendedTime = String.raw`(?<hour>\d\d)(?::(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d+))?)?)?`
const basicTime = extendedTime.replaceAll(':(?<', '(?<')
const names = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec'
const weekday = '(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?'
const clock = String.raw`(?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d))?`

/** ISO 8601: a date and a time, both extended or both basic. */
const iso8601 = [
  new RegExp(String.raw`^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T${extendedTime}${offset}$`),
  new RegExp(String.raw`^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)T${basicTime}${offset}$`),
]

/** What else stands for a moment: RFC 3339 and its kin, RFC 2822, the three dates of HTTP. */
const others = [
  new RegExp(
    String.raw`^(?<year>\d{4})(?<dash>[-/])(?<month>\d\d)\k<dash>(?<day>\d\d)(?:[Tt ]${extendedTime} ?${looseOffset})?$`,
  ),
  new RegExp(
    String.raw`^(?:${weekday}, )?(?<day>\d?\d)[ -](?<name>${names})[ -](?<year>\d{4}|\d\d) ${clock}(?: ${looseOffset})?$`,
  ),
  new RegExp(String.raw`^${weekday} (?<name>${names}) +(?<day>\d?\d) ${clock} (?<year>\d{4})$`),
]

const moments = [...iso8601, ...others]

/** Whether the text is a date and time of ISO 8601, with or without offset, that exists. */
export function isIso8601(text: string): boolean {
  return momentIn(text, iso8601) !== null
}

/**
 * The moment that a text names, in milliseconds since 1970; null where it names none. Read are
 * ISO 8601, RFC 3339, RFC 2822, HTTP's dates, dates with slashes, and seconds or milliseconds since
 * 1970. What has no offset is taken for UTC. Date.parse reads far more: "Sales 5", 31 February.
 */
export function momentOf(text: string): number | null {
  if (/^\d{10}$/.test(text)) return Number(text) * 1000
  if (/^\d{13}$/.test(text)) return Number(text)
  return momentIn(text, moments)
}

/** Whether the text names a moment, or is a date with the month's name and the whole year. */
export function isTimestamp(text: string): boolean {
  return momentOf(text) !== null || isWrittenDate(text)
}

/** In any order that `Date.parse` knows. */
function isWrittenDate(text: string): boolean {
  const hasYear = /\b(?:19|20)\d\d\b/.test(text)
  const hasMonth = new RegExp(`\\b(?:${names})`, 'i').test(text)
  // 31 February is read as 3 March.
  const hasDay = new RegExp(`(?<!\\d)0?${new Date(text).getDate()}(?!\\d)`).test(text)
  return hasYear && hasMonth && hasDay
}

type Parts = Readonly<Record<string, string | undefined>>

function momentIn(text: string, forms: readonly RegExp[]): number | null {
  const parts = forms.map((form) => form.exec(text)).find((match) => match !== null)?.groups
  const moment = parts ? midnightOf(parts) + timeOf(parts) - offsetOf(parts) : NaN
  return Number.isNaN(moment) ? null : moment
}

// Each is in milliseconds, and NaN where there is no such date, time or offset.

function midnightOf({ year = '', month, name = '', day }: Parts): number {
  const index = month === undefined ? names.split('|').indexOf(name) : Number(month) - 1
  const date = new Date(0)
  date.setUTCFullYear(fullYear(year), index, Number(day))
  const exists = date.getUTCMonth() === index && date.getUTCDate() === Number(day)
  return exists ? date.getTime() : NaN
}

/** Years of two digits, as RFC 2822 reads them (section 4.3). */
function fullYear(year: string): number {
  if (year.length > 2) return Number(year)
  return Number(year) + (Number(year) < 50 ? 2000 : 1900)
}

function timeOf({ hour = '0', minute = '0', second = '0', fraction = '0' }: Parts): number {
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second)
  const isWritten = Number(hour) <= 24 && Number(minute) < 60 && Number(second) <= 60
  const exists = Number(hour) < 24 || seconds + Number(fraction) === 86_400
  return isWritten && exists ? seconds * 1000 + Number(`0.${fraction}`) * 1000 : NaN
}

function offsetOf({ sign, offsetHour = '0', offsetMinute = '0' }: Parts): number {
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return NaN
  const minutes = Number(offsetHour) * 60 + Number(offsetMinute)
  return (sign === '-' ? -minutes : minutes) * 60_000
}
