import { replaced } from '../faults/change.ts'
import type { MockResponse } from '../provider.ts'
import { cycle } from '../roster.ts'
import type { RyzeApiAccount, RyzeApiInstance } from '../ryzeapi-instance.ts'
import { commonVariants } from './common.ts'
import { variantsOf } from './kit.ts'
import { otherParameters, plainName, respelled } from './respelled.ts'
import { repeatedNames } from './repeated.ts'
import type { Variant, Ways } from './variant.ts'

const { variant, items, answers } = variantsOf<RyzeApiInstance, RyzeApiAccount>('ryzeapi')

const states = ['connected', 'connecting', 'disconnected', 'loggedout'] as const

/** Only what was connected once: the others would need a number for it. */
function restate(one: RyzeApiInstance, turn: number): RyzeApiInstance {
  if (one.connection.numberJid === null) return one
  const state = cycle(states, turn)
  return { ...one, status: state, connection: { ...one.connection, state } }
}

const limited = {
  status: 429,
  body: { success: false, error: { message: 'Rate limit exceeded. Try again later.' } },
}

const silentWhenOff = 'what is switched off need not say how it is set'
const isWithout = (one: { enabled: boolean }) => !one.enabled

/** Puts other members beside `enabled: false`. */
const switchedOff = (
  id: string,
  part: 'webhook' | 'chatwoot',
  members: Readonly<Record<string, unknown>>,
) =>
  items(id, silentWhenOff, (one) =>
    isWithout(one[part]) ? { ...one, [part]: { ...members, enabled: false } } : one,
  )

const flagsOff = {
  signMessages: false,
  ignoreGroups: false,
  startAsPending: false,
  reopenResolved: false,
}

const chatwootNulls = {
  status: null,
  bridgeIntegrationId: null,
  baseUrl: null,
  accountId: null,
  inboxName: null,
}

const proxyOff = {
  enabled: false,
  host: null,
  port: null,
  protocol: null,
  username: null,
  password: null,
}
const s3Off = {
  enabled: false,
  region: null,
  bucket: null,
  accessKey: null,
  secretKey: null,
  endpoint: null,
  pathPrefix: null,
}

const set = (one: RyzeApiInstance, path: string, value: (right: string) => unknown): object =>
  replaced(one, path.split('.'), (right) => value(right as string)) as object

/** Lets at most so many through in any 60 s, whenever they began. */
const slidingLimit = variant(
  'limit.sliding',
  'the page does not say how the minute is counted',
  ({ rateLimit, ...right }) => {
    const accepted: number[] = []
    return {
      ...right,
      handle: (request, account) => {
        while (accepted[0] !== undefined && accepted[0] <= request.at - 60_000) accepted.shift()
        if (accepted.length >= (rateLimit?.requests ?? 0)) {
          return { ...limited, headers: { 'Retry-After': '30' } }
        }
        accepted.push(request.at)
        return right.handle(request, account)
      },
    }
  },
)

export const ryzeapiWays: Ways<RyzeApiInstance> = {
  provider: 'ryzeapi',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  rename: (one, name) => ({ ...one, name }),
  restate,
  limited,
}

const badRequest = { status: 400, body: { success: false, error: { message: 'Bad request' } } }

