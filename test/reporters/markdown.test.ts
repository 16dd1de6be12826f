import { expect, test } from 'vitest'
import { renderMarkdown } from '../../reporters/markdown.ts'
import type { BehaviorReport } from '../../src/model/report.ts'
import { citedReport, comparison } from './change-fixture.ts'
import { fullReport, noContext, reportOf, targetReport } from './fixture.ts'

const markdown = renderMarkdown(citedReport, { ...noContext, comparison: null })

/** Everything that is not code, which is what a reader of Markdown acts on. */
function live(text: string): string {
  return text
    .replace(/^(`{3,})(sh|text)\n[^]*?\n\1$/gm, '')
    .replace(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, '')
    .replace(/<code>[^<]*<\/code>/g, '')
}

test('Markdown: outside of code, nothing of a server is left', () => {
  expect(live(markdown)).not.toMatch(/alert|octocat|evil|error::|owned|\[link\]|&amp;|thgir/)
})

test('Markdown: no line begins with a workflow command', () => {
  expect(markdown).not.toMatch(/^\s*::/m)
})

test('Markdown: a row of the table has as many cells as its head', () => {
  const cells = markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').length)
  expect(cells).toEqual(new Array<number>(7).fill(12))
})

test('Markdown: the worst target comes first', () => {
  expect(markdown.split('\n').find((line) => line.startsWith('| '))).toContain('target')
  expect(markdown.indexOf('**non-conformant**')).toBeLessThan(markdown.indexOf('**conformant**'))
})

test('Markdown: a broken must has expected, actual, case and curl', () => {
  expect(markdown).toContain(
    [
      '- rule: `The rule of filter.single-unknown-name`',
      '- expected: `status 404`',
      '- actual: `status 200, {"success":true}`',
      '- case: `{"name":"zq7"}`, `seed 42, path 0:1`',
      '- exchange: `e17: GET https://sandbox.example/api/instance/list?instanceName=zq7 → status 200`',
      '',
      '```sh',
      `curl -i -H "token: $RYZEAPI_TOKEN_ACCOUNT" 'https://sandbox.example/api/instance/list?instanceName=zq7'`,
      '```',
    ].join('\n'),
  )
})

test('Markdown: a known deviation is listed apart from what is broken', () => {
  const [broken, known] = markdown.split('### Known deviations')
  expect(broken).not.toContain('access.missing-token')
  expect(known).toContain('access.missing-token')
})

test('Markdown: what is broken on many targets is told once, with their names', () => {
  const [, broken] = fullReport.targets
  const behaviors = broken?.behaviors ?? []
  const text = renderMarkdown(
    reportOf(targetReport({ name: 'eu', behaviors }), targetReport({ name: 'us', behaviors })),
    { ...noContext, comparison: null },
  )
  expect(text.match(/The rule of filter.single-unknown-name/g)).toHaveLength(1)
  expect(text).toContain('- also on: `us`')
})

test('Markdown: long text is clipped', () => {
  expect(markdown).toContain('… (10240 characters)')
})

test('Markdown: what was not verified is folded away, with the reason', () => {
  expect(markdown).toMatch(
    /<details><summary>\d+ unverified<\/summary>\n\n[^]*- `goes past the limit \(opt in: --burst\)`: `ryzeapi.limits.burst`[^]*<\/details>/,
  )
})

test('Markdown: however much is broken, it fits into a comment', () => {
  const [, broken] = fullReport.targets
  const many = (broken?.behaviors ?? []).flatMap((behavior) =>
    Array.from({ length: 200 }, (_, index): BehaviorReport => ({ ...behavior, id: `x.${index}` })),
  )
  const targets = Array.from({ length: 60 }, (_, index) =>
    targetReport({ name: `t${index}`, verdict: 'non-conformant', behaviors: many.slice(0, 400) }),
  )
  const text = renderMarkdown(reportOf(...targets), { ...noContext, comparison: null })
  expect(text.length).toBeLessThan(65_536)
  expect(text).toContain('and 10 more targets')
  expect(text).toMatch(/… and \d+ more; see the whole report\./)
})

test('Markdown: the place in the answer is shown and marked', () => {
  expect(markdown).toContain(
    [
      '```text',
      '  {',
      '>   "success": true,',
      '    "instances": ["‹2 not shown›"]',
      '  }',
      '```',
    ].join('\n'),
  )
})

test('Markdown: an excerpt for which there is no room is left out, and what is broken is not', () => {
  const [, broken] = citedReport.targets
  const some = (broken?.behaviors ?? []).filter(({ verdict }) => verdict === 'fail')
  const behaviors = Array.from({ length: 80 }, (_, index): BehaviorReport => {
    const [one] = some
    if (one?.verdict !== 'fail') throw new Error('nothing is broken')
    const excerpt = {
      lines: Array.from({ length: 40 }, () => `"${'x'.repeat(40)}",`),
      marked: [3, 4] as const,
    }
    const failures = one.failures.slice(0, 1).map((failure) => ({ ...failure, excerpt }))
    return { ...one, id: `ryzeapi.filter.b${index}`, failures }
  })
  const text = renderMarkdown(reportOf(targetReport({ verdict: 'non-conformant', behaviors })), {
    ...noContext,
  })
  expect(text.match(/^\*\*`ryzeapi\.filter/gm)).toHaveLength(80)
  const excerpts = text.match(/^```text$/gm) ?? []
  expect(excerpts.length).toBeGreaterThan(2)
  expect(excerpts.length).toBeLessThan(40)
  expect(text.length).toBeLessThan(60_001)
})

test('Markdown: what changed stands under the table, and nothing of it is live', () => {
  const text = renderMarkdown(citedReport, { ...noContext, comparison })
  expect(text).toContain('### Since `2026-11-20T10:00:00.000Z`')
  expect(text).toMatch(/^- \*\*newly broken\*\* `ryzeapi\.filter\.a` on `eu`, `us`: `pass` → ``/m)
  expect(text).toContain('- **not judged** `lost`: `conformant` → `error: HTTP 401`')
  expect(live(text)).not.toMatch(/alert|octocat|evil|error::|owned|\[link\]|&amp;|thgir/)
  expect(text).not.toMatch(/^\s*::/m)
})
