import { expect, test } from 'vitest'
import { contractOf, draftOf, listingDocument, rawOf, refusalOf } from './support.ts'

test('aliases that stand for more than is read are refused', () => {
  const rows = Array.from({ length: 9 }, (_, index) => {
    const inner = Array.from({ length: 10 }, () => `*a${index}`).join(',')
    return `a${index + 1}: &a${index + 1} [${inner}]`
  })
  const text = `openapi: 3.0.0\na0: &a0 [x]\n${rows.join('\n')}\npaths: {}`
  expect(refusalOf('bomb.yaml', text)).toMatch(/aliases of aliases/)
})

test('an alias inside of what it stands for is refused with its line', () => {
  const text = 'openapi: 3.0.0\nx: &a\n  y: *a\npaths: {}'
  expect(refusalOf('a.yaml', text)).toContain(
    'a.yaml:3:6  YAML: the alias "*a" stands inside of what it stands for',
  )
})

test('a document that is too long is refused before it is parsed', () => {
  const text = `openapi: 3.0.0\n#${'x'.repeat(2_000_000)}`
  expect(refusalOf('a.yaml', text)).toMatch(/larger than 2000000 characters/)
})

test('a document that is nested too deep is refused', () => {
  const text = `openapi: 3.0.0\nx: ${'['.repeat(50_000)}`
  expect(refusalOf('a.yaml', text)).toMatch(/nested too deep/)
})

test('references that multiply without end are refused', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  const schemas = Array.from({ length: 30 }, (_, index): [string, object] => {
    const $ref = `#/components/schemas/S${index + 1}`
    const properties = Object.fromEntries(names.map((name) => [name, { $ref }]))
    return [`S${index}`, { type: 'object', properties }]
  })
  const text = listingDocument({
    item: { $ref: '#/components/schemas/S0' },
    components: { schemas: { ...Object.fromEntries(schemas), S30: { type: 'string' } } },
  })
  expect(refusalOf('dag.json', text)).toMatch(/\$refs stand for more schemas than are read/)
})

test('a schema that holds itself is cut where it begins again, and that is reported', () => {
  const result = draftOf(
    'tree.json',
    listingDocument({
      item: { $ref: '#/components/schemas/Node' },
      components: {
        schemas: {
          Node: {
            type: 'object',
            properties: {
              id: { type: 'string' },
              children: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
            },
          },
        },
      },
    }),
  )
  expect(() => contractOf(result)).not.toThrow()
  expect(result.leftOut.join('\n')).toMatch(/a schema inside of itself, of the member children/)
})

const names = [
  '__proto__',
  'constructor',
  'toString',
  'a/b~c',
  'x y',
  'ü',
  '',
  '{id}',
  '\u001b[31m',
]

test('members of any name make a contract that loads, and change no prototype', () => {
  const members = names.map((name) => `${JSON.stringify(name)}: { "type": "string" }`).join(', ')
  const text = listingDocument({}).replace('"id":', `${members}, "id":`)
  const result = draftOf('names.json', text)
  const pointers = rawOf(result).behaviors.flatMap(({ on, expect: one }) => {
    const item = on === 'every-item' && one && !Array.isArray(one) ? one.item : undefined
    return Object.keys(item ?? {})
  })
  expect(pointers).toContain('/__proto__?')
  expect(pointers).toContain('/a~1b~0c?')
  expect(pointers).toHaveLength(names.length + 1)
  expect('type' in {}).toBe(false)
})

test('a member that no pointer can name is left out, and reported', () => {
  const item = {
    type: 'object',
    properties: { id: { type: 'integer' }, 'id?': { type: 'string' } },
  }
  const result = draftOf('names.json', listingDocument({ item }))
  expect(result.text).not.toContain('id?: { type: string }')
  expect(result.leftOut.join('\n')).toContain('a member whose name ends with "?"')
})

test('parameters of any name make a contract that loads', () => {
  const parameters = names
    .filter((name) => name !== '')
    .map((name) => ({ name, in: 'query', schema: { type: 'string' } }))
  const properties = Object.fromEntries(
    names.filter((name) => name !== '__proto__').map((name) => [name, { type: 'string' }]),
  )
  const text = listingDocument({ get: { parameters }, item: { type: 'object', properties } })
  const result = draftOf('names.json', text)
  expect(() => contractOf(result)).not.toThrow()
  expect(result.text).toContain('filter.')
})

test('a control character, a line break and a comment mark stay inside of their line', () => {
  const name = 'a\u001b[2J\n# GUESS: x\nevil: 1'
  const text = listingDocument({
    item: { type: 'object', properties: { id: { type: 'string' }, [name]: { type: 'strin' } } },
    get: { summary: name, parameters: [{ name, in: 'query', schema: { type: 'string' } }] },
    responses: { 418: { description: name } },
  })
  const result = draftOf('evil\u001b[2J.json', text)
  expect(Object.keys(rawOf(result))).not.toContain('evil')
  // eslint-disable-next-line no-control-regex
  expect(result.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  expect(result.text).not.toMatch(/^\s*# GUESS: x/m)
  const titles = [rawOf(result).title, ...rawOf(result).behaviors.map(({ title }) => title)]
  // eslint-disable-next-line no-control-regex
  expect(titles.join('')).not.toMatch(/[\u0000-\u001f]/)
})

test.for([
  ['paths', { paths: [] }],
  ['a path', { paths: { '/list': 'x' } }],
  ['responses', { paths: { '/list': { get: { responses: 7 } } } }],
  ['a success', { paths: { '/list': { get: { responses: { 200: null } } } } }],
  ['a media type', { paths: { '/list': { get: { responses: { 200: { content: [1] } } } } } }],
])('%s of the wrong type is refused, and crashes nothing', ([, root]) => {
  const message = refusalOf('odd.json', listingDocument({ root: root as object }))
  expect(message).toMatch(/^odd\.json/)
})

test.for([
  ['type', 7],
  ['type', ['string', 'file']],
  ['enum', []],
  ['enum', ['a', 'a']],
  ['required', true],
  ['minLength', -1],
  ['pattern', '('],
  ['format', 'constructor'],
  ['properties', 'x'],
  ['allOf', [7]],
  ['items', 'x'],
  ['anyOf', {}],
] as const)('a schema whose %s is %j still makes a contract that loads', ([word, value]) => {
  const properties = { id: { type: 'string' }, odd: { [word]: value } }
  const result = draftOf('odd.json', listingDocument({ item: { type: 'object', properties } }))
  expect(() => contractOf(result)).not.toThrow()
})
