import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printable, quoted } from '../../src/report/disclosure/printable.ts'

test.for([
  ['a terminal escape', '\u001b[31mred', '\\u001b[31mred'],
  ['a line break', 'a\r\n::error::b', 'a\\u000d\\u000a::error::b'],
  ['a C1 control', '\u009b2J', '\\u009b2J'],
  ['a mark that turns the direction', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
  ['a line separator', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
  ['a null', 'a\0', 'a\\u0000'],
  ['half of a pair', 'a\ud83d', 'a\\ud83d'],
  ['what XML forbids', 'a\uffff\ufffe', 'a\\uffff\\ufffe'],
  ['a space without width', 'a\u200bb\u2060\ufeff', 'a\\u200bb\\u2060\\ufeff'],
  ['a joiner between plain letters', 'a\u200db', 'a\\u200db'],
  ['a tag', 'a\u{e0041}', 'a\\u{e0041}'],
] as const)('%s is made visible', ([, text, shown]) => {
  expect(printable(text)).toBe(shown)
})

test.each(['é שלום 😀', '👩‍👩‍👧', '❤️‍🔥', '1️⃣', 'می‌خواهم', 'क्‍ष'])('%s stays as it is', (text) => {
  expect(printable(text)).toBe(text)
})

test('a command of a CI system is taken apart', () => {
  expect(printable('##[error]x')).not.toContain('##[')
})

test('nothing that is printed holds a control', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
    }),
  )
})

test('in quotes, what acts is an escape that JSON knows', () => {
  expect(quoted('a"\u009b\u202e\u{e0041}\n')).toBe('"a\\"\\u009b\\u202e\\udb40\\udc41\\n"')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(JSON.parse(quoted(text))).toBe(text.replaceAll('##[', '## ['))
      expect(printable(quoted(text))).toBe(quoted(text))
    }),
  )
})
