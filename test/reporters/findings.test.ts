import { expect, test } from 'vitest'
import { renderConsole } from '../../reporters/console.ts'
import { renderMarkdown } from '../../reporters/markdown.ts'
import { lookOf } from '../../reporters/terminal.ts'
import type { BehaviorReport } from '../../src/model/report.ts'
import { fullReport, noContext, reportOf, targetReport } from './fixture.ts'

const [, hostile] = fullReport.targets
const leader = hostile?.behaviors.find(({ id }) => id.endsWith('single-unknown-name'))
if (!leader) throw new Error('the fixture has it')

const led = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({
  ...leader,
  id: `ryzeapi.filter.${name}`,
  cause: leader.id,
})) as BehaviorReport[]
const passed = targetReport({}).behaviors
const target = targetReport({
  verdict: 'non-conformant',
  behaviors: [...led, leader, ...passed],
})

const fact = { text: 'An unknown name answers 404.', level: 'must' as const, lines: '28' }
const factsOf = () => new Map([['R11', { ...fact, link: 'https://docs.example/list' }]])

function consoleOf(...targets: readonly (typeof target)[]): string {
  const look = lookOf({ write: () => undefined }, {})
  const files = ['report.json', 'report.html']
  return renderConsole(reportOf(...targets), {
    look,
    dir: 'reports',
    files,
    comparison: null,
    factsOf,
  })
}

test('console: a target starts with how much of it is broken', () => {
  expect(consoleOf(target)).toContain(
    'sandbox (ryzeapi) at https://sandbox.example/api: 7 of 8 broken, 1 finding  non-conformant\n',
  )
})

test('console: what fell for one cause is one card, with the others in a line', () => {
  const text = consoleOf(target)
  expect(text.match(/^ {2}fail /gm)).toHaveLength(1)
  expect(text.replaceAll(/\s+/g, ' ')).toContain(
    'and 6 more of the same cause: ryzeapi.filter.a, ryzeapi.filter.b, ryzeapi.filter.c, ryzeapi.filter.d, and 2 more',
  )
})

test('console: a card says what the documentation says, and where its evidence is', () => {
  const text = consoleOf(target).replaceAll(/\s+/g, ' ')
  expect(text).toContain(
    'says An unknown name answers 404. (https://docs.example/list, lines 28) expected',
  )
  expect(text).toContain('see reports/report.html#sandbox/e17')
})

test('console: many targets are told the same way', () => {
  const many = Array.from({ length: 13 }, (_, index) => ({ ...target, name: `t${index}` }))
  const text = consoleOf(...many)
  expect(text.match(/^ {2}fail /gm)).toHaveLength(1)
  expect(text).toContain('and 6 more of the same cause')
})

test('console: where what leads was not run, each is told by itself', () => {
  const behaviors = [...led, ...passed]
  const text = consoleOf(targetReport({ verdict: 'non-conformant', behaviors }))
  expect(text.match(/^ {2}fail /gm)).toHaveLength(6)
})

test('console: a server that fits another contract is said to', () => {
  const reason = 'this answers like wachat: --provider=wachat'
  expect(consoleOf({ ...target, reason })).toContain(`\n  ${reason}\n`)
})

test('Markdown: it starts with how much is broken, and has one block for one cause', () => {
  const markdown = renderMarkdown(reportOf(target), { ...noContext, factsOf })
  expect(markdown).toContain(
    '- `sandbox` at `https://sandbox.example/api`: **7 of 8 broken, 1 finding**',
  )
  expect(markdown.match(/^- rule:/gm)).toHaveLength(1)
  expect(markdown).toContain('- and 6 more of the same cause: `ryzeapi.filter.a`')
  expect(markdown).toContain(
    '- documented: `An unknown name answers 404. (https://docs.example/list, lines 28)`',
  )
})
