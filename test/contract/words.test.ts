import { expect, test } from 'vitest'
import { Validator } from '../../src/contract/schema/shape.ts'
import { belowKeyword } from '../../src/contract/schema/meta-schema.ts'
import { words } from '../../src/contract/schema/own-keywords.ts'
import { plainWords } from '../support/words.ts'

const validator = new Validator({})

/** What the word expects of the member `value` of the document; null where it holds. */
function expectedBy(word: object, document: object): string | null {
  const compiled = validator.compile({ type: 'object', properties: { value: word } })
  const [mismatch] = compiled.mismatches(document)
  expect(mismatch?.pointer ?? '/value').toBe('/value')
  return mismatch ? plainWords(mismatch.expected) : null
}

type Rows = readonly (readonly [name: string, word: object, document: object])[]

const at = (time: unknown) => ({ at: time })
const found = { pluralOf: { count: '1/n', one: '1 Instance', other: '{n} Instances ({n})' } }
const either = { pluralOf: { count: ['1/n', '1/list'], one: 'one', other: '{n}' } }

const holding: Rows = [
  ['lengthOf: the length', { lengthOf: '1/list' }, { value: 2, list: [1, 2] }],
  ['lengthOf: no list', { lengthOf: '1/list' }, { value: 2 }],
  ['lengthOf: another type for a list', { lengthOf: '1/list' }, { value: 2, list: 'ab' }],
  ['lengthOf: text', { lengthOf: '1/list' }, { value: '2', list: [1] }],
  ['uniqueBy: different', { uniqueBy: '/id' }, { value: [{ id: 1 }, { id: 2 }] }],
  ['uniqueBy: a number and its text', { uniqueBy: '/id' }, { value: [{ id: 1 }, { id: '1' }] }],
  ['uniqueBy: absent', { uniqueBy: '/id' }, { value: [{}, {}, 3, null] }],
  ['uniqueBy: null', { uniqueBy: '/id' }, { value: [{ id: null }, { id: null }] }],
  ['uniqueBy: no list', { uniqueBy: '/id' }, { value: { id: 1 } }],
  ['pluralOf: one', found, { value: '1 Instance', n: 1 }],
  ['pluralOf: none', found, { value: '0 Instances (0)', n: 0 }],
  ['pluralOf: a list that is counted', found, { value: '2 Instances (2)', n: ['a', 'b'] }],
  ['pluralOf: no count', found, { value: 'anything' }],
  ['pluralOf: a count that is no number', found, { value: 'anything', n: '2' }],
  ['pluralOf: the first of two counts', either, { value: 'one', n: 1, list: [1, 2] }],
  ['pluralOf: the second of two counts', either, { value: '2', n: 1, list: [1, 2] }],
  ['pluralOf: no text for one', { pluralOf: { count: '1/n' } }, { value: 'x', n: 1 }],
  ['pluralOf: no text', found, { value: 3, n: 1 }],
  ['equalTo: equal', { equalTo: '1/other' }, { value: null, other: null }],
  [
    'equalTo: equal inside',
    { equalTo: '1/other' },
    { value: { a: [1], b: 2 }, other: { b: 2, a: [1] } },
  ],
  ['equalTo: no other', { equalTo: '1/other' }, { value: 3 }],
  ['notBefore: later', { notBefore: '1/at' }, { value: '2026-01-02', ...at('2026-01-01') }],
  ['notBefore: the same', { notBefore: '1/at' }, { value: '2026-01-01', ...at('2026-01-01') }],
  [
    'notBefore: the same in another zone',
    { notBefore: '1/at' },
    { value: '2026-01-01T10:00:00Z', ...at('2026-01-01T12:00:00+02:00') },
  ],
  ['notBefore: no other', { notBefore: '1/at' }, { value: '2026-01-01' }],
  ['notBefore: null', { notBefore: '1/at' }, { value: '2026-01-01', ...at(null) }],
  ['notBefore: no time', { notBefore: '1/at' }, { value: 'soon', ...at('2026-01-01') }],
  ['notBefore: no moment', { notBefore: '1/at' }, { value: '2026-01-01', ...at('Sales 2027') }],
  ['newestFirst: no moment', { newestFirst: '/at' }, { value: [at('Sales 5'), at('Sales 6')] }],
  [
    'newestFirst: falling',
    { newestFirst: '/at' },
    { value: ['2026-01-03', '2026-01-01', '2026-01-01'].map(at) },
  ],
  ['newestFirst: absent', { newestFirst: '/at' }, { value: [{}, at('2026-01-01'), {}] }],
  ['newestFirst: empty', { newestFirst: '/at' }, { value: [] }],
  ['endsWith: the end', { endsWith: '1/name' }, { value: 't1_x', name: 'x' }],
  ['endsWith: no end', { endsWith: '1/name' }, { value: 't1_x' }],
  ['endsWith: no text', { endsWith: '1/name' }, { value: 't1_3', name: 4 }],
]

