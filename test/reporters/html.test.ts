import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { Script } from 'node:vm'
import { parse } from 'parse5'
import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { expect, test } from 'vitest'
import { visible } from '../../reporters/escape.ts'
import { renderHtml } from '../../reporters/html.ts'
import { viewOf } from '../../reporters/html/view.ts'
import { citedReport } from './change-fixture.ts'
import { fullContext } from './html/context-fixture.ts'
import { fullReport, hostile, noContext, reportOf, targetReport } from './fixture.ts'

const page = renderHtml(citedReport, fullContext)
const elements = elementsOf(parse(page, { scriptingEnabled: false }))

test('HTML: the page is parsed without an error', () => {
  const errors: string[] = []
  parse(page, { onParseError: ({ code }) => errors.push(code) })
  expect(errors).toEqual([])
})

test('HTML: no element comes from the text of a report', () => {
  const names = elements.map(({ tagName }) => tagName)
  // The view, the exchanges of two targets that cite some, and the script.
  expect(names.filter((name) => name === 'script')).toHaveLength(4)
  expect(names).not.toContain('img')
})

test('HTML: nothing in the page is loaded from anywhere', () => {
  const attributes = elements.flatMap(({ attrs }) => attrs)
  expect(attributes.filter(({ name }) => ['src', 'srcset', 'action'].includes(name))).toEqual([])
  const addresses = elements.flatMap(({ attrs }) => attrs.filter(({ name }) => name === 'href'))
  const others = addresses.filter(({ value }) => !value.startsWith('#'))
  // An address of a hostile contract is text.
  expect(others).toEqual([])
})

