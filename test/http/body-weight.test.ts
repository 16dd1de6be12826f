import fc from 'fast-check'
import { expect, test } from 'vitest'
import { weigh } from '../../src/http/body-weight.ts'

const noLimit = { values: Infinity, names: Infinity }
const weightOf = (json: string) => weigh(Buffer.from(json), noLimit)

/** Every name of a member in a value, once. */
function namesIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return found
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) found.add(name)
    namesIn(inner, found)
  }
  return found
}

test('different names are counted once, wherever they stand and however the text is laid out', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(3), (value, indent) => {
      const json = JSON.stringify(value, null, indent)
      expect(weightOf(json).names).toBe(namesIn(JSON.parse(json)).size)
    }),
  )
})

test('values are counted, and what texts hold is none', () => {
  expect(weightOf('[1,[],{"a":"x,[{:\\"}"}]')).toEqual({ values: 5, names: 1 })
})

test.for([
  ['values', '[0,0,0,0,0,0]', { values: 3, names: 9 }, { values: 4, names: 0 }],
  ['names', '{"a":0,"b":0,"c":0,"d":0}', { values: 9, names: 2 }, { values: 3, names: 3 }],
] as const)('more %s than the most are not counted', ([, json, most, counted]) => {
  expect(weigh(Buffer.from(json), most)).toEqual(counted)
})

test('a text that is no JSON is weighed as far as it goes', () => {
  for (const text of ['', '"', '"\\', '<html lang="a":>', '\xff'])
    expect(() => weigh(Buffer.from(text, 'latin1'), noLimit)).not.toThrow()
})