const broken: readonly (readonly [...Rows[number], expected: string])[] = [
  [
    'lengthOf: another length',
    { lengthOf: '1/list' },
    { value: 1, list: [1, 2] },
    'the number of list (2)',
  ],
  [
    'uniqueBy: the same',
    { uniqueBy: '/id' },
    { value: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] },
    'no two items with the same id (items 0 and 2 share one)',
  ],
  ['pluralOf: one as many', found, { value: '1 Instances', n: 1 }, '"1 Instance"'],
  ['pluralOf: many as one', found, { value: '2 Instance', n: 2 }, '"2 Instances (2)"'],
  ['pluralOf: two counts', either, { value: '3', n: 1, list: [1, 2] }, '"one" or "2"'],
  [
    'equalTo: another type',
    { equalTo: '1/other' },
    { value: '3', other: 3 },
    'the value of other (3)',
  ],
  [
    'equalTo: null is a value',
    { equalTo: '1/other' },
    { value: 'x', other: null },
    'the value of other (null)',
  ],
  [
    'notBefore: earlier',
    { notBefore: '1/at' },
    { value: '2026-01-01', ...at('2026-01-02') },
    'a time that is not before at ("2026-01-02")',
  ],
  [
    'newestFirst: rising',
    { newestFirst: '/at' },
    { value: ['2026-01-03', '2026-01-01', '2026-01-02'].map(at) },
    'a list with the newest at first',
  ],
  [
    'equalTo: another inside',
    { equalTo: '1/other' },
    { value: [1, 2], other: [2, 1] },
    'the value of other ([2,1])',
  ],
  [
    'newestFirst: rising past an item without a time',
    { newestFirst: '/at' },
    { value: [at('2026-01-01'), {}, at('2026-01-02')] },
    'a list with the newest at first',
  ],
  [
    'endsWith: the end at the beginning',
    { endsWith: '1/name' },
    { value: 'x_t1', name: 'x' },
    'text that ends with name ("x"), but for case and punctuation',
  ],
  [
    'endsWith: another end',
    { endsWith: '1/name' },
    { value: 't1_x', name: 'y' },
    'text that ends with name ("y"), but for case and punctuation',
  ],
]

test.each(holding)('%s holds', (_, word, document) => {
  expect(expectedBy(word, document)).toBeNull()
})

test.each(broken)('%s does not hold, and says what was expected', (_, word, document, expected) => {
  expect(expectedBy(word, document)).toBe(expected)
})

test('every word is tried where it holds and where it does not', () => {
  const keywords = words.map(({ keyword }) => keyword)
  for (const rows of [holding, broken]) {
    expect(keywords.filter((one) => !rows.some(([, word]) => one in word))).toEqual([])
  }
})

test.each(words.map(({ keyword }) => [keyword]))('%s refuses an argument that is none', (word) => {
  expect(belowKeyword(word, 3)).toBeNull()
})

test.each([
  [{ not: { type: 'null' } }, null, 'anything but null'],
  [{ not: { const: 'online' } }, 'online', 'anything but "online"'],
  [{ not: { enum: ['', '-'] } }, '-', 'anything but one of "", "-"'],
  [{ not: { minItems: 1, maxItems: 1 } }, [0], 'anything but at least 1 item and at most 1 item'],
  [{ not: { required: ['a'] } }, { a: 1 }, 'anything but what the contract rules out here'],
  [{ minimum: 3 }, 2, 'at least 3'],
  [{ exclusiveMaximum: 2 }, 2, 'less than 2'],
  [{ uniqueItems: true }, [1, 1], 'items that all differ'],
  [{ type: ['array', 'null'] }, 1, 'an array or null'],
])('%j is put into words, without notation', (word, value, expected) => {
  expect(expectedBy(word, { value })).toBe(expected)
})
