/** Days before each month of a year that is no leap year. */
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

const signs = { plus: 43, minus: 45, dot: 46, colon: 58, capitalT: 84, capitalZ: 90, space: 32 }

/**
 * The moment that a text in the commonest layout names, in milliseconds since 1970:
 * `2026-11-20T10:00:00`, with or without a fraction and an offset (`Z`, `+05:30`). Null where the
 * text has another layout or no such moment exists. Ten times as fast as a regular expression with
 * groups, and a listing holds a moment or two in each instance.
 */
export function plainMoment(text: string): number | null {
  const day = dayOf(text)
  const separator = text.charCodeAt(10)
  if (day === null || (separator !== signs.capitalT && separator !== signs.space)) return null
  const hour = digits(text, 11, 13)
  const minute = digits(text, 14, 16)
  const second = digits(text, 17, 19)
  const isWritten = text.charCodeAt(13) === signs.colon && text.charCodeAt(16) === signs.colon
  if (!isWritten || !(hour < 24 && minute < 60 && second < 60)) return null
  const end = fractionEnd(text)
  const ahead = offset(text, end)
  if (end === null || ahead === null) return null
  const fraction = end === 19 ? 0 : Number(`0${text.slice(19, end)}`) * 1000
  return (((day * 24 + hour) * 60 + minute) * 60 + second) * 1000 + fraction - ahead
}

/** Days from 1970 to the date, in the calendar of today for all time. */
function dayOf(text: string): number | null {
  if (text.charCodeAt(4) !== signs.minus || text.charCodeAt(7) !== signs.minus) return null
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const before = daysBefore[month - 1]
  const after = daysBefore[month]
  if (before === undefined || after === undefined || Number.isNaN(year)) return null
  const length = after - before + (isLeap && month === 2 ? 1 : 0)
  if (!(day >= 1 && day <= length)) return null
  const past = year - 1
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400)
  const inYear = before + (isLeap && month > 2 ? 1 : 0) + day - 1
  return year * 365 + leapDays + inYear - daysTo1970
}

/** Days from the first of January of the year 0 to that of 1970, counted as {@link dayOf} counts. */
const daysTo1970 = 1970 * 365 + 477

/** Where the fraction of a second ends; null where there is a point and no digit. */
function fractionEnd(text: string): number | null {
  if (text.charCodeAt(19) !== signs.dot) return 19
  let end = 20
  while (!Number.isNaN(digits(text, end, end + 1))) end++
  return end === 20 ? null : end
}

/** Milliseconds that the clock is ahead of UTC; null where no offset is written there. */
function offset(text: string, at: number | null): number | null {
  if (at === null) return null
  if (text.length === at) return 0
  const sign = text.charCodeAt(at)
  if (sign === signs.capitalZ) return text.length === at + 1 ? 0 : null
  const isWritten = text.length === at + 6 && text.charCodeAt(at + 3) === signs.colon
  const hour = digits(text, at + 1, at + 3)
  const minute = digits(text, at + 4, at + 6)
  if (!isWritten || !(hour < 24 && minute < 60)) return null
  if (sign !== signs.plus && sign !== signs.minus) return null
  return (hour * 60 + minute) * (sign === signs.minus ? -60_000 : 60_000)
}

/** The number that the digits make; NaN where anything else stands among them. */
function digits(text: string, from: number, to: number): number {
  let number = 0
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - 48
    if (!(digit >= 0 && digit <= 9)) return NaN
    number = number * 10 + digit
  }
  return number
}
