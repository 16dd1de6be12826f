import { type Random, seeded } from './random.ts'
import { cycle, type Entry, pictureUrl, roster } from './roster.ts'
import type { RyzeApiAccount, RyzeApiInstance, State } from './ryzeapi-instance.ts'

type Integration = 'proxy' | 'webhook' | 'websocket' | 'chatwoot' | 's3'

interface Variety {
  readonly state: State
  readonly presence: string
  /** Whether it was ever connected: only then it has a number and a profile. */
  readonly known: boolean
  readonly business: boolean
  readonly on: readonly Integration[]
}

const row = (
  state: State,
  presence: string,
  known: boolean,
  business: boolean,
  on: readonly Integration[],
): Variety => ({ state, presence, known, business, on })

const varieties: readonly Variety[] = [
  row('connected', 'available', true, false, ['webhook', 'websocket', 'chatwoot']),
  row('connected', 'composing', true, true, ['proxy', 's3']),
  row('disconnected', 'unavailable', false, false, []),
  row('connected', 'unavailable', true, false, ['proxy', 'webhook', 'websocket', 'chatwoot', 's3']),
  row('connecting', 'unavailable', false, false, ['webhook']),
  row('loggedout', 'unavailable', true, true, ['chatwoot']),
  row('connecting', 'unavailable', true, true, ['websocket', 's3']),
  row('disconnected', 'unavailable', true, false, ['proxy', 'chatwoot']),
  row('connected', 'available', true, true, []),
  row('loggedout', 'unavailable', true, false, ['webhook', 'proxy']),
]

const displayStatus = {
  connected: 'Active',
  connecting: 'Connecting',
  disconnected: 'Inactive',
  loggedout: 'Logged out',
} as const

/** Both values of each flag appear among any three instances in a row. */
const flag = (index: number, shift: number) => (index + shift) % 3 === 0

const seconds = (date: Date) => date.toISOString().replace(/\.\d+/, '')

function proxy(random: Random, enabled: boolean): RyzeApiInstance['proxy'] {
  if (!enabled) {
    return { enabled, host: null, port: null, protocol: null, username: null, password: null }
  }
  return {
    enabled,
    host: `proxy-${random.int(1, 99)}.example.com`,
    port: random.pick([1080, 3128, 8080]),
    protocol: random.pick(['http', 'socks5']),
    username: `user-${random.text(6)}`,
    password: random.text(20),
  }
}

function s3(random: Random, enabled: boolean): RyzeApiInstance['s3'] {
  if (!enabled) {
    const off = { region: null, bucket: null, accessKey: null, secretKey: null }
    return { enabled, ...off, endpoint: null, pathPrefix: null }
  }
  return {
    enabled,
    region: random.pick(['us-east-1', 'sa-east-1', 'eu-west-1']),
    bucket: `media-${random.hex(6)}`,
    accessKey: `AKIA${random.text(16).toUpperCase()}`,
    secretKey: random.text(40),
    endpoint: 'https://s3.example.com',
    pathPrefix: 'whatsapp/',
  }
}

function chatwoot(random: Random, enabled: boolean, entry: Entry): RyzeApiInstance['chatwoot'] {
  const flags = (value: (shift: number) => boolean) => ({
    signMessages: value(0),
    ignoreGroups: value(1),
    startAsPending: value(2),
    reopenResolved: value(3),
  })
  if (!enabled) return { enabled, ...flags(() => false) }
  return {
    enabled,
    status: 'active',
    bridgeIntegrationId: `int_${random.text(9).toLowerCase()}`,
    baseUrl: 'https://chatwoot.example.com',
    accountId: random.int(1, 500),
    inboxName: `WhatsApp - ${entry.name}`,
    apiToken: `sk_live_${random.text(24)}`,
    ...flags((shift) => flag(entry.index, shift)),
  }
}

function settings({ index }: Entry): RyzeApiInstance['settings'] {
  const autoRejectCalls = flag(index, 0)
  return {
    autoRejectCalls,
    callRejectMessage: autoRejectCalls ? 'Please write to us instead.' : '',
    ignoreGroupMessages: flag(index, 1),
    keepOnlineStatus: flag(index, 2),
    autoReadMessages: flag(index, 0),
    disableHistorySync: flag(index, 1),
    ignoreStatus: flag(index, 2),
  }
}

function instance(random: Random, entry: Entry): RyzeApiInstance {
  const { state, presence, known, business, on } = cycle(varieties, entry.index)
  const events = ['message.exchange', 'connection.update'].slice(entry.index % 2)
  const url = `https://hooks.example.com/${random.hex(8)}`
  const listens = on.includes('websocket')
  return {
    id: random.uuid(),
    name: entry.name,
    token: random.uuid(),
    status: state,
    connection: {
      state,
      numberJid: known ? `${entry.phone}@s.whatsapp.net` : null,
      presenceStatus: presence,
      displayStatus: displayStatus[state],
    },
    profile: {
      name: known ? entry.person : '',
      pictureUrl: known ? pictureUrl(random) : '',
      isBusiness: business,
      businessName: business ? `${entry.person} & Co.` : '',
    },
    proxy: proxy(random, on.includes('proxy')),
    webhook: on.includes('webhook')
      ? { enabled: true, url, events }
      : { enabled: false, url: null, events: [] },
    websocket: {
      enabled: listens,
      events: listens ? events : [],
      mediaBase64: listens && flag(entry.index, 0),
    },
    chatwoot: chatwoot(random, on.includes('chatwoot'), entry),
    settings: settings(entry),
    s3: s3(random, on.includes('s3')),
    createdAt: seconds(entry.createdAt),
    updatedAt: seconds(entry.updatedAt),
  }
}

/** Generates an account, each instance with a token of its own. */
export function ryzeApiAccount(seed: number, size?: number): RyzeApiAccount {
  const random = seeded(seed, 'ryzeapi')
  const token = random.hex(64)
  return { token, instances: roster(random, size).map((entry) => instance(random, entry)) }
}
