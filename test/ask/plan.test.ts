import { expect, test } from 'vitest'
import { keyOf } from '../../src/ask/cases.ts'
import type { Case } from '../../src/ask/cases.ts'
import { Plan } from '../../src/ask/plan.ts'
import type { ActiveBehavior } from '../../src/model/contract.ts'
import type { Exchange } from '../../src/recording/exchange.ts'

const as = { role: 'account', secret: 'x', trusted: true, genuine: true as const, shown: '$X' }

const caseOf = (name: string, index = 0) =>
  ({ index, request: { as, query: [['name', name]], headers: {} } }) as unknown as Case

const behavior = (id: string, repeat = 1) => ({ id, request: { repeat } }) as ActiveBehavior

const answerTo = ({ request }: Pick<Case, 'request'>, id: string): Exchange => ({
  id,
  request,
  sentAt: 0,
  durationMs: 0,
  outcome: { kind: 'not-sent', reason: id },
})

/** What is asked, by name, with the cases that it is asked for. */
const asked = ({ asks }: Plan) =>
  asks.map(({ request, cases }) => [
    request.query[0]?.[1],
    cases.map(({ behavior: id, path }) => `${id} ${path}`),
  ])

test('a case is asked once, and each of its repetitions as well', () => {
  const plan = new Plan(new Map())
  plan.add(behavior('once'), [caseOf('a'), caseOf('b', 1)])
  plan.add(behavior('thrice', 3), [caseOf('c')])
  expect(asked(plan)).toEqual([
    ['a', ['once 0']],
    ['b', ['once 1']],
    ['c', ['thrice 0']],
    ['c', ['thrice 0']],
    ['c', ['thrice 0']],
  ])
})

test('equal requests of several cases are one', () => {
  const plan = new Plan(new Map())
  plan.add(behavior('one'), [caseOf('a'), caseOf('b', 1)])
  plan.add(behavior('other'), [caseOf('b'), caseOf('c', 1)])
  expect(asked(plan)).toEqual([
    ['a', ['one 0']],
    ['b', ['one 1', 'other 0']],
    ['c', ['other 1']],
  ])
})

test('what was answered before is not asked for, but for its repetitions', () => {
  const known = caseOf('a')
  const plan = new Plan(new Map([[keyOf(known.request), answerTo(known, 'e1')]]))
  plan.add(behavior('once'), [known])
  expect(asked(plan)).toEqual([])
  const planned = plan.add(behavior('twice', 2), [known])
  expect(asked(plan)).toEqual([['a', ['twice 0']]])
  plan.answered([answerTo(known, 'e2')])
  const [answered] = planned.map((one) => plan.answeredCase(one))
  expect(answered?.exchanges.map(({ id }) => id)).toEqual(['e1', 'e2'])
})

test('each case gets the answers to its own request', () => {
  const answers = new Map<string, Exchange>()
  const plan = new Plan(answers)
  const planned = [
    ...plan.add(behavior('thrice', 3), [caseOf('a')]),
    ...plan.add(behavior('once'), [caseOf('b')]),
    ...plan.add(behavior('again'), [caseOf('a')]),
  ]
  plan.answered(plan.asks.map((ask, index) => answerTo(ask, `e${index + 1}`)))
  const ids = planned.map((one) => plan.answeredCase(one).exchanges.map(({ id }) => id))
  expect(ids.map((one) => [...one].sort())).toEqual([['e1', 'e2', 'e3'], ['e4'], ['e3']])
  expect(answers.size).toBe(2)
})

test('a case whose request has no answer has no exchange', () => {
  const plan = new Plan(new Map())
  const [planned] = plan.add(behavior('twice', 2), [caseOf('a')])
  plan.answered([])
  expect(planned && plan.answeredCase(planned).exchanges).toEqual([])
})
