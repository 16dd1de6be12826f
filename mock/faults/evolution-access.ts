import type { EvolutionInstance } from '../evolution.ts'
import type { MockResponse } from '../provider.ts'
import { make } from './evolution.ts'

const { answers, hides, lists, statuses } = make

type Instances = readonly EvolutionInstance[]

const refused = (status: number, message: string): MockResponse => ({
  status,
  body: { error: true, message },
})

const operation = [
  answers('operation.405', ['E1'], () => refused(405, 'Method not allowed')),
  answers('operation.410', ['E1'], () => refused(410, 'Moved to /v2/instances')),
]

const account = [
  lists('account.lacks-its-first', ['E3'], (list, { request, account: { globalKey } }) =>
    request.headers.apikey === globalKey ? list.slice(1) : list,
  ),
  lists('account.lists-one-twice', ['E3'], (list) =>
    list.length > 2 ? [...list, ...list.slice(-1)] : list,
  ),
  ...hides(['E3']),
]

/** What the token of an instance is answered. */
const scoping = (id: string, answer: (own: Instances, all: Instances) => MockResponse) =>
  answers(id, ['E4'], (right, { request, account: { instances } }) => {
    const own = instances.filter(({ apikey }) => apikey === request.headers.apikey)
    return own.length > 0 && request.query.size === 0 ? answer(own, instances) : right
  })

const found = (body: Instances): MockResponse => ({ status: 200, body })

const scope = [
  scoping('scope.token-sees-all', (_, all) => found(all)),
  scoping('scope.token-sees-none', () => found([])),
  scoping('scope.token-sees-one-of-two', (own) => found(own.slice(0, 1))),
  scoping('scope.token-sees-a-neighbour', (own, all) =>
    found([...own, ...all.filter((one) => !own.includes(one)).slice(0, 1)]),
  ),
  scoping('scope.token-sees-the-last', (_, all) => found(all.slice(-1))),
  scoping('scope.token-is-refused', () => refused(401, 'Unauthorized')),
  scoping('scope.token-is-forbidden', () => refused(403, 'Forbidden')),
]

/** What the token of an instance is answered when it asks with a filter. */
const reaching = (id: string, answer: (right: MockResponse, all: Instances) => MockResponse) =>
  answers(id, ['E4'], (right, { request, account: { instances, globalKey } }) => {
    const { apikey } = request.headers
    const isToken = apikey !== globalKey && instances.some((one) => one.apikey === apikey)
    return isToken && request.query.size > 0 ? answer(right, instances) : right
  })

const filtersOfAll = (parameter: string, name: 'instanceName' | 'instanceId') =>
  answers(
    `scope.token-reaches-others-by-${parameter}`,
    ['E4'],
    (right, { request, account: { instances, globalKey } }) => {
      const wanted = request.query.get(name)
      if (!wanted || right.status !== 200 || request.headers.apikey === globalKey) return right
      return found(instances.filter((one) => one[name] === wanted))
    },
  )

const reach = [
  reaching('scope.token-with-a-filter-sees-all', (_, all) => found(all)),
  filtersOfAll('name', 'instanceName'),
  filtersOfAll('id', 'instanceId'),
]

const letsIn = (
  id: string,
  fact: string,
  accepts: (given: string | undefined, right: string) => boolean,
) =>
  statuses(id, [fact], 401, (right, { request, account: { globalKey, instances } }) =>
    accepts(request.headers.apikey, globalKey) ? found(instances) : right,
  )

const keys = [
  letsIn('auth.not-required', 'E2', () => true),
  letsIn('auth.optional', 'E2', (given) => given === undefined),
  letsIn('auth.any-key', 'E30', (given) => given !== undefined),
  letsIn('auth.any-long-key', 'E30', (given) => (given?.length ?? 0) > 16),
  letsIn('auth.key-in-any-case', 'E30', (given, right) => given?.toUpperCase() === right),
  letsIn('auth.start-of-key', 'E30', (given, right) => !!given && right.startsWith(given)),
]

const shapes: Readonly<Record<string, object>> = {
  'error-is-text': { error: 'Unauthorized', message: 'Unauthorized' },
  'error-is-false': { error: false, message: 'Unauthorized' },
  'lacks-error': { message: 'Unauthorized' },
  'lacks-message': { error: true },
  'in-other-words': { error: true, message: 'Invalid API key' },
  'in-upper-case': { error: true, message: 'UNAUTHORIZED' },
  wrapped: { status: 401, error: 'Unauthorized', response: { message: 'Unauthorized' } },
  'is-an-array': [{ error: true, message: 'Unauthorized' }],
}

const refusals = [
  ...[400, 403, 404, 500].map((status) =>
    statuses(`auth.${status}`, ['E30'], 401, (right) => ({ ...right, status })),
  ),
  statuses('auth.200-with-error', ['E30'], 401, (right) => ({ ...right, status: 200 })),
  statuses('auth.200-and-empty', ['E30'], 401, () => found([])),
  statuses('auth.missing-is-400', ['E30'], 401, (right, { request }) =>
    request.headers.apikey === undefined ? { ...right, status: 400 } : right,
  ),
  statuses('auth.wrong-is-403', ['E30'], 401, (right, { request }) =>
    request.headers.apikey === undefined ? right : { ...right, status: 403 },
  ),
  ...Object.entries(shapes).map(([how, body]) =>
    statuses(`auth.body-${how}`, ['E31'], 401, (right) => ({ ...right, body })),
  ),
  statuses('auth.missing-has-another-body', ['E31'], 401, (right, { request }) =>
    request.headers.apikey === undefined ? { ...right, body: { message: 'No key' } } : right,
  ),
]

/** A trouble that comes and goes, told in another way than documented. */
const troubled = (id: string, answer: MockResponse) =>
  answers(id, ['E32'], (right, { count }) => (count % 3 === 0 ? answer : right))

const troubles = [
  troubled('internal.200', refused(200, 'Internal server error')),
  troubled('internal.200-with-status', {
    status: 200,
    body: { status: 500, message: 'Internal server error' },
  }),
  troubled('internal.501', refused(501, 'Internal server error')),
]

/** Who is let in, what they see, and how the others are refused. */
export const evolutionAccess = [
  ...operation,
  ...account,
  ...scope,
  ...reach,
  ...keys,
  ...refusals,
  ...troubles,
]
