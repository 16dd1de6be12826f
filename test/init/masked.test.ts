import { stringify } from 'yaml'
import { expect, test } from 'vitest'
import { contractOf, draftOf } from './support.ts'

/** A document whose instances have one member more, with an example of it in the schema or in the answer. */
function documentWith(
  name: string,
  value: unknown,
  where: 'example' | 'default' | 'answer',
): string {
  const property = { type: typeof value, ...(where === 'answer' ? {} : { [where]: value }) }
  const properties = { id: { type: 'string' }, name: { type: 'string' }, [name]: property }
  const items = { type: 'object', properties }
  const schema = { type: 'object', properties: { instances: { type: 'array', items } } }
  const example = { instances: [{ id: 'a1', [name]: value }] }
  const media = { schema, ...(where === 'answer' ? { example } : {}) }
  return stringify({
    openapi: '3.1.0',
    info: { title: 'Gateway', version: '1' },
    servers: [{ url: 'https://api.gateway.example' }],
    components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    security: [{ key: [] }],
    paths: {
      '/instances': {
        get: { responses: { 200: { description: 'all', content: { 'application/json': media } } } },
      },
    },
  })
}

test.each([
  ['line', '+55 11 99999-9999', 'personal'],
  ['ref', '5511999999999', 'personal'],
  ['wire', 5511999999999, 'personal'],
  ['chat', '5511999999999@s.whatsapp.net', 'personal'],
  ['peer', '5511999999999:12@s.whatsapp.net', 'personal'],
  ['hidden', '123456789012345@lid', 'personal'],
  ['reach', 'ana@example.com', 'personal'],
  ['displayName', 'Ana de Souza', 'personal'],
  ['responsible', 'João Silva', 'personal'],
  ['apiKey', 'a8f3k20dk39fk2l1m4n5', 'secrets'],
  ['createdAt', '2026-01-01 10:00', null],
  ['instanceId', '0123456789ab0123456789ab', null],
  ['createdAt', 1767225600000, null],
  ['plan', 'Basic Plus', null],
  ['sessionName', 't12_jakarta_store_5f3a2c1b', null],
] as const)('%s with %j is masked as %s, wherever it is shown', (name, value, list) => {
  for (const where of ['example', 'default', 'answer'] as const) {
    const { secrets, personal } = contractOf(
      draftOf('gateway.yaml', documentWith(name, value, where)),
    )
    const found = secrets.includes(name) ? 'secrets' : personal.includes(name) ? 'personal' : null
    expect(found).toBe(list)
  }
})

test.each([
  ['jakarta_store', { pointer: '/name', personal: false }],
  ['Ana de Souza', { pointer: '/name', personal: true }],
  ['+55 11 99999-9999', { pointer: '/name', personal: true }],
])('instances are called by their name, shown unless it is personal: %s', (name, label) => {
  const draft = draftOf('gateway.yaml', documentWith('name', name, 'example'))
  expect(contractOf(draft).listing.label).toEqual(label)
})
