import type { HypersenderInstance } from '../hypersender.ts'
import type { MockResponse } from '../provider.ts'
import { patterns } from './change.ts'
import { make } from './hypersender.ts'
import { clientFaults, uuidOf } from './clients.ts'

const { field, lists, statuses } = make

type Instances = readonly HypersenderInstance[]

const found = (body: Instances): MockResponse => ({ status: 200, body })

const bearer = (authorization: string | undefined) => authorization?.replace(/^Bearer /i, '')

/** A request without a token that carries the filter is answered as if it had one. */
const unguarded = (name: string) =>
  statuses(`auth.open-with-${name}`, ['H3'], 401, (right, { request, account }) =>
    request.headers.authorization === undefined && request.query.has(`filter[${name}]`)
      ? found(account.instances)
      : right,
  )

const access = [
  unguarded('uuid'),
  unguarded('phone'),
  unguarded('status'),
  statuses('auth.listing-inside-of-data', ['H3'], 401, (_, { account: { instances } }) => ({
    status: 200,
    body: { data: instances },
  })),
  statuses('auth.listing-inside-of-the-refusal', ['H3'], 401, (right, { account }) => ({
    ...right,
    body: { message: 'Unauthenticated.', debug: { user: { instances: account.instances } } },
  })),
  statuses('auth.token-by-its-end', ['H3'], 401, (right, { request, account }) => {
    const given = bearer(request.headers.authorization) ?? ''
    const isAlike = given.length > 12 && given.slice(1) === account.token.slice(1)
    return isAlike ? found(account.instances) : right
  }),
]

/** Finds other instances where the right filter finds none, or filters otherwise. */
const filtering = (
  id: string,
  name: string,
  fact: string,
  answer: (list: Instances, wanted: string, all: Instances) => Instances,
) =>
  lists(id, [fact], (list, { request, account: { instances } }) => {
    const wanted = request.query.get(`filter[${name}]`)
    return wanted === null ? list : answer(list, wanted, instances)
  })

/** Takes the text for a pattern. */
const pattern = (how: 'sql' | 'expressions') =>
  filtering(`filter.name.pattern-of-${how}`, 'name', 'H7', (list, wanted, all) => {
    const expression = new RegExp(patterns[how](wanted), 'u')
    return list.length > 0 ? list : all.filter(({ name }) => expression.test(name))
  })

const filters = [
  filtering('filter.uuid.with-more-behind-it', 'uuid', 'H6', (list, wanted, all) =>
    list.length > 0 ? list : all.filter(({ id }) => wanted.startsWith(id)),
  ),
  filtering('filter.uuid.also-by-name', 'uuid', 'H6', (list, wanted, all) =>
    list.length > 0 ? list : all.filter(({ name }) => name === wanted),
  ),
  filtering('filter.name.also-by-id', 'name', 'H7', (list, wanted, all) => [
    ...list,
    ...all.filter((one) => !list.includes(one) && one.id === wanted),
  ]),
  filtering('filter.name.also-by-phone', 'name', 'H7', (list, wanted, all) => [
    ...list,
    ...all.filter((one) => !list.includes(one) && one.phone === wanted),
  ]),
  filtering('filter.name.short-is-ignored', 'name', 'H7', (list, wanted, all) =>
    wanted.length < 2 ? all : list,
  ),
  pattern('sql'),
  pattern('expressions'),
]

/** Faults that come so close to what is right that only a near miss shows them. */
export const hypersenderClose = [
  ...access,
  ...filters,
  ...field('id', ['H15'], { urn: (right) => `urn:uuid:${String(right)}` }),
  ...clientFaults(
    make,
    { operation: 'H4', json: 'H12', error: null, account: 'H25' },
    {
      id: (one, number) => ({ ...one, id: uuidOf(number) }),
      name: (one, number) => ({ ...one, name: `shop-${number}` }),
      token: (one, number) => ({ ...one, access_token: one.access_token && `${number}|a1b2c3d4` }),
    },
  ),
]
