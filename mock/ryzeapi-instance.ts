export type State = 'connected' | 'connecting' | 'disconnected' | 'loggedout'

/** What an integration looks like: switched off, it is this and nothing else. */
type Settable<Off, On> = Readonly<Off & { enabled: false }> | Readonly<On & { enabled: true }>

interface Proxy {
  host: string
  port: number
  protocol: string
  username: string
  password: string
}

interface S3 {
  region: string
  bucket: string
  accessKey: string
  secretKey: string
  endpoint: string
  pathPrefix: string
}

interface ChatwootFlags {
  signMessages: boolean
  ignoreGroups: boolean
  startAsPending: boolean
  reopenResolved: boolean
}

interface Chatwoot extends ChatwootFlags {
  status: string
  bridgeIntegrationId: string
  baseUrl: string
  accountId: number
  inboxName: string
  apiToken: string
}

type Nulls<T> = { [Field in keyof T]: null }

export interface RyzeApiInstance {
  readonly id: string
  readonly name: string
  readonly token: string
  readonly status: State
  readonly connection: {
    readonly state: State
    readonly numberJid: string | null
    readonly presenceStatus: string
    readonly displayStatus: string
  }
  readonly profile: {
    readonly name: string
    readonly pictureUrl: string
    readonly isBusiness: boolean
    readonly businessName: string
  }
  readonly proxy: Settable<Nulls<Proxy>, Proxy>
  readonly webhook: Settable<{ url: null; events: string[] }, { url: string; events: string[] }>
  readonly websocket: { enabled: boolean; events: readonly string[]; mediaBase64: boolean }
  readonly chatwoot: Settable<ChatwootFlags, Chatwoot>
  readonly settings: {
    readonly autoRejectCalls: boolean
    readonly callRejectMessage: string
    readonly ignoreGroupMessages: boolean
    readonly keepOnlineStatus: boolean
    readonly autoReadMessages: boolean
    readonly disableHistorySync: boolean
    readonly ignoreStatus: boolean
  }
  readonly s3: Settable<Nulls<S3>, S3>
  readonly createdAt: string
  readonly updatedAt: string
}

export interface RyzeApiAccount {
  readonly token: string
  readonly instances: readonly RyzeApiInstance[]
}
