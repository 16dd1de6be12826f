import { expect, test } from 'vitest'
import type { Relation } from '../../src/model/relation.ts'
import { heldBy, judgeIn, listing } from './support.ts'

const a = { id: '1', name: 'alpha', token: 't1' }
const b = { id: '2', name: 'beta', token: 't2' }
const account = listing(a, b)
const held = { kind: 'held' }

const within: Relation = { kind: 'within' }
const none: Relation = { kind: 'none' }
const named: Relation = {
  kind: 'where',
  conditions: [{ field: 'name', test: 'is', wanted: { kind: 'variable', variable: 'name' } }],
  combine: 'and',
}
const own: Relation = { kind: 'own', field: 'token', variable: 'holder', count: 1, orNone: false }

/** What the mismatches say came, for a judgement that must be broken. */
function actualOf(judgement: ReturnType<typeof judgeIn>): string[] {
  if (judgement.kind !== 'broken') throw new Error(`it is ${judgement.kind}`)
  return judgement.mismatches.map(({ actual }) => actual)
}

test('an instance that is shown under another name than in the listing is broken', () => {
  expect(judgeIn([account], within, listing(a, { ...b, name: 'delta' }))).toEqual({
    kind: 'broken',
    mismatches: [
      {
        expected: `the instance as the account's listing shows it, name "beta"`,
        actual: 'name "delta"',
        pointer: '/instances/1/name',
      },
    ],
  })
})

test.for([
  ['the answer does not show the name', [account], { ...b, name: null }],
  ['the listing does not show it', [listing(a, { ...b, name: null })], b],
  ['it moved', [account, listing(a, { ...b, name: 'gamma' })], { ...b, name: 'delta' }],
] as const)('where %s nothing is compared', ([, readings, answered]) => {
  expect(judgeIn(readings, within, listing(answered))).toEqual(held)
})

test('a reading itself is judged by what it lists, and never for showing other values', () => {
  const moved = listing(a, { ...b, name: 'delta' })
  expect(judgeIn([moved], within, moved)).toEqual(held)
  expect(actualOf(judgeIn([account], none, account))).toEqual(['also "alpha"', 'also "beta"'])
  expect(actualOf(judgeIn([account], named, account, { name: 'beta' }))).toEqual(['also "alpha"'])
})

test('an instance that fits only in the answer is told as one that does not belong', () => {
  const answered = listing({ ...a, name: 'beta' }, b)
  expect(actualOf(judgeIn([account], named, answered, { name: 'beta' }))).toEqual(['also "beta"'])
})

const after = [account, listing(a)]

test('an instance under the name of one that went may be that one, made again', () => {
  expect(judgeIn(after, within, listing({ ...b, id: '9' }))).toEqual(held)
})

test.for(['zeta', 'alpha', null])(
  'an instance under the name %j, which no other left behind, is a stranger',
  (name) => {
    const judgement = judgeIn(after, within, listing({ ...b, id: '9', name }))
    expect(actualOf(judgement)).toEqual([
      `also ${JSON.stringify(name ?? '9')}, which the account's listing does not show`,
    ])
  },
)

test('a stranger to an own listing is told in its words', () => {
  const judgement = judgeIn([account], own, listing({ ...b, id: '9' }), { holder: heldBy('t9') })
  expect(judgement).toMatchObject({
    mismatches: [{ expected: 'only what belongs to the instance whose token was sent' }],
  })
})

test('a stranger to a part of the account is told in its words', () => {
  expect(judgeIn([account], within, listing({ ...b, id: '9' }))).toMatchObject({
    mismatches: [{ expected: 'only instances that the listing of the account shows' }],
  })
})

const many = Array.from({ length: 25 }, (_, index) => ({ id: `x${index}`, name: `n${index}` }))

test.for([
  ['strangers', [account], listing(...many)],
  ['other names', [listing(...many)], listing(...many.map((one) => ({ ...one, name: 'x' })))],
  ['repetitions', [listing(...many)], listing(...many, ...many)],
] as const)('of twenty-five %s twenty are told', ([, readings, answered]) => {
  expect(actualOf(judgeIn(readings, within, answered))).toHaveLength(20)
})

test('three that are missing are named, and no more are spoken of', () => {
  const three = listing(...many.slice(0, 3))
  expect(actualOf(judgeIn([three], { kind: 'all' }, []))).toEqual([
    '0 listed, without "n0", "n1", "n2"',
  ])
})

test('a repetition says where the instance stood before', () => {
  expect(actualOf(judgeIn([account], within, listing(a, b, b)))).toEqual(['"beta" again, after 1'])
})

test('an instance is quoted with its number in the account, for where it has no label', () => {
  const judgement = judgeIn([account], none, listing(b))
  expect(judgement).toMatchObject({ mismatches: [{ actual: 'also "beta"' }] })
})
