import type { BehaviorReport, Failure, Report, TargetReport } from '../src/model/report.ts'
import { clipped, markdownCode, markdownFence } from './escape.ts'
import { headline, runFacts, worstFirst } from './headline.ts'

/** GitHub takes comments of up to 65,536 characters. */
const longestComment = 60_000
const shownTargets = 50
const longestText = 300
const longestCurl = 2000

interface Finding {
  target: TargetReport
  behavior: BehaviorReport
}

/** report.md, short enough for a comment on a pull request. */
export function renderMarkdown(report: Report): string {
  const targets = worstFirst(report.targets)
  const findings = targets.flatMap((target) =>
    target.behaviors.map((behavior) => ({ target, behavior })),
  )
  const head = [`## Conformance of ${headline(report)}`, targetTable(targets)]
  const foot = [...unverifiedSection(findings), `<sub>${code(runFacts(report))}</sub>`]
  const room = longestComment - [...head, ...foot].join('\n\n').length
  return `${[...head, ...withinRoom(brokenBlocks(targets, findings), room), ...foot].join('\n\n')}\n`
}

function targetTable(targets: readonly TargetReport[]): string {
  const rows = targets
    .slice(0, shownTargets)
    .map(({ name, provider, verdict, counts, requests }) => {
      const { pass, fail, warn, observed, unverified, error } = counts
      const numbers = [
        pass,
        fail,
        warn,
        observed,
        unverified,
        error,
        requests.sent + requests.burst,
      ]
      return `| ${[code(name), code(provider), `**${verdict}**`, ...numbers].join(' | ')} |`
    })
  const rest = targets.length - rows.length
  return [
    '| target | provider | verdict | pass | fail | warn | observed | unverified | error | requests |',
    '|---|---|---|--:|--:|--:|--:|--:|--:|--:|',
    ...rows,
    ...(rest > 0 ? ['', `… and ${rest} more targets, none with a worse verdict.`] : []),
  ].join('\n')
}

function brokenBlocks(targets: readonly TargetReport[], findings: readonly Finding[]): string[] {
  const reasons = targets.flatMap(({ name, reason }) =>
    reason === null ? [] : [`- ${code(name)}: ${code(reason)}`],
  )
  const stale = targets.flatMap(({ name, stale: ids }) =>
    ids.map((id) => `- ${code(id)} on ${code(name)}: remove it from the known deviations`),
  )
  const known = findings.flatMap(({ target, behavior }) =>
    'known' in behavior
      ? [
          `- ${code(behavior.id)} on ${code(target.name)}: ${code(behavior.known.reason)}${behavior.known.link === null ? '' : ` ${code(behavior.known.link)}`}`,
        ]
      : [],
  )
  return [
    ...section('Targets', reasons.length > 0 ? [reasons.join('\n')] : []),
    ...section('Broken', findingBlocks(findings, 'fail')),
    ...section('Hold again, though listed as known', stale.length > 0 ? [stale.join('\n')] : []),
    ...section('No answer to judge', findingBlocks(findings, 'error')),
    ...section('Should hold, and does not', findingBlocks(findings, 'warn')),
    ...section('Known deviations', known.length > 0 ? [known.join('\n')] : []),
  ]
}

function section(title: string, blocks: readonly string[]): string[] {
  return blocks.length === 0 ? [] : [`### ${title}`, ...blocks]
}

/** One block for each behavior: on the next target, the same thing is mostly wrong again. */
function findingBlocks(findings: readonly Finding[], verdict: BehaviorReport['verdict']): string[] {
  const ids = new Map<string, Finding[]>()
  for (const finding of findings) {
    const { behavior } = finding
    if (behavior.verdict !== verdict || 'known' in behavior) continue
    const known = ids.get(behavior.id)
    if (known) known.push(finding)
    else ids.set(behavior.id, [finding])
  }
  return [...ids.values()].map(findingBlock)
}

function findingBlock(findings: readonly Finding[]): string {
  const [first, ...others] = findings
  if (!first) return ''
  const { target, behavior } = first
  const failure = 'failures' in behavior ? behavior.failures[0] : undefined
  const { id, covers, title } = behavior
  const facts = covers.length > 0 ? ` (${covers.map(code).join(' ')})` : ''
  const reason = 'reason' in behavior ? [`- reason: ${code(behavior.reason)}`] : []
  const also = listed(others.map((other) => other.target.name))
  return [
    `**${code(id)}** on ${code(target.name)}${facts}`,
    `- rule: ${code(title)}`,
    ...(others.length > 0 ? [`- also on: ${also}`] : []),
    ...(failure ? failureLines(failure) : reason),
  ].join('\n')
}

function failureLines(failure: Failure): string[] {
  const { expected, actual, pointer, counterexample, seed, path, curl } = failure
  const drawn = `seed ${seed}${path === null ? '' : `, path ${path}`}`
  return [
    `- expected: ${code(expected)}`,
    `- actual: ${code(actual)}`,
    ...(pointer === null || pointer === '' ? [] : [`- at: ${code(pointer)}`]),
    ...(counterexample === null
      ? []
      : [`- case: ${code(JSON.stringify(counterexample))}, ${code(drawn)}`]),
    '',
    curl.length > longestCurl
      ? `The curl line has ${curl.length} characters; report.json holds it.`
      : markdownFence(curl, 'sh'),
  ]
}

function withinRoom(blocks: readonly string[], room: number): string[] {
  let left = room - 100
  const shown: string[] = []
  for (const block of blocks) {
    left -= block.length + 2
    if (left < 0)
      return [...shown, `… and ${blocks.length - shown.length} more; see the whole report.`]
    shown.push(block)
  }
  return shown
}

function unverifiedSection(findings: readonly Finding[]): string[] {
  const ids = new Map<string, Set<string>>()
  for (const { behavior } of findings) {
    if (behavior.verdict !== 'unverified') continue
    const reason = `${behavior.reason}${behavior.optIn ? ` (opt in: ${behavior.optIn})` : ''}`
    ids.set(reason, (ids.get(reason) ?? new Set()).add(behavior.id))
  }
  if (ids.size === 0) return []
  const count = findings.filter(({ behavior }) => behavior.verdict === 'unverified').length
  const lines = [...ids].map(([reason, some]) => `- ${code(reason)}: ${listed([...some])}`)
  const blocks = withinRoom(lines, longestComment / 4)
  return [`<details><summary>${count} unverified</summary>\n\n${blocks.join('\n')}\n\n</details>`]
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(code).join(', ')
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown
}

function code(text: string): string {
  return markdownCode(clipped(text, longestText))
}
