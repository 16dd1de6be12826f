import type { RyzeApiInstance } from '../ryzeapi-instance.ts'
import { found, type Instances, make, namesIn, refused } from './ryzeapi-kit.ts'

/** What the token of an instance lists in place of its own; null leaves the answer as it is. */
const opening = (
  how: string,
  find: (query: URLSearchParams, owner: RyzeApiInstance, all: Instances) => Instances | null,
) =>
  make.answers(
    `scope.${how}`,
    ['R6'],
    (right, { request: { headers, query }, account: { instances } }) => {
      const owner = instances.find(({ token }) => token === headers.token)
      const list = owner ? find(query, owner, instances) : null
      return list === null ? right : found(list)
    },
  )

const some = (list: Instances) => (list.length > 0 ? list : null)

const by =
  (parameter: string, read: (one: RyzeApiInstance) => string | undefined) =>
  (query: URLSearchParams, _: RyzeApiInstance, all: Instances) =>
    some(all.filter((one) => query.getAll(parameter).includes(read(one) ?? '')))

const opened = [
  opening('star-opens-all', (query, _, all) => (query.get('instanceName') === '*' ? all : null)),
  opening(
    'id-as-name-reaches-others',
    by('instanceName', ({ id }) => id),
  ),
  opening(
    'number-as-name-reaches-others',
    by('instanceName', ({ connection }) => connection.numberJid?.replace(/@.*/, '')),
  ),
  opening(
    'list-in-brackets-reaches-others',
    by('instanceName[]', ({ name }) => name),
  ),
  opening(
    'other-case-reaches-others',
    by('instancename', ({ name }) => name),
  ),
  opening('operator-in-brackets-opens-all', (query, _, all) =>
    [...query.keys()].some((name) => /^instanceName\[\$\w+\]$/.test(name)) ? all : null,
  ),
  opening('own-name-among-unknown-ones-empties', (query, owner, all) => {
    const names = namesIn(query.get('instanceName') ?? '')
    const isUnknown = (wanted: string) => all.every(({ name }) => name !== wanted)
    return names.includes(owner.name) && names.some(isUnknown) ? [] : null
  }),
  opening('never-connected-lists-nothing', (_, { connection }) =>
    connection.numberJid === null ? [] : null,
  ),
]

const newest = make.answers(
  'scope.newest-token-is-refused',
  ['R6'],
  (right, { request, account }) =>
    request.headers.token === account.instances.at(-1)?.token
      ? refused(401, 'Invalid token')
      : right,
)

/** Several tokens in one header open the instances of all. */
const joined = make.statuses(
  'auth.two-tokens-in-one-header',
  ['R94'],
  401,
  (right, { request, account }) => {
    const tokens = (request.headers.token ?? '').split(',').map((token) => token.trim())
    const list = account.instances.filter(({ token }) => tokens.includes(token))
    return tokens.length > 1 && list.length > 0 ? found(list) : right
  },
)

/** Tokens that open others by a value, or by how the parameter is spelt, and tokens of unlucky instances. */
export const ryzeapiTokens = [...opened, newest, joined]
