import fc from 'fast-check'
import { expect, test } from 'vitest'
import { missesOf, sameShape } from '../../src/ask/generators/near-miss.ts'
import { names } from './support.ts'

/** What kind of character each one is; letters of all scripts are alike. */
function classesOf(text: string): string {
  return Array.from(text)
    .map((point) => {
      if (/\p{Lu}/u.test(point)) return 'A'
      if (/\p{L}/u.test(point)) return 'a'
      return /[0-9]/.test(point) ? '0' : point
    })
    .join('')
}

const isUuid = /^[0-9a-f]{8}-/
const texts = names.map((held) => held.find((name) => !isUuid.test(name)) ?? '')

test('a value of the same shape has the same classes of characters, and six at the least', () => {
  fc.assert(
    fc.property(
      texts.chain((text) => fc.tuple(fc.constant(text), sameShape(text))),
      ([text, other]) => {
        const classes = classesOf(text)
        expect(classesOf(other)).toBe(
          classes + 'a'.repeat(Math.max(0, 6 - Array.from(text).length)),
        )
      },
    ),
  )
})

test.each([1, 4, 7] as const)('a UUID stays a UUID of version %d', (version) => {
  fc.assert(
    fc.property(
      fc.uuid({ version }).chain((uuid) => fc.tuple(fc.constant(uuid), sameShape(uuid))),
      ([uuid, other]) => {
        expect(other).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
        expect(other.slice(0, 24)).toBe(uuid.slice(0, 24))
      },
    ),
  )
})

test('the sibling of a UUID is a UUID, and another one', () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      const [sibling] = missesOf(uuid, 'sibling')
      expect(sibling).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      expect(sibling).not.toBe(uuid)
    }),
  )
})

test('a number keeps its sign and its first digit', () => {
  fc.assert(
    fc.property(sameShape('+4915112345'), (number) => {
      expect(number).toMatch(/^\+4\d{9}$/)
    }),
  )
})

test.each(['prefix', 'suffix', 'inside', 'longer', 'sibling'] as const)(
  'the way "%s" never leads back to the value',
  (way) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(missesOf(text, way)).not.toContain(text)
      }),
    )
  },
)

test('the way "case" changes nothing but the case', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const miss of missesOf(text, 'case')) expect(miss.toLowerCase()).toBe(text.toLowerCase())
    }),
  )
})
