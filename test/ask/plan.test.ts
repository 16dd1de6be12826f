import { expect, test } from 'vitest'
import fc from 'fast-check'
import { keyOf } from '../../src/ask/cases.ts'
import type { Case } from '../../src/ask/cases.ts'
import { Plan } from '../../src/ask/plan.ts'
import type { Disturbance } from '../../src/ask/repetitions.ts'
import type { Exchange, WireRequest } from '../../src/recording/exchange.ts'

const account = { role: 'account', secret: 's', trusted: true, genuine: true, shown: '$S' }
const reading: WireRequest = { as: account, query: [], headers: {} }

function filter(name: string, value: string): WireRequest {
  return { as: account, query: [[name, value]], headers: {} }
}

function exchangeOf(request: WireRequest, id: string): Exchange {
  const outcome = { kind: 'no-answer', cause: 'lost', reason: '' } as const
  return { id, request, sentAt: 0, durationMs: 0, outcome }
}

const behavior = (id: string, repeat = 1) =>
  ({ id, level: 'must', request: { repeat }, expect: [{ status: ['200'] }] }) as const

/** A plan after the account was read, with so many requests of each kind. */
function planOf(counts: Partial<Record<Disturbance, number>>): Plan {
  const plan = new Plan(reading, new Map([[keyOf(reading), exchangeOf(reading, 'e1')]]))
  plan.add(behavior('repeatable', 3), { index: 0, request: reading } as Case, 'none')
  for (const [kind, count] of Object.entries(counts))
    for (let index = 0; index < count; index++) {
      const request = filter('name', `${kind} ${index}`)
      plan.add(behavior(kind), { index, request } as Case, kind as Disturbance)
    }
  return plan
}

const isReading = ({ request }: { request: WireRequest }) => request === reading

test('the account is read after each kind of request, and at the end', () => {
  const questions = planOf({ refusal: 8, found: 8, nothing: 8 }).questions(1)
  expect(questions.map((asks) => asks.findIndex(isReading))).toEqual([-1, 0, 0, 0])
})

test('one request of each kind is sent once more, after all were sent', () => {
  const asks = planOf({ credential: 5, refusal: 5, found: 5, nothing: 5 }).questions(1).flat()
  const values = asks.flatMap(({ request: { query } }) => query.map(([, value]) => value))
  const again = values.slice(20)
  expect(new Set(values.slice(0, 20)).size).toBe(20)
  expect(again.map((value) => value.split(' ')[0])).toEqual([
    'credential',
    'refusal',
    'found',
    'nothing',
  ])
})

test('the seed decides what is sent once more', () => {
  const lastOf = (seed: number) =>
    JSON.stringify(planOf({ found: 9 }).questions(seed).at(-2)?.at(-1)?.request.query)
  expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map(lastOf)).size).toBeGreaterThan(2)
})

test('the readings meet a server at each of its two, and of its three turns', () => {
  const count = fc.integer({ min: 6, max: 40 })
  fc.assert(
    fc.property(fc.record({ refusal: count, found: count, nothing: count }), (counts) => {
      const asks = planOf(counts).questions(1).flat()
      const turns = [1, ...asks.flatMap((one, index) => (isReading(one) ? [index + 2] : []))]
      for (const period of [2, 3])
        expect(new Set(turns.map((turn) => turn % period)).size).toBe(period)
    }),
  )
})

test('what is to be repeated is repeated, where nothing else is asked', () => {
  expect(planOf({}).questions(1).flat()).toHaveLength(2)
})
