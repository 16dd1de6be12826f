import type { MockResponse } from '../provider.ts'
import type { RyzeApiInstance } from '../ryzeapi-instance.ts'
import { is, text, patterns } from './change.ts'
import { filtering, found, make, namesIn, notFound, refused, scoping } from './ryzeapi-kit.ts'
import { clientFaults, uuidOf } from './clients.ts'

const { answers, field, statuses } = make

/** Whether a token that is nobody's comes close enough to that of an instance to be taken for it. */
type Close = (given: string, one: RyzeApiInstance) => boolean

const takenFor = (how: string, isClose: Close) =>
  statuses(
    `auth.instance-token-${how}`,
    ['R94'],
    401,
    (right, { request, account: { instances } }) => {
      const { token = '' } = request.headers
      const owner = instances.find((one) => token !== '' && isClose(token, one))
      return owner ? found([owner]) : right
    },
  )

const tokens = [
  takenFor('in-any-case', (given, { token }) => given.toLowerCase() === token.toLowerCase()),
  takenFor('by-its-start', (given, { token }) => given.slice(0, -1) === token.slice(0, -1)),
  takenFor('by-its-end', (given, { token }) => given.slice(1) === token.slice(1)),
  takenFor('with-more-behind-it', (given, { token }) => given.startsWith(token)),
  takenFor('cut-short', (given, { token }) => given.length > 8 && token.startsWith(given)),
  takenFor('is-its-id', (given, { id }) => given === id),
  takenFor('is-its-name', (given, { name }) => given === name),
  statuses('auth.token-by-its-end', ['R94'], 401, (right, { request, account }) => {
    const { token = '' } = request.headers
    const isAlike = token.length > 12 && token.slice(1) === account.token.slice(1)
    return isAlike ? found(account.instances) : right
  }),
]

/** A request without a token that carries a filter is answered as if it had one. */
const unguarded = (how: string, isOpen: (names: string[], filter: string) => boolean) =>
  answers(`auth.open-${how}`, ['R3'], (right, { request, account: { instances } }) => {
    const filter = request.query.get('instanceName') ?? ''
    const isAnonymous = request.headers.token === undefined && filter !== ''
    const names = namesIn(filter)
    return isAnonymous && isOpen(names, filter)
      ? found(instances.filter(({ name }) => names.includes(name)))
      : right
  })

const filters = [
  unguarded('with-several-names', (names) => names.length > 1),
  unguarded('with-a-blank-filter', (names) => names.length === 0),
]

const numberOf = ({ connection }: RyzeApiInstance) => connection.numberJid?.replace(/@.*/, '')

/** Looks at another field than the name as well. */
const alsoBy = (how: string, read: (one: RyzeApiInstance) => string | undefined) =>
  filtering(`filter.also-by-${how}`, ['R11'], ([wanted], instances, right) => {
    const others = instances.filter((one) => read(one) === wanted)
    return right.status === 404 && others.length > 0 ? found(others) : right
  })

/** Takes the filter for a pattern. */
const pattern = (how: 'sql' | 'expressions') =>
  filtering(`filter.pattern-of-${how}`, ['R11'], ([wanted = ''], instances, right) => {
    const expression = new RegExp(`^(?:${patterns[how](wanted)})$`, 'u')
    const matching =
      right.status === 404 ? instances.filter(({ name }) => expression.test(name)) : []
    return matching.length > 0 ? found(matching) : right
  })

const lookups = [
  alsoBy('id', ({ id }) => id),
  alsoBy('number', numberOf),
  alsoBy('profile', ({ profile }) => profile.name),
  pattern('sql'),
  pattern('expressions'),
]

const listOf = (names: readonly string[], instances: readonly RyzeApiInstance[]): MockResponse =>
  found(instances.filter(({ name }) => names.includes(name)))

const several = [
  filtering('filter.ten-names-at-most', ['R12'], (names, instances, right) =>
    names.length > 10 ? listOf(names.slice(0, 10), instances) : right,
  ),
  filtering('filter.last-unknown-drops-the-one-before', ['R12'], (names, instances, right) => {
    const known = new Set(instances.map(({ name }) => name))
    const [last = ''] = names.slice(-1)
    return names.length > 1 && !known.has(last) ? listOf(names.slice(0, -2), instances) : right
  }),
  filtering('filter.stops-at-an-unknown-name', ['R12'], (names, instances, right) => {
    const known = new Set(instances.map(({ name }) => name))
    const stop = names.findIndex((name) => !known.has(name))
    return stop > 0 ? listOf(names.slice(0, stop), instances) : right
  }),
]

const contents = [
  scoping('scope.under-the-name-of-another', ['R6'], (owner, instances) => {
    const other = instances.find(({ name }) => name !== owner.name)
    return found([{ ...owner, name: other?.name ?? owner.name }])
  }),
  scoping('scope.own-name-may-empty', ['R7'], (owner, _, filter, right) =>
    filter === owner.name ? found([]) : right,
  ),
  scoping('scope.own-name-is-refused', ['R7'], (owner, _, filter, right) =>
    filter === owner.name ? notFound : right,
  ),
  statuses('auth.token-of-that-length-is-404', ['R94'], 401, (right, { request, account }) =>
    request.headers.token?.length === account.instances[0]?.token.length
      ? refused(404, 'Instance not found')
      : right,
  ),
  ...field('createdAt', ['R92'], {
    'offset-without-colon': text((right) => right.replace('Z', '+0000')),
    'offset-of-hours': text((right) => right.replace('Z', '+00')),
  }),
  ...field(
    'chatwoot.apiToken',
    ['R69'],
    { dots: is('sk_live_............') },
    ({ chatwoot }) => chatwoot.enabled,
  ),
]

/** Faults that come so close to what is right that only a near miss shows them. */
export const ryzeapiClose = [
  ...tokens,
  ...filters,
  ...lookups,
  ...several,
  ...contents,
  ...clientFaults(
    make,
    { operation: 'R1', json: 'R18', error: { fact: 'R97', status: 401 }, account: 'R5' },
    {
      id: (one, number) => ({ ...one, id: `inst_${number}` }),
      name: (one, number) => ({ ...one, name: `shop-${number}` }),
      token: (one, number) => ({ ...one, token: uuidOf(number) }),
    },
  ),
]
