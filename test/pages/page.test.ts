import * as markdown from 'prettier/plugins/markdown'
import { expect, test } from 'vitest'
import { contractPage } from '../../scripts/docs/page.ts'
import { hostile } from '../reporters/fixture.ts'
import { Contracts } from '../../src/run/contracts.ts'
import { loaded, place } from './support.ts'

interface Node {
  type: string
  value?: string
  url?: string
  children?: Node[]
}

/** By text: most tests look at the pages of all contracts. */
const parsed = new Map<string, Promise<Node[]>>()

function nodesOf(text: string): Promise<Node[]> {
  const nodes = parsed.get(text) ?? parse(text)
  parsed.set(text, nodes)
  return nodes
}

/** All nodes that a parser which is not ours sees in the text. */
async function parse(text: string): Promise<Node[]> {
  const all: Node[] = [(await markdown.parsers.markdown.parse(text, {} as never)) as Node]
  for (const node of all) all.push(...(node.children ?? []))
  return all
}

const { providers } = new Contracts(place.root, 'test', place.root)

const pages = new Map<string, string>()

function page(reference: string): string {
  const text =
    pages.get(reference) ?? contractPage(loaded(reference), `../../contracts/${reference}`)
  pages.set(reference, text)
  return text
}

test.each(providers)('the page of %s has an anchor for each behavior, its id', async (provider) => {
  const nodes = await nodesOf(page(provider))
  const anchors = nodes.flatMap(({ value = '' }) => /^<a id="(.+)">$/.exec(value)?.[1] ?? [])
  const { contract } = loaded(provider)
  expect(anchors).toEqual(expect.arrayContaining(contract.behaviors.map(({ id }) => id)))
  expect(new Set(anchors).size).toBe(anchors.length)
})

test.each(providers)(
  'every link of the page of %s to a place on it leads there',
  async (provider) => {
    const text = page(provider)
    const links = (await nodesOf(text)).flatMap(({ url = '' }) =>
      url.startsWith('#') ? [url] : [],
    )
    expect(links.length).toBeGreaterThan(10)
    expect(links.filter((link) => !text.includes(`<a id="${link.slice(1)}"></a>`))).toEqual([])
  },
)

test.each(providers)(
  'the rows of each table of %s have as many cells as its head',
  async (provider) => {
    const tables = (await nodesOf(page(provider))).filter(({ type }) => type === 'table')
    const ragged = tables.filter(({ children: [head, ...rows] = [] }) =>
      rows.some((row) => row.children?.length !== head?.children?.length),
    )
    expect(tables.length).toBeGreaterThan(0)
    expect(ragged).toEqual([])
  },
)

test.each(providers)('every fact of %s is on its page, with what covers it', (provider) => {
  const [, table = ''] = page(provider).split('</a>The documented facts\n')
  for (const { id, level } of loaded(provider).facts())
    expect(table).toMatch(
      new RegExp(`^\\| ${id} \\| ${level} \\| .* \\|${level === 'none' ? ' .+ ' : '.*`'}`, 'm'),
    )
})

test('what cannot be observed is listed with the reason', () => {
  expect(page('./gallery.yaml')).toContain(
    '| G5 | none | Devices call home | [line 40](https://docs.gallery.example/devices) | needs a device |',
  )
})

test('a contract without a catalogue names its facts by their ids', () => {
  const text = page('../command/clinic.yaml')
  expect(text).toContain('| C1 | must |  |  | [`clinic.envelope.total`](#clinic.envelope.total) |')
})

test('what is expected stands on the page as in the contract, with its line', async () => {
  const nodes = await nodesOf(page('./gallery.yaml'))
  const blocks = nodes.flatMap(({ type, value = '' }) => (type === 'code' ? [value] : []))
  expect(blocks).toContain(
    [
      "expect: { status: 404, body: { $ref: '#/schemas/failure' } }",
      '# line 22',
      'failure:',
      '  type: object',
      '  properties: { ok: { const: false }, reason: { type: string } }',
      '  required: [ok, reason]',
    ].join('\n'),
  )
  const links = nodes.flatMap(({ url = '' }) => (url.includes('.yaml#L') ? [url] : []))
  expect(links).toHaveLength(
    loaded('./gallery.yaml').contract.behaviors.filter(({ kind }) => kind !== 'burst').length,
  )
})

test('nothing in the words of a contract is live on its page', async () => {
  const bad = `${hostile} *one* _two_ ~~three~~ ![four](five) [six][seven]`
  const gallery = loaded('./gallery.yaml')
  const { contract, facts } = gallery
  const yaml = gallery.text.replaceAll('status: 200', `status: '${bad.replaceAll("'", "''")}'`)
  const behaviors = contract.behaviors.map((one) => ({ ...one, title: bad, needs: bad }))
  const bads = facts().map((fact) => ({ ...fact, fact: bad, at: bad, untestable: bad }))
  const text = contractPage(
    {
      contract: { ...contract, title: bad, secrets: [bad], behaviors },
      text: yaml,
      facts: () => bads,
    },
    '../../contracts/gallery.yaml',
  )
  const nodes = await nodesOf(text)
  const html = nodes.filter(
    ({ type, value = '' }) =>
      type === 'html' && !/^(<a id="[^"<>]+">|<\/a>|<\/?code>)$/.test(value),
  )
  expect(html.map(({ value }) => value)).toEqual([])
  const marks = ['emphasis', 'delete', 'image', 'linkReference', 'imageReference']
  expect(nodes.filter(({ type }) => marks.includes(type))).toEqual([])
  const links = nodes.filter(({ type, url = '' }) => type === 'link' && url.includes('evil'))
  // A bare address is a link wherever Markdown is read; with other words on it, it would hide where it leads.
  for (const { url, children } of links) expect(url).toContain(children?.[0]?.value)
  expect(['\u001b', '\u0000', '\u202e'].filter((sign) => text.includes(sign))).toEqual([])
})
