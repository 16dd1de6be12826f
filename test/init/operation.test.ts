import { expect, test } from 'vitest'
import { commentsBefore, draftOf, listingDocument, rawOf, read } from './support.ts'

test('the operation that is asked for is taken', () => {
  const text = read('documents/two-lists.yaml')
  const { operation, line } = draftOf('two.yaml', text, { operation: 'GET /chats' })
  expect({ operation, line }).toEqual({ operation: 'GET /chats', line: 31 })
})

test('the operation that the fence of a page names is taken, and lines are those of the page', () => {
  const block = read('documents/two-lists.yaml')
  const page = `# Chats\n\n  ~~~yaml api/all.yaml GET /chats\n${block.replace(/^/gm, '  ')}\n  ~~~\n`
  const { operation, line } = draftOf('chats.md', page)
  expect({ operation, line }).toEqual({ operation: 'GET /chats', line: 34 })
})

test('the only GET that lists is taken, though others hold texts, one object or nothing', () => {
  const text = read('documents/two-lists.yaml').replace(/\n {2}\/chats:[^]*$/, '\n')
  const { operation } = draftOf('one.yaml', text)
  expect(operation).toBe('GET /instances')
})

test('the server of the operation goes before that of the document; variables take their defaults', () => {
  const servers = [{ url: 'https://{host}/x', variables: { host: { default: 'a.mine.co.uk' } } }]
  const result = draftOf('a.json', listingDocument({ get: { servers } }))
  expect(rawOf(result)).toMatchObject({ provider: 'mine', servers: ['https://a.mine.co.uk/x'] })
})

test('an address that is not complete is left out, and the provider is called after the file', () => {
  const root = { servers: [{ url: '/v1' }] }
  const result = draftOf('docs/My Gateway.v2.json', listingDocument({ root }))
  expect(rawOf(result)).toMatchObject({ provider: 'my-gateway', servers: [] })
  expect(result.leftOut[0]).toMatch(/^line 1: a server whose address is not complete/)
})

test('the name that is asked for is taken, and no guess', () => {
  const result = draftOf('a.json', listingDocument({}), { provider: 'other' })
  expect(commentsBefore(result, 'provider: other')).not.toContainEqual(
    expect.stringMatching(/GUESS/),
  )
})

const schemes = {
  bearer: { type: 'http', scheme: 'Bearer' },
  basic: { type: 'http', scheme: 'basic' },
  header: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  oauth: { type: 'oauth2', flows: {} },
}

const secured = (security: unknown) =>
  draftOf(
    'a.json',
    listingDocument({ root: { security }, components: { securitySchemes: schemes } }),
  )

test.for([
  ['bearer', { header: 'Authorization', scheme: 'Bearer', env: 'SOME_TOKEN' }],
  ['basic', { header: 'Authorization', scheme: 'Basic', env: 'SOME_TOKEN' }],
  ['header', { header: 'X-Key', env: 'SOME_API_KEY' }],
  ['oauth', { header: 'Authorization', scheme: 'Bearer', env: 'SOME_TOKEN' }],
] as const)('security %s becomes a credential', ([name, account]) => {
  expect(rawOf(secured([{ [name]: [] }])).credentials).toEqual({ account })
})

test('of several ways to authenticate the first that goes into one header is taken', () => {
  const result = secured([{ query: [] }, { basic: [], header: [] }, { header: [] }, { bearer: [] }])
  expect(rawOf(result).credentials.account).toMatchObject({ header: 'X-Key' })
  expect(result.leftOut.join('\n')).toContain('another way to authenticate')
})

test.for([
  ['nothing at all', undefined],
  ['nothing, as an alternative', [{ bearer: [] }, {}]],
])('where the document asks for %s, no refusal is promised', ([, security]) => {
  const result = secured(security)
  expect(rawOf(result).behaviors.map(({ id }) => id)).not.toContainEqual(
    expect.stringMatching(/^access\./),
  )
  expect(result.leftOut.join('\n')).toContain('what a request without a credential answers')
})
