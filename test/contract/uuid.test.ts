import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUuid } from '../../src/contract/uuid.ts'

const general = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

test('a text is a UUID where the regular expression says so', () => {
  const sign = fc.constantFrom(
    '0',
    '9',
    'a',
    'f',
    'A',
    'F',
    'g',
    'G',
    '@',
    '`',
    '/',
    ':',
    '-',
    'é',
    'ā',
  )
  const changed = fc
    .tuple(fc.uuid(), fc.nat({ max: 36 }), fc.nat({ max: 2 }), fc.oneof(fc.constant(''), sign))
    .map(([uuid, at, gone, put]) => uuid.slice(0, at) + put + uuid.slice(at + gone))
  fc.assert(
    fc.property(
      fc.oneof(
        changed,
        fc.uuid(),
        fc.uuid().map((uuid) => uuid.toUpperCase()),
      ),
      (text) => {
        expect(isUuid(text)).toBe(general.test(text))
      },
    ),
    { numRuns: 2000 },
  )
})

test('each sign of a UUID is looked at', () => {
  const uuid = 'fa3d01c4-1234-4c0d-a12f-df319b612f8c'
  expect(isUuid(uuid)).toBe(true)
  const wrong = Array.from(uuid, (_, at) => `${uuid.slice(0, at)}g${uuid.slice(at + 1)}`)
  expect(wrong.filter(isUuid)).toEqual([])
})
