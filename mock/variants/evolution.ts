import type { EvolutionAccount, EvolutionInstance } from '../evolution.ts'
import { cycle } from '../roster.ts'
import { commonVariants } from './common.ts'
import { variantsOf } from './kit.ts'
import { otherParameters, plainName, plainNumber, respelled } from './respelled.ts'
import { repeatedNames } from './repeated.ts'
import type { Variant, Ways } from './variant.ts'

const { variant, items, answers } = variantsOf<EvolutionInstance, EvolutionAccount>('evolution')

const states = [
  { status: 'online', connectionStatus: { state: 'open' } },
  { status: 'connecting', connectionStatus: { state: 'connecting' } },
  { status: 'offline', connectionStatus: { state: 'close', statusReason: 401 } },
] as const

/** Only what has a profile: an open instance without one would be wrong. */
const restate = (one: EvolutionInstance, turn: number): EvolutionInstance =>
  typeof one.owner === 'string' ? { ...one, ...cycle(states, turn) } : one

const isShut = (one: EvolutionInstance) => one.connectionStatus.state !== 'open'

const silentWhenShut = 'nothing is said of the profile of an instance that is not open'

/** The profile of instances that are not open. */
const shut = (id: string, profile: Readonly<Record<string, unknown>>) =>
  items(id, silentWhenShut, ({ owner, profileName, profilePicUrl, profileStatus, ...one }) =>
    isShut(one)
      ? { ...one, ...profile }
      : { ...one, owner, profileName, profilePicUrl, profileStatus },
  )

/** What a token is answered that asks for what is not its own. */
const foreignName = (id: string, because: string, answer: 'unauthorized' | 'own') =>
  variant(id, because, (right) => ({
    ...right,
    handle: (request, account) => {
      const given = right.handle(request, account)
      const isToken = request.headers.apikey !== account.globalKey
      if (!isToken || !Array.isArray(given.body) || given.body.length > 0) return given
      return answer === 'own'
        ? right.handle({ ...request, query: new URLSearchParams() }, account)
        : { status: 401, body: { error: true, message: 'Unauthorized' } }
    },
  }))

const eitherOf = variant('silence.filters-add-up', 'how filters combine is left open', (right) => ({
  ...right,
  handle: (request, account) => {
    const given = [...request.query].filter(([, value]) => value !== '')
    if (given.length < 2) return right.handle(request, account)
    const found = given.map(
      (one) => right.handle({ ...request, query: new URLSearchParams([one]) }, account).body,
    )
    const listed = new Set(
      found.flatMap((body) => (Array.isArray(body) ? (body as unknown[]) : [])),
    )
    const refusal = right.handle({ ...request, query: new URLSearchParams() }, account)
    return refusal.status === 200 ? { status: 200, body: [...listed] } : refusal
  },
}))

const badRequest = { status: 400, body: { error: true, message: 'Bad Request' } }

const declared = ['instanceName', 'instanceId', 'number']

/** Lists all that a token may see, whatever it asks for. */
const unfiltered = variant(
  'scope.token-takes-no-filter',
  'a token sees the instances associated with it',
  (right) => ({
    ...right,
    handle: (request, account) =>
      right.handle(
        request.headers.apikey === account.globalKey
          ? request
          : { ...request, query: new URLSearchParams() },
        account,
      ),
  }),
)

export const evolutionWays: Ways<EvolutionInstance> = {
  provider: 'evolution',
  idOf: ({ instanceId }) => instanceId,
  nameOf: ({ instanceName }) => instanceName,
  rename: (one, instanceName) => ({ ...one, instanceName }),
  restate,
  limited: { status: 429, body: { message: 'Too many requests' } },
}

/** Odd servers that do what Evolution API documents. */
export const evolutionVariants: readonly Variant<EvolutionAccount>[] = [
  ...commonVariants<EvolutionInstance, EvolutionAccount>(evolutionWays),
  shut('shut.profile-null', {
    owner: null,
    profileName: null,
    profilePicUrl: null,
    profileStatus: null,
  }),
  shut('shut.profile-absent', {}),
  shut('shut.owner-alone', { owner: '5511999990000@s.whatsapp.net' }),
  items('nothing.open', 'an account can be offline', (one) => ({
    ...one,
    status: 'offline',
    connectionStatus: { state: 'close' },
  })),
  items('reason.never', 'a reason is there where it applies', ({ connectionStatus, ...one }) => ({
    ...one,
    connectionStatus: { state: connectionStatus.state },
  })),
  items('reason.always', 'a reason is there where it applies', (one) => ({
    ...one,
    connectionStatus: { statusReason: 200, ...one.connectionStatus },
  })),
  items('silence.empty-profile', 'a profile may be empty', (one) => ({
    ...one,
    ...(!isShut(one) && { profileName: '', profileStatus: '' }),
  })),
  items('silence.upper-case-id', 'a UUID has no case', (one) => ({
    ...one,
    instanceId: one.instanceId.toUpperCase(),
  })),
  items('silence.server-urls', 'a server URL is a string', (one, index) => ({
    ...one,
    serverUrl: cycle(['http://localhost:8080', '', 'wa-1.internal'], index),
  })),
  items('times.other-forms', 'ISO 8601 allows offsets and any fraction', (one) => ({
    ...one,
    createdAt: one.createdAt.replace(/\.\d+Z/, '+00:00'),
    updatedAt: one.updatedAt.replace(/\.\d+Z/, '.123456-03:00'),
  })),
  eitherOf,
  variant(
    'silence.names-however-written',
    'what equals a name is left open',
    respelled(
      'instanceName',
      ({ instances }) => instances.map(({ instanceName }) => instanceName),
      plainName,
    ),
  ),
  variant(
    'silence.numbers-however-dialled',
    'what equals a number is left open',
    respelled(
      'number',
      ({ instances }) => instances.map(({ owner }) => (owner ?? '').replace(/@.*/, '')),
      plainNumber,
    ),
  ),
  variant(
    'silence.list-parameters-fail',
    'no parameter of that name is documented',
    otherParameters('instanceName', 500, { error: true, message: 'name.split is not a function' }),
  ),
  items('silence.numbers-shared', 'two instances may be of one number', (one, index) => ({
    ...one,
    ...(typeof one.owner === 'string' &&
      index % 3 === 0 && { owner: '5511987654321@s.whatsapp.net' }),
  })),
  unfiltered,
  answers(
    'silence.one-filter-at-a-time',
    'how filters combine is left open',
    (right, { request }) =>
      right.status === 200 && new Set(request.query.keys()).size > 1 ? badRequest : right,
  ),
  answers(
    'silence.strict-parameters',
    'other parameters are not documented',
    (right, { request }) =>
      [...request.query.keys()].every((name) => declared.includes(name)) ? right : badRequest,
  ),
  ...repeatedNames<EvolutionAccount>('evolution', badRequest),
  foreignName('scope.foreign-name-refused', 'no permission is a 401', 'unauthorized'),
  foreignName('scope.filter-ignored', 'a token sees the instances associated with it', 'own'),
]
