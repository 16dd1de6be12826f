import type { HypersenderAccount, HypersenderInstance } from '../hypersender.ts'
import type { MockResponse } from '../provider.ts'
import { cycle } from '../roster.ts'
import { commonVariants } from './common.ts'
import { variantsOf } from './kit.ts'
import { otherParameters, plainName, respelled } from './respelled.ts'
import { repeatedNames } from './repeated.ts'
import type { Variant, Ways } from './variant.ts'

const { variant, items, answers, refusals } = variantsOf<HypersenderInstance, HypersenderAccount>(
  'hypersender',
)

const statuses = ['STOPPED', 'STARTING', 'WORKING', 'SCAN_QR_CODE', 'FAILED', 'PENDING'] as const

const undocumented = 'errors are not documented'

/** What a request without a valid token is answered. */
const refusal = (id: string, answer: MockResponse) => refusals(id, undocumented, () => answer)

/** What a status outside of the enum is answered. */
const invalidStatus = (id: string, answer: (all: MockResponse) => MockResponse) =>
  variant(id, undocumented, (right) => ({
    ...right,
    handle: (request, account) => {
      const given = right.handle(request, account)
      return given.status === 422
        ? answer(right.handle({ ...request, query: new URLSearchParams() }, account))
        : given
    },
  }))

/** Two filters or more are refused. */
const oneFilter = answers('silence.one-filter-at-a-time', undocumented, (right, { request }) =>
  right.status === 200 && new Set(request.query.keys()).size > 1
    ? { status: 422, body: { message: 'One filter at a time.' } }
    : right,
)

export const hypersenderWays: Ways<HypersenderInstance> = {
  provider: 'hypersender',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  rename: (one, name) => ({ ...one, name }),
  restate: (one, turn) => ({ ...one, status: cycle(statuses, turn) }),
  limited: { status: 429, body: { message: 'Too Many Attempts.' } },
}

/** Odd servers that do what Hypersender documents. */
export const hypersenderVariants: readonly Variant<HypersenderAccount>[] = [
  ...commonVariants<HypersenderInstance, HypersenderAccount>(hypersenderWays),
  refusal('silence.401-empty', { status: 401, body: null }),
  refusal('silence.401-html', {
    status: 401,
    headers: { 'Content-Type': 'text/html' },
    body: '<h1>401</h1>',
  }),
  refusal('silence.403', { status: 403, body: { message: 'Forbidden' } }),
  refusal('silence.404', { status: 404, body: { message: 'Not Found' } }),
  refusal('silence.to-login', {
    status: 302,
    headers: { Location: '/login', 'Content-Type': 'text/html' },
    body: '<p>Redirecting</p>',
  }),
  invalidStatus('silence.invalid-status-400', () => ({ status: 400, body: { message: 'Bad' } })),
  invalidStatus('silence.invalid-status-all', (all) => all),
  invalidStatus('silence.invalid-status-none', () => ({ status: 200, body: [] })),
  oneFilter,
  ...repeatedNames<HypersenderAccount>('hypersender', { status: 422, body: { message: 'Bad' } }),
  variant('silence.name-of-any-case', 'a partial match may ignore case', (right) => ({
    ...right,
    handle: (request, account) => {
      const name = request.query.get('filter[name]')
      const query = new URLSearchParams(request.query)
      query.delete('filter[name]')
      const given = right.handle({ ...request, query }, account)
      if (!name || given.status !== 200) return given
      const wanted = name.toLowerCase()
      const listed = (given.body as HypersenderInstance[]).filter((one) =>
        one.name.toLowerCase().includes(wanted),
      )
      return { status: 200, body: listed }
    },
  })),
  variant(
    'silence.names-however-written',
    'what equals a part of a name is left open',
    respelled('filter[name]', ({ instances }) => instances.map(({ name }) => name), plainName),
  ),
  variant(
    'silence.list-parameters-refused',
    'no parameter of that name is documented',
    otherParameters('filter[name]', 422, { message: 'The filter.name must be a string.' }),
  ),
  items('token.none', 'a token may be null', (one) => ({ ...one, access_token: null })),
  items('token.all', 'which statuses count as not yet connected is open', (one, index) => ({
    ...one,
    access_token: `${index + 9}|abcdEFGH1234${index}`,
  })),
  items('silence.one-status', 'instances may be in one status', (one) => ({
    ...one,
    status: 'WORKING',
  })),
  items('silence.phones-shared', 'a phone may be connected twice', (one, index) => ({
    ...one,
    phone: index === 3 ? '+12025550100' : index === 0 ? '+12025550100' : one.phone,
  })),
  items('silence.short-phones', 'E.164 has no shortest number', (one, index) => ({
    ...one,
    phone: `+29${String(index).padStart(2, '0')}70`,
  })),
  items('silence.service-type', 'service_type is a string', (one, index) => ({
    ...one,
    service_type: cycle(['whatsapp', 'whatsapp_business', 'telegram'], index),
  })),
  ...Object.entries({
    offset: (at: string) => `${at}.000000Z`,
    space: (at: string) => at.replace('T', ' '),
  }).map(([how, change]) =>
    items(`times.${how}`, 'no format is documented for created_at', (one) => ({
      ...one,
      created_at: change(one.created_at),
    })),
  ),
  answers('silence.accept', 'Accept is optional', (right) => ({
    ...right,
    headers: { ...right.headers, Vary: 'Accept' },
  })),
]
