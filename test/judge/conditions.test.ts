import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition, Relation } from '../../src/model/relation.ts'
import { ruleOf, selects } from '../../src/judge/instances/selected-instances.ts'
import type { Read } from '../../src/judge/instances/selected-instances.ts'
import type { Values } from '../../src/ask/generators/value.ts'
import { timelineOf } from './support.ts'

type Where = Extract<Relation, { kind: 'where' }>

const condition = (test: Condition['test'], field = 'name'): Condition => ({
  field,
  test,
  wanted: { kind: 'variable', variable: field },
})

function selected(
  where: Omit<Where, 'kind'>,
  values: Values,
  fields: Record<string, string | null>,
) {
  const read: Read = (field) => fields[field]
  return selects({ kind: 'where', ...where }, values, read)
}

const one = (test: Condition['test']): Omit<Where, 'kind'> => ({
  conditions: [condition(test)],
  combine: 'and',
})

test.for([
  ['is', 'beta', 'beta', 'yes'],
  ['is', 'beta', 'Beta', 'no'],
  ['is', 'beta', 'beta ', 'no'],
  ['in', ['alpha', 'beta'], 'beta', 'yes'],
  ['in', ['alpha', 'beta'], 'bet', 'no'],
  ['contains', 'et', 'beta', 'yes'],
  ['contains', 'et', 'alpha', 'no'],
  ['contains', 'ET', 'beta', 'maybe'],
  ['contains', 'cafe', 'Café Lisboa', 'maybe'],
  ['contains', 'Café', 'cafe Lisboa', 'maybe'],
] as const)('"%s" %j, seen from %j: %s', ([kind, wanted, actual, expected]) => {
  expect(selected(one(kind), { name: wanted }, { name: actual })).toBe(expected)
})

test.for([
  ['alpha', 'yes'],
  ['gamma', 'no'],
] as const)('"in" values that the contract names, seen from %j: %s', ([actual, expected]) => {
  const wanted: Condition['wanted'] = { kind: 'values', values: ['alpha', 'beta'] }
  const conditions: Condition[] = [{ field: 'name', test: 'in', wanted }]
  expect(selected({ conditions, combine: 'and' }, {}, { name: actual })).toBe(expected)
})

test.for(['is', 'in', 'contains'] as const)('"%s" is enough for an "or"', (kind) => {
  const wanted = kind === 'in' ? ['beta'] : 'beta'
  const where = { conditions: [condition(kind), condition('is', 'phone')], combine: 'or' } as const
  expect(selected(where, { name: wanted, phone: '1' }, { name: 'beta', phone: '2' })).toBe('yes')
})

test('conditions are told with the values that were drawn, and those that the contract names', () => {
  const conditions: Condition[] = [
    condition('is'),
    condition('contains', 'phone'),
    condition('in', 'label'),
    { field: 'status', test: 'in', wanted: { kind: 'values', values: ['open', 'ajar'] } },
  ]
  const values = { name: 'beta', phone: '49', label: ['x', 'y'] }
  const relation: Relation = { kind: 'where', conditions, combine: 'and' }
  const context = { timeline: timelineOf(), values, items: '', id: '/id', fixed: [] }
  expect(ruleOf(relation, context).words).toEqual([
    'exactly the instances whose ',
    'name is ',
    { kind: 'drawn', fields: ['name'], value: 'beta' },
    ' and ',
    'phone contains ',
    { kind: 'drawn', fields: ['phone'], value: '49' },
    ' and ',
    'label is one of ',
    { kind: 'drawn', fields: ['label'], value: 'x' },
    ', ',
    { kind: 'drawn', fields: ['label'], value: 'y' },
    ' and ',
    'status is one of ',
    '["open","ajar"]',
  ])
})

test('a value that is not shown decides nothing', () => {
  expect(selected(one('is'), { name: 'beta' }, { name: null })).toBe('maybe')
})

test('a field that moved decides nothing', () => {
  expect(selected(one('is'), { name: 'beta' }, {})).toBe('maybe')
})

/** What an undecided condition comes to where it may be either. */
function combined(combine: Where['combine'], parts: readonly (boolean | null)[]): string {
  const both = [true, false].map((filled) => {
    const decided = parts.map((part) => part ?? filled)
    return combine === 'and' ? decided.every(Boolean) : decided.some(Boolean)
  })
  if (both[0] !== both[1]) return 'maybe'
  return both[0] ? 'yes' : 'no'
}

test('conditions combine by "and" and "or", whatever is undecided', () => {
  const part = fc.constantFrom(true, false, null)
  fc.assert(
    fc.property(
      fc.constantFrom('and' as const, 'or' as const),
      fc.array(part, { minLength: 1, maxLength: 4 }),
      (combine, parts) => {
        const conditions = parts.map((_, index) => condition('is', `f${index}`))
        const values = Object.fromEntries(parts.map((_, index) => [`f${index}`, 'x']))
        const fields = Object.fromEntries(
          parts.map((value, index) => [`f${index}`, value === null ? null : value ? 'x' : 'y']),
        )
        expect(selected({ conditions, combine }, values, fields)).toBe(combined(combine, parts))
      },
    ),
  )
})
