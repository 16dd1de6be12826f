import { expect, test } from 'vitest'
import type { Quote } from '../../src/model/words.ts'
import { shownWords } from '../../src/report/messages.ts'
import { disclosureFor } from '../support/disclosure.ts'

const shown = (quote: Quote): string => shownWords(['it is ', quote], disclosureFor('ryzeapi'))
const at = (pointer: string, value: unknown, compared?: string): Quote => ({
  kind: 'body',
  pointer,
  value,
  ...(compared !== undefined && { compared }),
})
const wide = Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`m${index}`, true]))

test.for([
  ['a text that the contract names', at('/message', 'no'), '"no"'],
  ['a text with what acts', at('/message', 'a\u202e"\n'), '"a\\u202e\\"\\n"'],
  ['an empty text', at('/instances/0/token', ''), '""'],
  ['null', at('/instances/0/token', null), 'null'],
  ['nothing', at('/instances/0/token', undefined), 'absent'],
  ['a flag where a text belongs', at('/message', false), 'false'],
  [
    'a text where nothing is named',
    at('/operator', '+49 15'),
    `‹string 1, 6 characters› ("+", then 2 digits, then a space, then 2 digits)`,
  ],
  [
    'a secret that is to be equal to another text',
    at('/instances/0/token', 'abcd', 'abxd'),
    '‹string 1, 4 characters› (differs in 1 of 4 characters, from character 3 on)',
  ],
  ['a number where nothing is named', at('/operator', 4915), '‹number 1› (4 digits)'],
  [
    'a text that is long',
    at('/message', 'x'.repeat(1000)),
    '‹string 1, 1,000 characters› (1000 letters)',
  ],
  ['a short list', at('/instances', [{ id: 'a' }]), '[{"id":"a"}]'],
  ['a long list', at('/instances', [1, 2, 3, 4]), 'an array of 4'],
  [
    'an object',
    at('', { message: 'no', operator: 'me' }),
    '{"message":"no","operator":"‹string 1, 2 characters›"}',
  ],
  ['a wide object', at('', wide), 'an object with 99 members'],
  [
    'an address in a text that the contract names',
    at('/message', 'no 4915123456789@s.whatsapp.net here'),
    expect.not.stringContaining('4915123456789'),
  ],
  ['a header', { kind: 'header', name: 'content-type', value: 'text/html' }, 'text/html'],
] as const)('a message shows %s', ([, quote, text]) => {
  expect(shown(quote)).toEqual(typeof text === 'string' ? `it is ${text}` : text)
})

const instance = (item: object) => ({
  identity: '1',
  index: 4,
  values: new Map<string, string>(),
  item,
})

test.for([
  ['its label', { name: 'sales' }, 3, '"sales"'],
  ['its number in the listing where it has no label', { token: 'x' }, 3, 'instance 3'],
  [
    'its place in the answer where the listing lacks it',
    { name: '' },
    null,
    'instance 5 of the answer',
  ],
  ['its number where its label is a phone number', { name: '+49 151 23456789' }, 3, 'instance 3'],
] as const)('an instance is called by %s', ([, item, number, text]) => {
  expect(shown({ kind: 'instance', instance: instance(item), number })).toBe(`it is ${text}`)
})

test('equal values that are masked have one number, different ones have others', () => {
  const quotes = ['a1', 'b2', 'a1'].map((value) => at('/operator', value))
  const text = shownWords(
    quotes.flatMap((quote) => [quote, ' ']),
    disclosureFor('ryzeapi'),
  )
  expect(text.match(/(?<=string )\d/g)).toEqual(['1', '2', '1'])
})
