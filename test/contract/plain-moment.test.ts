import fc from 'fast-check'
import { expect, test } from 'vitest'
import { momentOf } from '../../src/contract/moment.ts'
import { plainMoment } from '../../src/contract/plain-moment.ts'

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))

/** Texts that have the layout, of which some moments do not exist. */
const written = fc
  .tuple(
    fc.constantFrom('0000', '0004', '1900', '1970', '2000', '2024', '2100', '9999'),
    digits(2),
    digits(2),
    digits(2),
    digits(2),
    digits(2),
    fc.constantFrom('', '.5', '.123456', '.'),
    fc.constantFrom('', 'Z', '+05:30', '-03:00', '+24:00', '+0530', ' '),
  )
  .map(
    ([year, month, day, hour, minute, second, fraction, offset]) =>
      [`${year}-${month}-${day}`, `${hour}:${minute}:${second}${fraction}${offset}`] as const,
  )

/** As {@link written}, of moments that exist. */
const existing = fc
  .tuple(
    fc.date({ min: new Date('0001-01-02'), max: new Date('9998-12-30'), noInvalidDate: true }),
    fc.constantFrom('', 'Z', '+05:30', '-03:00'),
  )
  .map(([date, offset]) => {
    const [day = '', time = ''] = date.toISOString().slice(0, -1).split('T')
    return [day, time + offset] as const
  })

// With a small t, the layout is another one, and the moment is the same.
test.each(['T', ' '])('a moment after "%s" is the one that the general way reads', (separator) => {
  fc.assert(
    fc.property(fc.oneof(written, existing), ([day, time]) => {
      const plain = plainMoment(day + separator + time)
      if (plain !== null) expect(plain).toBe(momentOf(`${day}t${time}`))
    }),
    { numRuns: 2000 },
  )
})

test('every moment that exists is read', () => {
  fc.assert(
    fc.property(existing, ([day, time]) => {
      expect(plainMoment(`${day}T${time}`)).not.toBeNull()
    }),
  )
})

test.each(['2026-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-11-20', '2026-11-20T10:00', ''])(
  '%j is no moment of this layout',
  (text) => {
    expect(plainMoment(text)).toBeNull()
  },
)
