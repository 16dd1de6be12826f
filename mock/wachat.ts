import { bearerToken } from './bearer.ts'
import { memo } from './memo.ts'
import type { Handler, Provider } from './provider.ts'
import { type Random, seeded } from './random.ts'
import { cycle, type Entry, pictureUrl, roster } from './roster.ts'

export interface WachatInstance {
  readonly id: number
  readonly instanceName: string
  readonly displayName: string
  readonly apiInstanceName: string
  readonly internalName: string
  readonly state: string
  readonly status: string
  readonly isConnected: boolean
  readonly number: string | null
  readonly profileName: string | null
  readonly profilePictureUrl: string | null
  readonly profilePicUrl: string | null
  readonly owner: string | null
  readonly integration: string
  readonly createdAt: string
  readonly updatedAt: string
}

export interface WachatAccount {
  readonly apiKey: string
  readonly subscription: 'active' | 'restricted'
  readonly instances: readonly WachatInstance[]
}

interface Variety {
  /** The page shows `open` only; the others are those of the software that its fields come from. */
  readonly state: 'open' | 'connecting' | 'close'
  readonly picture?: boolean
}

const varieties: readonly Variety[] = [
  { state: 'open', picture: true },
  { state: 'connecting' },
  { state: 'open', picture: true },
  { state: 'close' },
  { state: 'open', picture: false },
]

function instance(random: Random, tenant: number, firstId: number, entry: Entry): WachatInstance {
  const { state, picture = false } = cycle(varieties, entry.index)
  const isConnected = state === 'open'
  const apiInstanceName = `t${tenant}_${random.hex(8)}_${entry.name}`
  const profilePictureUrl = picture ? pictureUrl(random) : null
  return {
    id: firstId + entry.index,
    instanceName: entry.name,
    displayName: entry.name,
    apiInstanceName,
    internalName: apiInstanceName,
    state,
    status: state,
    isConnected,
    number: isConnected ? entry.phone : null,
    profileName: isConnected ? entry.person : null,
    profilePictureUrl,
    profilePicUrl: profilePictureUrl,
    owner: isConnected ? `${entry.phone}@s.whatsapp.net` : null,
    integration: 'WHATSAPP-BAILEYS',
    createdAt: entry.createdAt.toISOString(),
    updatedAt: entry.updatedAt.toISOString(),
  }
}

function account(seed: number, size?: number): WachatAccount {
  const random = seeded(seed, 'wachat')
  const apiKey = `wachat_sk_${random.text(40)}`
  const tenant = random.int(1, 99)
  const firstId = random.int(10, 99)
  return {
    apiKey,
    subscription: 'active',
    instances: roster(random, size).map((entry) => instance(random, tenant, firstId, entry)),
  }
}

const listing = memo((instances: readonly WachatInstance[]) => ({
  success: true,
  count: instances.length,
  instances,
}))

const refuse = (status: number, message: string) => ({ status, body: { success: false, message } })

const handle: Handler<WachatAccount> = (request, { apiKey, subscription, instances }) => {
  if (bearerToken(request) !== apiKey) return refuse(401, 'Missing or invalid API key.')
  if (subscription === 'restricted') {
    return refuse(403, 'Subscription restriction prevented instance list lookup.')
  }
  return { status: 200, body: listing(instances) }
}

/** https://docs.wachat.net, List Instances. It declares no parameter, so none has an effect. */
export const wachat: Provider<WachatAccount> = {
  name: 'wachat',
  basePath: '/api/v1',
  path: '/instance/list',
  authHeader: 'Authorization: Bearer $WACHAT_API_KEY',
  account,
  credentials: ({ apiKey }) => ({ WACHAT_API_KEY: apiKey }),
  handle,
}
