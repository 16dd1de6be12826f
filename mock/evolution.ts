import type { Credentials, Handler, Provider } from './provider.ts'
import { type Random, seeded } from './random.ts'
import { cycle, type Entry, pictureUrl, roster } from './roster.ts'

type State = 'open' | 'close' | 'connecting'

interface Profile {
  readonly owner?: string | null
  readonly profileName?: string | null
  readonly profilePicUrl?: string | null
  readonly profileStatus?: string | null
}

export interface EvolutionInstance extends Profile {
  readonly instanceName: string
  readonly instanceId: string
  readonly status: 'online' | 'offline' | 'connecting'
  readonly connectionStatus: { readonly state: State; readonly statusReason?: number }
  readonly integration: 'WHATSAPP-BAILEYS' | 'WHATSAPP-BUSINESS'
  readonly serverUrl: string
  readonly apikey: string
  readonly createdAt: string
  readonly updatedAt: string
}

export interface EvolutionAccount {
  readonly globalKey: string
  readonly instances: readonly EvolutionInstance[]
}

interface Variety {
  readonly state: State
  readonly statusReason?: number
  readonly integration: EvolutionInstance['integration']
  /** What is left of the profile. Nothing is said of instances that are not open. */
  readonly profile: 'known' | 'null' | 'absent'
}

const baileys = 'WHATSAPP-BAILEYS'
const business = 'WHATSAPP-BUSINESS'

const varieties: readonly Variety[] = [
  { state: 'open', integration: baileys, profile: 'known' },
  { state: 'close', integration: baileys, profile: 'known', statusReason: 401 },
  { state: 'open', integration: business, profile: 'known' },
  { state: 'connecting', integration: baileys, profile: 'null' },
  { state: 'open', integration: baileys, profile: 'known', statusReason: 200 },
  { state: 'close', integration: business, profile: 'absent' },
  { state: 'connecting', integration: business, profile: 'known', statusReason: 515 },
  { state: 'close', integration: baileys, profile: 'null', statusReason: 428 },
  { state: 'connecting', integration: baileys, profile: 'absent' },
]

const statusOf = { open: 'online', close: 'offline', connecting: 'connecting' } as const

const mottos = ['Available 24/7', 'How can we help?', 'At work', '']

function profileOf(random: Random, { profile }: Variety, { person, phone }: Entry): Profile {
  switch (profile) {
    case 'known':
      return {
        owner: `${phone}@s.whatsapp.net`,
        profileName: person,
        profilePicUrl: pictureUrl(random),
        profileStatus: random.pick(mottos),
      }
    case 'null':
      return { owner: null, profileName: null, profilePicUrl: null, profileStatus: null }
    case 'absent':
      return {}
  }
}

function instance(random: Random, entry: Entry): EvolutionInstance {
  const variety = cycle(varieties, entry.index)
  const { state, statusReason } = variety
  return {
    instanceName: entry.name,
    instanceId: random.uuid(),
    ...profileOf(random, variety, entry),
    status: statusOf[state],
    connectionStatus: statusReason === undefined ? { state } : { state, statusReason },
    integration: variety.integration,
    serverUrl: 'https://api.example.com',
    apikey: random.uuid().toUpperCase(),
    createdAt: entry.createdAt.toISOString(),
    updatedAt: entry.updatedAt.toISOString(),
  }
}

/** The showcase has two instances of one token: a token sees "the instances associated with it". */
function account(seed: number, size?: number): EvolutionAccount {
  const random = seeded(seed, 'evolution')
  const globalKey = random.hex(32).toUpperCase()
  const instances = roster(random, size).map((entry) => instance(random, entry))
  const [first, second, ...others] = instances
  if (size !== undefined || !first || !second) return { globalKey, instances }
  return { globalKey, instances: [first, { ...second, apikey: first.apikey }, ...others] }
}

const unauthorized = { status: 401, body: { error: true, message: 'Unauthorized' } }

const digitsOf = (owner: string) => owner.replace(/@.*$/, '')

const handle: Handler<EvolutionAccount> = ({ headers, query }, { globalKey, instances }) => {
  const key = headers.apikey
  const visible =
    key === globalKey ? instances : instances.filter((instance) => instance.apikey === key)
  if (visible !== instances && visible.length === 0) return unauthorized
  // An empty value filters by nothing, as no instance could have it.
  const name = query.get('instanceName') || null
  const id = query.get('instanceId') || null
  const number = query.get('number') || null
  if (name === null && id === null && number === null) return { status: 200, body: visible }
  const found = visible.filter(
    (instance) =>
      (name === null || instance.instanceName === name) &&
      (id === null || instance.instanceId === id) &&
      (number === null || digitsOf(instance.owner ?? '') === number),
  )
  return { status: 200, body: found }
}

function credentials({ globalKey, instances: [first] }: EvolutionAccount): Credentials {
  return {
    EVOLUTION_API_KEY: globalKey,
    ...(first && { EVOLUTION_INSTANCE_TOKEN: first.apikey }),
  }
}

/** Evolution API, GET /instance/fetchInstances. */
export const evolution: Provider<EvolutionAccount> = {
  name: 'evolution',
  basePath: '',
  path: '/instance/fetchInstances',
  authHeader: 'apikey: $EVOLUTION_API_KEY',
  account,
  credentials,
  handle,
}
