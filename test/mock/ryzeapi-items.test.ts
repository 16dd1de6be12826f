import { expect, test } from 'vitest'
import { ryzeApiAccount } from '../../mock/ryzeapi-account.ts'
import { unique, uuidV4 } from './support.ts'

const { instances } = ryzeApiAccount(1)
const switches = ['proxy', 'webhook', 'websocket', 'chatwoot', 's3'] as const
const chatwootFlags = ['signMessages', 'ignoreGroups', 'startAsPending', 'reopenResolved'] as const

test('every item has exactly the documented fields', () => {
  const documented = [
    ...['id', 'name', 'token', 'status', 'connection', 'profile', 'proxy', 'webhook', 'websocket'],
    ...['chatwoot', 'settings', 's3', 'createdAt', 'updatedAt'],
  ]
  for (const item of instances) expect(Object.keys(item)).toEqual(documented)
})

test('ids and tokens are unique UUIDs', () => {
  for (const { id, token } of instances) {
    expect(id).toMatch(uuidV4)
    expect(token).toMatch(uuidV4)
  }
  expect(unique(instances.flatMap(({ id, token }) => [id, token]))).toBe(true)
})

test('every documented state appears, and status repeats it', () => {
  const states = new Set(instances.map(({ connection }) => connection.state))
  expect([...states].sort()).toEqual(['connected', 'connecting', 'disconnected', 'loggedout'])
  for (const { status, connection } of instances) expect(status).toBe(connection.state)
})

test('every documented presence appears', () => {
  const presences = new Set(instances.map(({ connection }) => connection.presenceStatus))
  expect([...presences].sort()).toEqual(['available', 'composing', 'unavailable'])
})

test('numberJid is a JID, or null for an instance that never connected', () => {
  for (const { connection, profile } of instances) {
    const { state, numberJid } = connection
    if (numberJid !== null) expect(numberJid).toMatch(/^\d+@s\.whatsapp\.net$/)
    if (state === 'connected' || state === 'loggedout') expect(numberJid).not.toBeNull()
    if (numberJid === null) expect(profile).toMatchObject({ name: '', pictureUrl: '' })
  }
  expect(instances.some(({ connection }) => connection.numberJid === null)).toBe(true)
})

test('businessName is empty exactly when the profile is not a business, and both appear', () => {
  for (const { profile } of instances) {
    expect(profile.businessName === '').toBe(!profile.isBusiness)
  }
  expect(new Set(instances.map(({ profile }) => profile.isBusiness)).size).toBe(2)
})

test.each(switches)('%s is on somewhere and off somewhere', (name) => {
  expect(new Set(instances.map((item) => item[name].enabled)).size).toBe(2)
})

test.each(['proxy', 's3'] as const)('%s holds nothing but nulls when disabled', (name) => {
  for (const item of instances) {
    const { enabled, ...others } = item[name]
    for (const value of Object.values(others)) expect(value === null).toBe(!enabled)
  }
})

test('an enabled webhook has a URL and events', () => {
  for (const { webhook } of instances.filter((item) => item.webhook.enabled)) {
    expect(webhook.url).toMatch(/^https:/)
    expect(webhook.events.length).toBeGreaterThan(0)
  }
})

test('an enabled chatwoot has every documented field, its token in plaintext', () => {
  for (const { chatwoot } of instances) {
    if (!chatwoot.enabled) continue
    expect(Object.keys(chatwoot).sort()).toEqual(
      [
        ...['enabled', 'status', 'bridgeIntegrationId', 'baseUrl', 'accountId', 'inboxName'],
        ...['apiToken', ...chatwootFlags],
      ].sort(),
    )
    expect(Number.isInteger(chatwoot.accountId)).toBe(true)
    expect(chatwoot.apiToken).toMatch(/^sk_live_\w+$/)
  }
})

test('a disabled chatwoot is enabled false and four false flags, without a token', () => {
  for (const { chatwoot } of instances.filter((item) => !item.chatwoot.enabled)) {
    expect(chatwoot).toEqual({
      enabled: false,
      signMessages: false,
      ignoreGroups: false,
      startAsPending: false,
      reopenResolved: false,
    })
  }
})

test.each(chatwootFlags)('chatwoot.%s is on and off among the enabled', (flag) => {
  const enabled = instances.filter((item) => item.chatwoot.enabled)
  expect(new Set(enabled.map((item) => item.chatwoot[flag])).size).toBe(2)
})

test.each(['autoRejectCalls', 'ignoreGroupMessages', 'keepOnlineStatus', 'ignoreStatus'] as const)(
  'settings.%s is on somewhere and off somewhere',
  (flag) => {
    expect(new Set(instances.map((item) => item.settings[flag])).size).toBe(2)
  },
)

test('timestamps are RFC 3339 in seconds, and none was updated before it was created', () => {
  for (const { createdAt, updatedAt } of instances) {
    expect(createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(Date.parse(updatedAt)).toBeGreaterThanOrEqual(Date.parse(createdAt))
  }
})
