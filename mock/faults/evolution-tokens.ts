import type { EvolutionInstance } from '../evolution.ts'
import { make } from './evolution.ts'

type Instances = readonly EvolutionInstance[]

/** What the token of an instance lists in place of the right instances; null leaves the answer as it is. */
const opening = (
  how: string,
  find: (query: URLSearchParams, own: Instances, all: Instances) => Instances | null,
) =>
  make.answers(
    `scope.${how}`,
    ['E4'],
    (right, { request: { query, headers }, account: { instances } }) => {
      const own = instances.filter(({ apikey }) => apikey === headers.apikey)
      const body = own.length === 0 ? null : find(query, own, instances)
      return body === null ? right : { status: 200, body }
    },
  )

const numberOf = ({ owner }: EvolutionInstance) => (owner ?? '').replace(/@.*/, '')

/** What there is, or nothing that would change the answer. */
const some = (found: Instances) => (found.length > 0 ? found : null)

const named = (all: Instances, names: readonly string[]) =>
  some(all.filter(({ instanceName }) => names.includes(instanceName)))

const values = [
  opening('empty-name-opens-all', (query, _, all) =>
    query.get('instanceName') === '' ? all : null,
  ),
  opening('empty-id-opens-all', (query, _, all) => (query.get('instanceId') === '' ? all : null)),
  opening('percent-opens-all', (query, _, all) => (query.get('instanceName') === '%' ? all : null)),
  opening('padded-name-reaches-others', (query, _, all) => {
    const name = query.get('instanceName') ?? ''
    return name === name.trim() ? null : named(all, [name.trim()])
  }),
  opening('id-as-name-reaches-others', (query, _, all) =>
    some(all.filter(({ instanceId }) => instanceId === query.get('instanceName'))),
  ),
  opening('unknown-number-opens-all', (query, _, all) => {
    const number = query.get('number') ?? ''
    return number === '' || all.some((one) => numberOf(one) === number) ? null : all
  }),
]

const spellings = [
  opening('list-in-brackets-reaches-others', (query, _, all) =>
    named(all, query.getAll('instanceName[]')),
  ),
  opening('operator-in-brackets-opens-all', (query, _, all) => {
    const isOperator = [...query.keys()].some((name) => /^instanceName\[\$\w+\]$/.test(name))
    return isOperator ? all : null
  }),
  opening('other-case-reaches-others', (query, _, all) => named(all, query.getAll('instancename'))),
]

const ownValues = [
  opening('own-name-begins-others', (query, own, all) => {
    const name = query.get('instanceName') ?? ''
    return named(own, [name]) && all.filter(({ instanceName }) => instanceName.startsWith(name))
  }),
  opening('own-name-and-id-beside-a-number', (query, own, all) => {
    const number = query.get('number')
    const isOwn = own.some(
      ({ instanceName, instanceId }) =>
        instanceName === query.get('instanceName') && instanceId === query.get('instanceId'),
    )
    return isOwn && number !== null ? all.filter((one) => numberOf(one) === number) : null
  }),
]

/** The third instance has the number of the first, and its token finds both by it. */
const sharedNumber = make.fault(
  'scope.own-number-reaches-those-that-share-it',
  ['E4'],
  (right) => ({
    ...right,
    account: (seed, size) => {
      const account = right.account(seed, size)
      const owner = account.instances[0]?.owner ?? null
      const instances = account.instances.map((one, index) =>
        index === 2 ? { ...one, owner } : one,
      )
      return { ...account, instances }
    },
    handle: (request, account) => {
      const number = request.query.get('number') ?? ''
      const own = account.instances.filter(({ apikey }) => apikey === request.headers.apikey)
      return request.query.size === 1 && own.some((one) => numberOf(one) === number)
        ? { status: 200, body: account.instances.filter((one) => numberOf(one) === number) }
        : right.handle(request, account)
    },
  }),
)

const holders = [
  opening('never-connected-lists-nothing', (_, own) =>
    own.every(({ owner }) => typeof owner !== 'string') ? [] : null,
  ),
]

/** Several tokens in one header open the instances of all. */
const joined = make.statuses(
  'auth.two-tokens-in-one-header',
  ['E30'],
  401,
  (right, { request, account }) => {
    const tokens = (request.headers.apikey ?? '').split(',').map((token) => token.trim())
    const body = account.instances.filter(({ apikey }) => tokens.includes(apikey))
    return tokens.length > 1 && body.length > 0 ? { status: 200, body } : right
  },
)

/** Tokens that open others by a value, or by how the parameter is spelt. */
export const evolutionTokens = [
  ...values,
  ...spellings,
  ...ownValues,
  sharedNumber,
  ...holders,
  joined,
]
