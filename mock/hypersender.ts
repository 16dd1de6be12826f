import { bearerToken } from './bearer.ts'
import type { Handler, Provider } from './provider.ts'
import { type Random, seeded } from './random.ts'
import { cycle, type Entry, roster } from './roster.ts'

const statuses = ['STOPPED', 'STARTING', 'WORKING', 'SCAN_QR_CODE', 'FAILED', 'PENDING'] as const

type Status = (typeof statuses)[number]

export interface HypersenderInstance {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly service_type: string
  readonly status: Status
  readonly access_token: string | null
  readonly created_at: string
}

export interface HypersenderAccount {
  readonly token: string
  readonly instances: readonly HypersenderInstance[]
}

interface Variety {
  readonly status: Status
  /** Whether it was ever connected: only then it has a token. */
  readonly connected: boolean
}

const varieties: readonly Variety[] = [
  { status: 'WORKING', connected: true },
  { status: 'SCAN_QR_CODE', connected: false },
  { status: 'STOPPED', connected: true },
  { status: 'STARTING', connected: false },
  { status: 'FAILED', connected: false },
  { status: 'PENDING', connected: false },
  { status: 'WORKING', connected: true },
  { status: 'SCAN_QR_CODE', connected: true },
  { status: 'STOPPED', connected: false },
  { status: 'STARTING', connected: true },
  { status: 'FAILED', connected: true },
  { status: 'PENDING', connected: false },
]

/** The number before the bar counts up, which makes each token unique. */
const accessToken = (random: Random, serial: number) => `${serial}|${random.text(48)}`

function instance(random: Random, firstToken: number, entry: Entry): HypersenderInstance {
  const { status, connected } = cycle(varieties, entry.index)
  return {
    id: random.uuid(),
    name: entry.name,
    phone: `+${entry.phone}`,
    service_type: 'whatsapp',
    status,
    access_token: connected ? accessToken(random, firstToken + entry.index) : null,
    // To the second and without an offset, as the page shows it.
    created_at: entry.createdAt.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length),
  }
}

function account(seed: number, size?: number): HypersenderAccount {
  const random = seeded(seed, 'hypersender')
  const firstToken = random.int(100, 999)
  const token = accessToken(random, firstToken)
  const oldestFirst = roster(random, size).map((entry) => instance(random, firstToken + 1, entry))
  return { token, instances: oldestFirst.reverse() }
}

const invalidStatus = {
  message: 'The selected filter.status is invalid.',
  errors: { 'filter.status': ['The selected filter.status is invalid.'] },
}

const handle: Handler<HypersenderAccount> = (request, { token, instances }) => {
  if (bearerToken(request) !== token) return { status: 401, body: { message: 'Unauthenticated.' } }
  const filter = (field: string) => request.query.get(`filter[${field}]`) || null
  const uuid = filter('uuid')
  const name = filter('name')
  const phone = filter('phone')
  const status = filter('status')
  if (status !== null && !statuses.some((known) => known === status)) {
    return { status: 422, body: invalidStatus }
  }
  if ([uuid, name, phone, status].every((given) => given === null)) {
    return { status: 200, body: instances }
  }
  const found = instances.filter(
    (each) =>
      (uuid === null || each.id === uuid) &&
      (name === null || each.name.includes(name)) &&
      (phone === null || each.phone === phone) &&
      (status === null || each.status === status),
  )
  return { status: 200, body: found }
}

/** https://docs.hypersender.com, List Instances. */
export const hypersender: Provider<HypersenderAccount> = {
  name: 'hypersender',
  basePath: '/api/whatsapp/v1',
  path: '/instances',
  authHeader: 'Authorization: Bearer $HYPERSENDER_TOKEN',
  account,
  credentials: ({ token }) => ({ HYPERSENDER_TOKEN: token }),
  handle,
}