/** Odd servers that do what RyzeAPI documents. */
export const ryzeapiVariants: readonly Variant<RyzeApiAccount>[] = [
  ...commonVariants<RyzeApiInstance, RyzeApiAccount>(ryzeapiWays),
  slidingLimit,
  variant(
    'silence.names-however-written',
    'what equals a name is left open',
    respelled('instanceName', ({ instances }) => instances.map(({ name }) => name), plainName),
  ),
  variant(
    'silence.list-parameters-refused',
    'no parameter of that name is documented',
    otherParameters('instanceName', 400, { success: false, error: { message: 'Bad request' } }),
  ),
  variant('limit.of-the-account', 'the limit is named Global', (right) => ({
    ...right,
    ...(right.rateLimit && { rateLimit: { ...right.rateLimit, key: () => '' } }),
  })),
  variant('limit.says-nothing', 'no header of a 429 is documented', ({ rateLimit, ...right }) => {
    let count = 0
    return {
      ...right,
      handle: (request, account) =>
        ++count > (rateLimit?.requests ?? 0) ? limited : right.handle(request, account),
    }
  }),
  switchedOff('off.webhook-bare', 'webhook', {}),
  switchedOff('off.webhook-null', 'webhook', { url: null, events: null }),
  switchedOff('off.webhook-empty', 'webhook', { url: '', events: [] }),
  switchedOff('off.webhook-kept', 'webhook', { url: 'https://old.example.com', events: ['a'] }),
  switchedOff('off.chatwoot-null', 'chatwoot', { ...chatwootNulls, apiToken: null, ...flagsOff }),
  switchedOff('off.chatwoot-nulls-but-token', 'chatwoot', { ...chatwootNulls, ...flagsOff }),
  items('off.everything', 'every integration can be off', (one) => ({
    ...one,
    proxy: proxyOff,
    s3: s3Off,
    webhook: { enabled: false, url: null, events: [] },
    websocket: { enabled: false, events: [], mediaBase64: false },
    chatwoot: { enabled: false, ...flagsOff },
  })),
  items('silence.proxy-and-s3-on', 'the members of what is on are not documented', (one) => ({
    ...one,
    proxy: { ...one.proxy, ...(one.proxy.enabled && { username: null, port: '3128' }) },
    s3: { ...one.s3, ...(one.s3.enabled && { pathPrefix: null, endpoint: '' }) },
  })),
  items('silence.device-in-jid', 'a device in a JID is left open', (one, index) =>
    set(one, 'connection.numberJid', (jid) => (jid ? jid.replace('@', `:${index + 3}@`) : jid)),
  ),
  items('silence.other-words', 'presence and display status are open lists', (one, index) => ({
    ...one,
    connection: {
      ...one.connection,
      presenceStatus: cycle(['paused', 'recording', '', 'unknown'], index),
      displayStatus: '',
    },
  })),
  items('silence.short-ids', 'an id is a string', (one, index) => ({ ...one, id: `i${index}` })),
  items('silence.tokens-of-another-form', 'a token is a string', (one, index) => ({
    ...one,
    token: `tok_${String(index)}_${one.token.replaceAll('-', '')}`,
  })),
  items(
    'silence.letters-in-a-row',
    'a token that a generator drew may hold any letters',
    (one) => ({
      ...one,
      chatwoot: { ...one.chatwoot, ...(one.chatwoot.enabled && { apiToken: drawnToken }) },
    }),
  ),
  items('nothing.ever-connected', 'an account can be new', (one) => ({
    ...one,
    status: 'disconnected',
    connection: { ...one.connection, state: 'disconnected', numberJid: null },
    profile: { name: '', pictureUrl: '', isBusiness: false, businessName: '' },
  })),
  items('silence.business-without-name', 'a business may have no name', (one) =>
    set(one, 'profile.businessName', () => ''),
  ),
  items('times.other-forms', 'RFC 3339 allows offsets and any fraction', (one) => ({
    ...one,
    createdAt: one.createdAt.replace('Z', '+00:00'),
    updatedAt: one.updatedAt.replace('Z', '.123456-03:00'),
  })),
  answers('silence.empty-filter', 'the empty string is left open', (right, { request }) =>
    right.status === 200 && request.query.get('instanceName') === '' ? nothingFound : right,
  ),
  answers(
    'silence.strict-parameters',
    'other parameters are not documented',
    (right, { request }) =>
      [...request.query.keys()].every((name) => name === 'instanceName') ? right : badRequest,
  ),
  ...repeatedNames<RyzeApiAccount>('ryzeapi', badRequest),
  answers('wire.challenge', 'what else a refusal tells is not documented', (right) =>
    right.status === 401 ? { ...right, headers: { 'WWW-Authenticate': 'token' } } : right,
  ),
]

const drawnToken = 'sk_live_b7xxxxQ2mXXXXXr9dk3v0pt5'

const nothingFound: MockResponse = {
  status: 200,
  body: { success: true, message: '0 Instances found', instances: [], meta: { total: 0 } },
}
