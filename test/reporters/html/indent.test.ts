import { expect, test } from 'vitest'
import { indented } from '../../../reporters/html/client/indent.js'

test('JSON on one line gets a line for each member and element', () => {
  expect(indented('{"a":[1,{}],"b":"x"}')).toBe('{\n  "a": [\n    1,\n    {}\n  ],\n  "b": "x"\n}')
})

test.each([
  '{"a":1,"a":2,"n":12345678901234567890.10}',
  '["{\\"not\\": [a, bracket]}","\\\\",1e400]',
  '{"cut":[1,2,{"off":"in a te',
  '[[[}}}]],,,:::"',
])('nothing but blanks is added to %s', (text) => {
  const blanksOutside = (one: string) => one.replace(/\n */g, '').replace(/": /g, '":')
  expect(blanksOutside(indented(text)).replaceAll(': ', ':')).toBe(text.replaceAll(': ', ':'))
})

test('what is no JSON stays as it is', () => {
  expect(indented('<html>{a,b}</html>')).toBe('<html>{a,b}</html>')
})

test('a body that is nothing but brackets does not become megabytes of blanks', () => {
  expect(indented('['.repeat(16_000)).length).toBeLessThan(16_000 * 60)
})
