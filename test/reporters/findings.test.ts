import { expect, test } from 'vitest'
import { renderConsole } from '../../reporters/console.ts'
import { quotedFact } from '../../reporters/findings.ts'
import { renderAnnotations } from '../../reporters/github.ts'
import { issueOf } from '../../reporters/issue.ts'
import { renderMarkdown } from '../../reporters/markdown.ts'
import { lookOf } from '../../reporters/terminal.ts'
import { casesOf } from '../../reporters/test-cases.ts'
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

test('console: what broke is said before a rule that speaks of something around it', () => {
  const [failure] = 'failures' in leader ? leader.failures : []
  const inside = { ...failure, expected: 'a string', pointer: '/0/me/pushName' }
  const behaviors = [
    { ...leader, title: 'me is an object', failures: [inside] },
    ...passed,
  ] as BehaviorReport[]
  const text = consoleOf(targetReport({ verdict: 'non-conformant', behaviors }))
  expect(text).toContain('    me.pushName: expected a string\n    rule     me is an object\n')
})

test('the sentence of the documentation is the one whose rare words the rule has', () => {
  const page = { level: 'must' as const, lines: '', link: '' }
  const facts = new Map(
    Object.entries({
      E5: 'instanceName filters to one instance by name',
      E12: 'A filter that matches one instance still answers an array',
      E13: 'Each instance of an array has a name',
      E14: 'No instance stands in an array twice',
    }).map(([id, text]) => [id, { text, ...page }]),
  )
  const title = 'instanceName lists the instance of that name, in an array'
  expect(quotedFact({ covers: ['E12', 'E5'], title }, facts)).toBe('E5')
})

test('annotations: one for what fell for one cause, which says how much that is', () => {
  const [only, ...others] = renderAnnotations(reportOf(target), () => null)
    .trimEnd()
    .split('\n')
  expect(others).toEqual([])
  expect(only).toMatch(/title=ryzeapi\.filter\.single-unknown-name.*and 6 more of the same cause/)
})

test('tests: what fell for the cause of another one says so', () => {
  const messages = casesOf(target).map(({ message }) => message)
  expect(messages[0]).toMatch(
    /^same cause as ryzeapi\.filter\.single-unknown-name: expected status 404/,
  )
  expect(messages[led.length]).toMatch(/^expected status 404/)
})

test('a request that shows two failures of a behavior is told once', () => {
  const lines = casesOf(target).at(led.length)?.lines ?? []
  expect(lines.filter((line) => line.startsWith('actual: '))).toHaveLength(2)
  expect(lines.filter((line) => line.startsWith('curl: '))).toHaveLength(1)
})

test('Markdown: a command that stands above is not repeated', () => {
  const other = { ...leader, id: 'ryzeapi.filter.other' }
  const markdown = renderMarkdown(reportOf(targetReport({ behaviors: [leader, other] })), noContext)
  expect(markdown.match(/^curl /gm)).toHaveLength(1)
  expect(markdown).toContain('- again: the same command as above')
})

test('an issue says all that a vendor needs, and nothing of this suite', () => {
  if (!('failures' in leader)) throw new Error('the fixture has them')
  expect(issueOf(leader, { ...target, exchanges: hostile?.exchanges ?? [] }, factsOf())).toBe(
    [
      '**Broken:** `The rule of filter.single-unknown-name`',
      'The documentation says: `An unknown name answers 404.` (<https://docs.example/list>, lines 28)',
      '- expected: `status 404`\n- got: `status 200, {"success":true}`',
      'This request shows it (sent 2026-11-20T10:00:00.500Z):',
      '```sh\ncurl -i -H "token: $RYZEAPI_TOKEN_ACCOUNT" \'https://sandbox.example/api/instance/list?instanceName=zq7\'\n```',
      'Set `$RYZEAPI_TOKEN_ACCOUNT` to values of your own account first.',
      'The answer, where ‹ › stands for what is not shown:',
      '```json\n{\n  "success": true,\n  "instances": ["‹2 not shown›"]\n}\n```',
      `Of the same cause, it seems:\n${led.map(() => '- `The rule of filter.single-unknown-name`').join('\n')}`,
    ].join('\n\n'),
  )
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
