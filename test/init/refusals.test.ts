import { expect, test } from 'vitest'
import { listingDocument, read, refusalOf } from './support.ts'

const fenced = (text: string): string => `# Page\n\n\`\`\`yaml\n${text}\n\`\`\`\n`

test.for([
  ['an empty file', 'a.yaml', ' \n', /^OpenAPI document a\.yaml: .*\n.*the file is empty$/],
  [
    'a page without a fenced block',
    'a.md',
    '# Page\n',
    /^a\.md holds no OpenAPI.* no fenced block has/,
  ],
  [
    'a page whose block is something else',
    'a.md',
    fenced('a: 1'),
    /no fenced block has a line "openapi: 3…"$/,
  ],
  [
    'a page with two documents',
    'a.md',
    fenced('openapi: 3.0.0') + fenced('openapi: 3.1.0'),
    /holds 2 OpenAPI documents \(fenced blocks at lines 3, 8\).*file of its own/,
  ],
  ['a file that is HTML', 'a.html', '<!doctype html><p>Hi', /is HTML; give the OpenAPI document/],
  ['YAML that is something else', 'a.yaml', 'a: 1', /holds no OpenAPI.*"openapi" is missing/],
  ['a text', 'a.txt', 'just words', /holds no OpenAPI.*"openapi" is missing/],
  [
    'Swagger 2.0',
    'a.json',
    '{\n "swagger": "2.0" }',
    /^a\.json:2: Swagger "2\.0" is not supported; convert.*npx swagger2openapi.* a\.json$/,
  ],
  ['another OpenAPI', 'a.yaml', 'openapi: 3.2.0', /^a\.yaml:1: OpenAPI "3\.2\.0" is not supported/],
  ['a document without a GET', 'a.yaml', 'openapi: 3.1.0\npaths: {}', /documents no GET operation/],
] as const)('%s is refused', ([, file, text, message]) => {
  expect(refusalOf(file, text)).toMatch(message)
})

test('YAML that is none is refused with line and column, in a page by the lines of the page', () => {
  const message = refusalOf('a.md', fenced('openapi: 3.0.0\ninfo: {title: [}'))
  expect(message).toMatch(/^OpenAPI document a\.md: /)
  expect(message).toMatch(/a\.md:5:16 {2}YAML: /)
})

const operation = (schema: string): string =>
  [
    'openapi: 3.1.0',
    'paths:',
    '  /list:',
    '    get:',
    '      responses:',
    "        '200':",
    `          content: { application/json: { schema: ${schema} } }`,
    'components:',
    '  schemas:',
    '    Instance: { type: object }',
    '    Loop: { $ref: "#/components/schemas/Loop" }',
  ].join('\n')

test.for([
  ['#/components/schemas/Instanc', /leads nowhere \(did you mean "Instance"\?\)$/],
  ['#/nowhere', /leads nowhere$/],
  ['#name', /is not a JSON pointer/],
  ['other.yaml#/Instance', /is not a JSON pointer into this document.* put all into one file/],
  ['https://127.0.0.1:9/i.yaml#/Instance', /is not a JSON pointer into this document/],
  ['#/components/schemas/Loop', /leads back to itself$/],
] as const)('a $ref to %s is refused with its line', ([ref, words]) => {
  const message = refusalOf('a.yaml', operation(`{ type: array, items: { $ref: '${ref}' } }`))
  expect(message).toMatch(/^a\.yaml:7: the \$ref "/)
  expect(message).toMatch(words)
})

test('a $ref that leads nowhere is found wherever the operation refers to', () => {
  const text = listingDocument({ responses: { 400: { $ref: '#/components/responses/Bad' } } })
  expect(refusalOf('a.json', text)).toContain('"#/components/responses/Bad" leads nowhere')
})

test('two operations that list are refused, with the candidates and what to write', () => {
  expect(refusalOf('two.yaml', read('documents/two-lists.yaml'))).toBe(
    'two.yaml has 2 operations that list: GET /instances (line 21), GET /chats (line 31); say which one by --operation="GET /instances"',
  )
})

test.for([
  ['GET /instance', /has no "GET \/instance" \(did you mean "GET \/instances"\?\)$/],
  ['GET /zzzzzzzzzz', /there are GET \/numbers \(line 5\), GET \/instances\/\{id\}/],
  ['POST /instances', /is not a GET, and only GET is ever sent$/],
  ['/numbers', /^two\.yaml:7: .*holds no array of objects/],
  ['GET /instances/{id}', /^two\.yaml:12: .*path parameter/],
] as const)('--operation="%s" is refused', ([wanted, message]) => {
  const text = read('documents/two-lists.yaml')
  expect(refusalOf('two.yaml', text, { operation: wanted })).toMatch(message)
})

test('where nothing lists, the one operation without a path parameter says why', () => {
  const text = read('documents/two-lists.yaml').replace(/\n {2}\/instances:[^]*$/, '\n')
  expect(refusalOf('none.yaml', text)).toBe(
    'none.yaml:7: the success of GET /numbers holds no array of objects, so there is nothing that it lists',
  )
})

test('a success without a schema is refused, with its line and what is missing', () => {
  const responses = { 200: { description: 'x', content: { 'application/json': { example: [] } } } }
  const text = listingDocument({ root: { paths: { '/list': { get: { responses } } } } })
  expect(refusalOf('a.json', text)).toBe(
    'a.json:1: the success of GET /list has no schema for JSON; examples alone are not read',
  )
})

test('a key in the query is refused, with the line and what a contract can say', () => {
  expect(refusalOf('key.yaml', read('documents/query-key.yaml'))).toBe(
    'key.yaml:3: the security scheme "key" sends its key in the query (line 18); a contract sends a credential in one header',
  )
})

test.for([
  ['another HTTP scheme', { type: 'http', scheme: 'digest' }, /is HTTP "digest"/],
  ['a cookie', { type: 'apiKey', in: 'cookie', name: 'sid' }, /in the cookie/],
  ['a certificate', { type: 'mutualTLS' }, /of a type that is not supported/],
  ['a header that is none', { type: 'apiKey', in: 'header', name: 'a b' }, /no usable header name/],
] as const)('%s as the only credential is refused', ([, scheme, message]) => {
  const text = listingDocument({
    get: { security: [{ one: [] }] },
    components: { securitySchemes: { one: scheme } },
  })
  expect(refusalOf('a.json', text)).toMatch(message)
})

test('a name that no provider can have is refused', () => {
  const message = refusalOf('a.json', listingDocument({}), { provider: 'My API' })
  expect(message).toMatch(/^--provider: "My API" is not the name of a provider/)
})
