import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonText } from '../../src/model/contract.ts'
import { jsonTextMismatches } from '../../src/judge/json-text.ts'
import { BodyCache } from '../../src/wire/body-cache.ts'

/** What these bytes break of a rule, in words. */
const broken = (wanted: JsonText, text: string): unknown[] =>
  jsonTextMismatches(wanted, new BodyCache('').parsed(Buffer.from(text))).map(
    ({ actual }) => actual,
  )

const values = fc.jsonValue({ stringUnit: 'grapheme' }).map((value) => JSON.stringify(value))

test('what is written as JSON is valid, with every name once', () => {
  fc.assert(
    fc.property(values, (text) => {
      expect([...broken('valid', text), ...broken('unique-names', text)]).toEqual([])
    }),
  )
})

test('a byte order mark makes any JSON text invalid', () => {
  fc.assert(
    fc.property(values, (text) => {
      expect(broken('valid', `\ufeff${text}`)).toEqual(['a byte order mark, at byte 0'])
    }),
  )
})

test('what stands behind a JSON text makes it invalid, and is told with its byte', () => {
  fc.assert(
    fc.property(values, (text) => {
      const at = Buffer.byteLength(text)
      expect(broken('valid', `${text} [`)).toEqual([
        `not JSON: a complete JSON text, then 1 character, from byte ${at + 1} on`,
      ])
    }),
    { examples: [['{}']] },
  )
})

test.for([
  ['{"a":1,"b":2,"a":1}', 'unique-names', ['a name for the second time, at byte 13']],
  ['{"a":{"a":1},"b":[{"a":1},{"a":1}]}', 'unique-names', []],
  ['{"id":9007199254740993}', 'exact-numbers', ['one that is past it, at byte 6']],
  ['{"id":9007199254740991}', 'exact-numbers', []],
  ['{"a":1,"a":9007199254740993}', 'valid', []],
] as const)('%s by %s: %j', ([text, wanted, expected]) => {
  expect(broken(wanted, text)).toEqual(expected)
})
