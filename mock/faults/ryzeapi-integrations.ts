import type { RyzeApiInstance } from '../ryzeapi-instance.ts'
import { absent, is, notBoolean, notString, text } from './change.ts'
import { make } from './ryzeapi-kit.ts'

const { field } = make

type Switched = 'proxy' | 'webhook' | 'websocket' | 'chatwoot' | 's3'

const on = (block: Switched) => (instance: RyzeApiInstance) => instance[block].enabled
const off = (block: Switched) => (instance: RyzeApiInstance) => !instance[block].enabled

/** Values that are left over where the documentation shows null. */
const nullWhenOff = (block: 'proxy' | 's3', facts: Readonly<Record<string, string>>) =>
  Object.entries(facts).flatMap(([name, fact]) =>
    field(
      `${block}.${name}`,
      [fact],
      { 'empty-when-off': is(''), 'set-when-off': is('x1') },
      off(block),
    ),
  )

const proxy = [
  ...field('proxy.enabled', ['R45'], notBoolean),
  ...nullWhenOff('proxy', {
    host: 'R46',
    port: 'R47',
    protocol: 'R48',
    username: 'R49',
    password: 'R50',
  }),
]

const s3 = [
  ...field('s3.enabled', ['R85'], notBoolean),
  ...nullWhenOff('s3', {
    region: 'R86',
    bucket: 'R87',
    accessKey: 'R88',
    secretKey: 'R89',
    endpoint: 'R90',
    pathPrefix: 'R91',
  }),
]

const notStrings = { text: is('message.exchange'), null: is(null), ...absent, numbers: is([1, 2]) }

const webhook = [
  ...field(
    'webhook',
    ['R52'],
    { 'null-when-off': is(null), 'empty-when-off': is({}) },
    off('webhook'),
  ),
  ...field('webhook.enabled', ['R52'], { 'null-when-off': is(null) }, off('webhook')),
  ...field('webhook.enabled', ['R53'], notBoolean),
  ...field('webhook.url', ['R54'], notString, on('webhook')),
  ...field('webhook.events', ['R55'], notStrings, on('webhook')),
]

const websocket = [
  ...['enabled', 'events', 'mediaBase64'].flatMap((name) =>
    field(`websocket.${name}`, ['R56'], absent),
  ),
  ...field('websocket.enabled', ['R58'], { text: notBoolean.text, null: is(null) }),
  ...field('websocket.events', ['R59'], { text: is('a'), null: is(null), numbers: is([1]) }),
  ...field('websocket.events', ['R59'], { 'null-when-off': is(null) }, off('websocket')),
  ...field('websocket.mediaBase64', ['R60'], { text: notBoolean.text, null: is(null) }),
]

const flags = {
  signMessages: 'R71',
  ignoreGroups: 'R72',
  startAsPending: 'R73',
  reopenResolved: 'R74',
}

const chatwootFlags = Object.entries(flags).flatMap(([flag, fact]) => [
  ...field(`chatwoot.${flag}`, [fact], notBoolean),
  ...field(`chatwoot.${flag}`, [fact], { 'absent-when-off': is(undefined) }, off('chatwoot')),
  ...field(`chatwoot.${flag}`, ['R75'], { 'true-when-off': is(true) }, off('chatwoot')),
])

const wrongType = { number: is(7), null: is(null) }

const chatwoot = [
  ...['status', 'bridgeIntegrationId', 'baseUrl', 'accountId', 'inboxName', 'apiToken'].flatMap(
    (name) => field(`chatwoot.${name}`, ['R61'], absent, on('chatwoot')),
  ),
  ...field('chatwoot.enabled', ['R61'], absent),
  ...field('chatwoot.enabled', ['R63'], { text: notBoolean.text, null: is(null) }),
  ...field('chatwoot.status', ['R64'], wrongType, on('chatwoot')),
  ...field('chatwoot.bridgeIntegrationId', ['R65'], wrongType, on('chatwoot')),
  ...field('chatwoot.baseUrl', ['R66'], wrongType, on('chatwoot')),
  ...field(
    'chatwoot.accountId',
    ['R67'],
    { text: (id) => String(id), fraction: is(5.5), null: is(null) },
    on('chatwoot'),
  ),
  ...field('chatwoot.inboxName', ['R68'], wrongType, on('chatwoot')),
  ...field(
    'chatwoot.apiToken',
    ['R69'],
    {
      'masked-at-the-end': text((token) => `${token.slice(0, 8)}${'*'.repeat(16)}`),
      masked: is('********'),
      'masked-by-dots': text((token) => `••••••••${token.slice(-4)}`),
      'masked-by-letters': text((token) => `${token.slice(0, 8)}xxxx${token.slice(-4)}`),
      'masked-by-letters-whole': is('xxxx'),
      number: is(7),
    },
    on('chatwoot'),
  ),
  ...field(
    'chatwoot.apiToken',
    ['R70'],
    { 'set-when-off': is('sk_live_A1b2C3d4E5f6G7h8I9j0K1l2'), 'number-when-off': is(7) },
    off('chatwoot'),
  ),
]

/** Items of which a summary of an integration is wrong. */
export const ryzeapiIntegrations = [
  ...proxy,
  ...webhook,
  ...websocket,
  ...chatwoot,
  ...chatwootFlags,
  ...s3,
]
