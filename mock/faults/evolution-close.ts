import type { EvolutionInstance } from '../evolution.ts'
import type { MockResponse } from '../provider.ts'
import { is, patterns } from './change.ts'
import { make } from './evolution.ts'
import { clientFaults, uuidOf } from './clients.ts'

const { answers, bodies, field, lists, statuses } = make

type Instances = readonly EvolutionInstance[]

const found = (body: Instances): MockResponse => ({ status: 200, body })

type Close = (given: string, one: EvolutionInstance) => boolean

/** Takes a key that is nobody's for that of an instance. */
const takenFor = (how: string, isClose: Close) =>
  statuses(
    `auth.instance-key-${how}`,
    ['E30'],
    401,
    (right, { request, account: { instances } }) => {
      const { apikey = '' } = request.headers
      const owner = instances.find((one) => apikey !== '' && isClose(apikey, one))
      return owner ? found([owner]) : right
    },
  )

const keys = [
  takenFor('in-any-case', (given, { apikey }) => given.toLowerCase() === apikey.toLowerCase()),
  takenFor('by-its-start', (given, { apikey }) => given.slice(0, -1) === apikey.slice(0, -1)),
  takenFor('by-its-end', (given, { apikey }) => given.slice(1) === apikey.slice(1)),
  takenFor('with-more-behind-it', (given, { apikey }) => given.startsWith(apikey)),
  takenFor('is-its-id', (given, { instanceId }) => given === instanceId),
  statuses('auth.key-by-its-end', ['E30'], 401, (right, { request, account }) => {
    const { apikey = '' } = request.headers
    const isAlike = apikey.length > 12 && apikey.slice(1) === account.globalKey.slice(1)
    return isAlike ? found(account.instances) : right
  }),
]

/** A request without a key that carries the filter is answered as if it had one. */
const unguarded = (parameter: string) =>
  statuses(`auth.open-with-${parameter}`, ['E2'], 401, (right, { request, account }) =>
    request.headers.apikey === undefined && request.query.has(parameter)
      ? found(account.instances)
      : right,
  )

const anonymous = [unguarded('instanceId'), unguarded('number')]

/** What the token of an instance is answered that asks with the parameter. */
const scoped = (
  id: string,
  parameter: string,
  answer: (wanted: string, instances: Instances, right: MockResponse) => MockResponse,
) =>
  answers(id, ['E4'], (right, { request, account: { instances, globalKey } }) => {
    const { apikey } = request.headers
    const isToken = apikey !== globalKey && instances.some((one) => one.apikey === apikey)
    const wanted = request.query.get(parameter)
    return isToken && wanted !== null ? answer(wanted, instances, right) : right
  })

const scope = [
  scoped('scope.number-reaches-others', 'number', (wanted, instances, right) => {
    const others = instances.filter(({ owner }) => owner?.startsWith(`${wanted}@`))
    return others.length > 0 ? found(others) : right
  }),
  scoped('scope.unknown-name-opens-all', 'instanceName', (wanted, instances, right) =>
    instances.some(({ instanceName }) => instanceName === wanted) ? right : found(instances),
  ),
  bodies('apikey.is-the-global', ['E26'], (body, { account: { globalKey } }) =>
    Array.isArray(body) ? body.map((one: object) => ({ ...one, apikey: globalKey })) : body,
  ),
]

const isEmpty = (list: Instances) => list.length === 0

/** Finds instances by another field where the right one finds none. */
const alsoBy = (
  id: string,
  parameter: string,
  fact: string,
  read: (one: EvolutionInstance) => string | null | undefined,
) =>
  lists(id, [fact], (list, { request, account: { instances, globalKey } }) => {
    const wanted = request.query.get(parameter)
    if (request.headers.apikey !== globalKey || wanted === null || !isEmpty(list)) return list
    return instances.filter((one) => read(one) === wanted)
  })

/** Takes the name for a pattern. */
const pattern = (how: 'sql' | 'expressions') =>
  lists(`filter.instanceName.pattern-of-${how}`, ['E5'], (list, { request, account }) => {
    const wanted = request.query.get('instanceName')
    if (request.headers.apikey !== account.globalKey || wanted === null || !isEmpty(list))
      return list
    const expression = new RegExp(`^(?:${patterns[how](wanted)})$`, 'u')
    return account.instances.filter(({ instanceName }) => expression.test(instanceName))
  })

const lookups = [
  alsoBy('filter.instanceName.also-by-id', 'instanceName', 'E5', ({ instanceId }) => instanceId),
  alsoBy('filter.instanceName.also-by-number', 'instanceName', 'E5', ({ owner }) =>
    owner?.replace(/@.*/, ''),
  ),
  alsoBy('filter.instanceId.also-by-name', 'instanceId', 'E6', ({ instanceName }) => instanceName),
  pattern('sql'),
  pattern('expressions'),
  lists('filter.instanceId.with-more-behind-it', ['E6'], (list, { request, account }) => {
    const wanted = request.query.get('instanceId')
    if (request.headers.apikey !== account.globalKey || wanted === null || !isEmpty(list))
      return list
    return account.instances.filter(({ instanceId }) => wanted.startsWith(instanceId))
  }),
]

/** Faults that come so close to what is right that only a near miss shows them. */
export const evolutionClose = [
  ...keys,
  ...anonymous,
  ...scope,
  ...lookups,
  ...field('instanceId', ['E14'], { urn: (right) => `urn:uuid:${String(right)}` }),
  ...field('apikey', ['E4'], { 'same-for-all': is('0B8C1D2E-0000-4000-8000-000000000000') }),
  ...clientFaults(
    make,
    { operation: 'E1', json: 'E9', error: { fact: 'E31', status: 401 }, account: 'E3' },
    {
      id: (one, number) => ({ ...one, instanceId: uuidOf(number) }),
      name: (one, number) => ({ ...one, instanceName: `shop-${number}` }),
      token: (one, number) => ({ ...one, apikey: uuidOf(number).toUpperCase() }),
    },
  ),
]