test("HTML: the policy lets the page's own style and script run, and nothing else", () => {
  const policy = elements
    .flatMap(({ attrs }) => attrs)
    .find(({ value }) => value.startsWith('default-src'))?.value
  const [style = ''] = textsOf('style')
  const script = textsOf('script').at(-1) ?? ''
  expect(policy?.split('; ')).toEqual([
    "default-src 'none'",
    `style-src '${sha256(style)}'`,
    `script-src '${sha256(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ])
})

test('HTML: the data in the page is the report, with controls made visible', () => {
  const [json = ''] = textsOf('script')
  const [, hostileTarget] = viewOf(fullReport, noContext).targets.toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  )
  const data = JSON.parse(json) as { targets: { name: string; baseUrl: string }[] }
  expect(data.targets).toContainEqual(
    expect.objectContaining({
      name: visible(hostileTarget?.name ?? ''),
      baseUrl: visible(hostile),
    }),
  )
})

test('HTML: the modules of the page together are one valid script', () => {
  const script = textsOf('script').at(-1) ?? ''
  expect(script).not.toMatch(/^(import|export) /m)
  expect(() => new Script(`(() => {"use strict";${script}})`)).not.toThrow()
})

test('HTML: no two modules of the page give the same name to something', () => {
  const script = textsOf('script').at(-1) ?? ''
  const names = [...script.matchAll(/^(?:const|let|function|class) (\w+)/gm)].map(
    ([, name]) => name,
  )
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

test('HTML: every module of the page is in it', () => {
  const script = textsOf('script').at(-1) ?? ''
  const folder = new URL('../../reporters/html/client/', import.meta.url)
  const missing = readdirSync(folder).filter((file) => {
    const [, name = file] =
      /^export (?:const|function) (\w+)/m.exec(readFileSync(new URL(file, folder), 'utf8')) ?? []
    return file !== 'page.js' && !script.includes(name)
  })
  expect(missing).toEqual([])
})

test('HTML: without JavaScript, the targets are shown, with the counts that are not all zero', () => {
  const [text = ''] = textsOf('noscript')
  expect(text).toContain('c-incomplete')
  expect(text).toContain(visible(hostile))
  const fine = renderHtml(reportOf(targetReport({})), noContext)
  const heads = elementsOf(parse(fine, { scriptingEnabled: false })).filter(
    ({ tagName }) => tagName === 'th',
  )
  expect(heads.map(textOf)).toEqual(['target', 'provider', 'verdict', 'pass', 'reason'])
})

test('HTML: without a script, there is a card for each finding: rule, documentation, difference, command', () => {
  const cards = elements.filter(({ tagName }) => tagName === 'article').map(textOf)
  expect(cards).toHaveLength(4)
  expect(cards[0]).toMatch(/^\s*fail The rule of filter\.single-unknown-name/)
  for (const words of [`${visible(hostile)} documentation`, 'expectedstatus 404', 'curl -i -H'])
    expect(cards[0]).toContain(words)
  expect(cards[3]).toMatch(/^\s*warn The rule of item\.complete/)
  expect(cards[3]).toContain('The same command as above shows it.')
})

test('HTML: a card links to the page of the documentation', () => {
  const fact = {
    text: 'It answers 404.',
    level: 'must' as const,
    lines: '',
    link: 'https://docs.example/',
  }
  const html = renderHtml(citedReport, { ...noContext, factsOf: () => new Map([['R11', fact]]) })
  expect(html).toContain(
    '<blockquote>It answers 404. <small><a href="https://docs.example/" rel="noopener noreferrer" target="_blank">documentation</a></small></blockquote>',
  )
})

test('HTML: the page of one target starts with how much of it is broken', () => {
  const [, broken] = citedReport.targets
  const named = targetReport({ ...broken, name: 'eu', baseUrl: 'https://eu.example' })
  const one = renderHtml(reportOf(named), noContext)
  const head = 'eu (ryzeapi) at https://eu.example: 2 of 9 broken'
  expect(one).toContain(`<title>${head}</title>`)
  const [h1] = elementsOf(parse(one)).filter(({ tagName }) => tagName === 'h1')
  expect(h1 && textOf(h1)).toBe(head)
})

test('HTML: where runs are remembered, each target has a strip of its verdicts on top', () => {
  const strips = elements.filter(({ attrs }) =>
    attrs.some(({ name, value }) => name === 'aria-label' && value.startsWith('Last 4 runs: ')),
  )
  expect(strips.map(textOf)).toEqual(['✗✗✗✗', 'EEEE', 'KKKK', '????', '✓✓✓✓'])
})

test('HTML: what is broken comes before what is not', () => {
  const [group] = viewOf(citedReport, noContext).groups
  const verdicts = group?.rows.map(({ id }) => id.replace('ryzeapi.', ''))
  expect(verdicts?.slice(0, 5)).toEqual([
    'filter.single-unknown-name',
    'filter.hostile',
    'errors.unreachable',
    'item.complete',
    'access.missing-token',
  ])
})

test('HTML: a report without a target is a page, too', () => {
  expect(renderHtml(reportOf(), noContext)).toContain('<h1>Conformance of no target</h1>')
})

test('HTML: a behavior is a row, with the results of all targets of its provider, the worst first', () => {
  const [broken] = fullReport.targets.slice(1)
  const view = viewOf(
    reportOf(targetReport({ name: 'fine' }), ...(broken ? [broken] : [])),
    noContext,
  )
  const row = view.groups[0]?.rows.find(({ id }) => id === 'ryzeapi.list.operation')
  expect(view.groups[0]?.targets).toEqual([broken?.name, 'fine'])
  expect(row?.results).toEqual([
    { cases: 10, verdict: 'pass' },
    { cases: 10, verdict: 'pass' },
  ])
})

test('HTML: a behavior that the contract of one target lacks has no result there', () => {
  const view = viewOf(
    reportOf(targetReport({ name: 'older', behaviors: [] }), targetReport({ name: 'newer' })),
    noContext,
  )
  expect(view.groups[0]?.rows[0]?.results).toEqual([{ cases: 10, verdict: 'pass' }, null])
})

function textsOf(tagName: string): string[] {
  return elements.filter((one) => one.tagName === tagName).map(textOf)
}

function elementsOf(node: Tree.Node): Tree.Element[] {
  const inner = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : []
  return 'tagName' in node ? [node, ...inner] : inner
}

function textOf(node: Tree.Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
