import type { WachatAccount, WachatInstance } from '../wachat.ts'
import { commonVariants } from './common.ts'
import { variantsOf } from './kit.ts'
import { cycle } from '../roster.ts'
import type { Variant, Ways } from './variant.ts'

const { items, answers, refusals } = variantsOf<WachatInstance, WachatAccount>('wachat')

const states = ['open', 'connecting', 'close']

const inState = (one: WachatInstance, state: string): WachatInstance => ({
  ...one,
  state,
  status: state,
  isConnected: state === 'open',
})

const silentOn401 = 'the body of a 401 is not documented'

const limited = { status: 429, body: { message: 'Too many requests' } }

export const wachatWays: Ways<WachatInstance> = {
  provider: 'wachat',
  idOf: ({ id }) => id,
  nameOf: ({ instanceName }) => instanceName,
  rename: (one, name) => {
    const prefix = one.apiInstanceName.slice(0, -one.instanceName.length)
    const apiInstanceName = prefix + name
    return {
      ...one,
      instanceName: name,
      displayName: name,
      apiInstanceName,
      internalName: apiInstanceName,
    }
  },
  restate: (one, turn) => inState(one, cycle(states, turn)),
  limited,
}

/** Odd servers that do what Wachat documents. */
export const wachatVariants: readonly Variant<WachatAccount>[] = [
  ...commonVariants<WachatInstance, WachatAccount>(wachatWays),
  refusals('silence.401-html', silentOn401, () => ({
    status: 401,
    headers: { 'Content-Type': 'text/html' },
    body: '<h1>Unauthorized</h1>',
  })),
  refusals('silence.401-empty', silentOn401, () => ({
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer realm="api"' },
    body: null,
  })),
  refusals('silence.401-list', silentOn401, () => ({ status: 401, body: ['no'] })),
  items('silence.names-differ', 'that the two names are equal is not stated', (one) => ({
    ...one,
    displayName: `The ${one.instanceName} desk`,
  })),
  items('silence.other-states', 'state has no enum', (one, index) =>
    inState(one, cycle(['open', 'refused', 'qr', 'logged_out', ''], index)),
  ),
  items('silence.other-integration', 'integration has no enum', (one, index) => ({
    ...one,
    integration: cycle(['WHATSAPP-BUSINESS', 'EVOLUTION', 'cloud'], index),
  })),
  items('nullable.all-null', 'five members may be null', (one) => ({
    ...one,
    number: null,
    profileName: null,
    profilePictureUrl: null,
    profilePicUrl: null,
    owner: null,
  })),
  items('nullable.none-null', 'five members may be null, and need not be', (one, index) => ({
    ...one,
    number: `5511${String(index).padStart(7, '0')}`,
    profileName: '',
    profilePictureUrl: 'https://pps.whatsapp.net/v/1_n.jpg',
    profilePicUrl: 'https://pps.whatsapp.net/v/1_n.jpg',
    owner: `5511${String(index).padStart(7, '0')}@s.whatsapp.net`,
  })),
  items('times.other-forms', 'RFC 3339 allows offsets and any fraction', (one, index) => ({
    ...one,
    createdAt: one.createdAt.replace(/\.\d+Z/, cycle(['Z', '+00:00', '.1Z', '.123456789z'], index)),
    updatedAt: new Date(Date.parse(one.updatedAt) + 3 * 3_600_000)
      .toISOString()
      .replace(/\.\d+Z/, '.999999+03:00'),
  })),
  items('times.equal', 'what was never changed was changed last when it was made', (one) => ({
    ...one,
    updatedAt: one.createdAt,
  })),
  items('ids.large', 'id is an integer without a bound', (one, index) => ({
    ...one,
    id: index === 0 ? 0 : 2 ** 40 + index,
  })),
  answers('ids.past-2-53', 'id is an integer without a bound', (right) => ({
    ...right,
    headers: { ...right.headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(right.body).replace(
      /(?<="id":)\d+/g,
      (id) => `90071992547409${id.padStart(2, '0')}`,
    ),
  })),
  answers('wire.newline', 'white space around JSON says nothing', (right) => ({
    ...right,
    headers: { ...right.headers, 'Content-Type': 'application/json' },
    body: `\n${JSON.stringify(right.body)}\n`,
  })),
]
