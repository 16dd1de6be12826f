import type { MockResponse } from '../provider.ts'
import { make } from './wachat.ts'

const { answers, hides, lists, statuses } = make

const refused = (status: number, message: string): MockResponse => ({
  status,
  body: { success: false, message },
})

const operation = [
  answers('operation.405', ['W1'], () => refused(405, 'Method not allowed')),
  answers('operation.410', ['W1'], () => refused(410, 'Moved to /v2/instances')),
]

const account = [
  lists('account.lists-one-twice', ['W13'], (list) => [...list, ...list.slice(0, 1)]),
  ...hides(['W13']),
  lists('account.loses-one-each-time-and-starts-over', ['W13'], (list, { count }) =>
    list.slice((count - 1) % list.length),
  ),
]

/** Has an effect though the page declares no parameter. */
const parameter = (name: string, change: (list: readonly { state: string }[]) => number) =>
  lists(`parameter.${name}`, ['W4'], (list, { request }) =>
    request.query.has(name) ? list.slice(0, change(list)) : list,
  )

const parameters = [
  lists('parameter.instanceName', ['W4'], (list, { request }) => {
    const name = request.query.get('instanceName')
    return name === null ? list : list.filter(({ instanceName }) => instanceName === name)
  }),
  lists('parameter.limit-and-page', ['W4'], (list, { request: { query } }) => {
    const limit = Number(query.get('limit') ?? list.length)
    return list.slice((Number(query.get('page') ?? 1) - 1) * limit).slice(0, limit)
  }),
  parameter('limit', () => 1),
]

type Given = (given: string | undefined, right: string) => boolean

const listing = (instances: readonly object[]): MockResponse => ({
  status: 200,
  body: { success: true, count: instances.length, instances },
})

/** Lists the account where it should answer 401. */
const letsIn = (id: string, fact: string, accepts: Given) =>
  statuses(id, [fact], 401, (right, { request, account: { apiKey, instances } }) =>
    accepts(request.headers.authorization?.replace(/^Bearer /i, ''), apiKey)
      ? listing(instances)
      : right,
  )

const keys = [
  letsIn('auth.not-required', 'W3', () => true),
  letsIn('auth.optional', 'W3', (given) => given === undefined),
  letsIn('auth.any-key', 'W3', (given) => given !== undefined),
  letsIn('auth.any-key-with-the-prefix', 'W3', (given) => given?.startsWith('wachat_sk_') ?? false),
  letsIn(
    'auth.key-in-any-case',
    'W3',
    (given, right) => given?.toLowerCase() === right.toLowerCase(),
  ),
  letsIn('auth.start-of-key', 'W3', (given, right) => !!given && right.startsWith(given)),
]

const refusals = [
  ...[400, 403, 404, 422, 500].map((status) =>
    statuses(`auth.${status}`, ['W41'], 401, (right) => ({ ...right, status })),
  ),
  statuses('auth.200-with-error', ['W41'], 401, (right) => ({ ...right, status: 200 })),
  statuses('auth.200-and-empty', ['W41'], 401, () => listing([])),
  statuses('auth.missing-is-400', ['W41'], 401, (right, { request }) =>
    request.headers.authorization === undefined ? { ...right, status: 400 } : right,
  ),
  statuses('auth.wrong-is-403', ['W41'], 401, (right, { request }) =>
    request.headers.authorization === undefined ? right : { ...right, status: 403 },
  ),
]

/** A trouble that comes and goes, told in another way than documented. */
const troubled = (id: string, fact: string, answer: MockResponse) =>
  answers(id, [fact], (right, { count }) => (count % 3 === 0 ? answer : right))

const restricted = 'Subscription restriction prevented instance list lookup.'
const internal = 'Internal server error.'

const troubles = [
  troubled('restricted.402', 'W42', refused(402, restricted)),
  troubled('restricted.200', 'W42', refused(200, restricted)),
  troubled('restricted.404', 'W42', refused(404, restricted)),
  troubled('internal.200', 'W43', refused(200, internal)),
  troubled('internal.501', 'W43', refused(501, internal)),
]

/** Who is let in, what parameters do, and how the others are refused. */
export const wachatAccess = [
  ...operation,
  ...account,
  ...parameters,
  ...keys,
  ...refusals,
  ...troubles,
]
