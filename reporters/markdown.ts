import type { Report, TargetReport } from '../src/model/report.ts'
import type { ReportContext } from './context.ts'
import { brokenWords } from './findings.ts'
import { byBehavior, byReason } from './grouping.ts'
import type { BehaviorGroup } from './grouping.ts'
import { headline, leftOutOf, runFacts, worstFirst } from './headline.ts'
import { markdownComparison } from './markdown-comparison.ts'
import { findingBlocks } from './markdown-findings.ts'
import { code, listed, withinRoom } from './markdown-text.ts'
import type { Block } from './markdown-text.ts'

/** GitHub takes comments of up to 65,536 characters. */
const longestComment = 60_000
const shownTargets = 50

/** report.md, short enough for a comment on a pull request. */
export function renderMarkdown(
  report: Report,
  { comparison, factsOf }: Pick<ReportContext, 'comparison' | 'factsOf'>,
): string {
  const targets = worstFirst(report.targets)
  const head = [
    `## Conformance of ${headline(report)}`,
    ...brokenLines(targets),
    targetTable(targets),
    ...(comparison ? markdownComparison(comparison, longestComment / 4) : []),
  ]
  const foot = [...unverifiedSection(targets), `<sub>${code(runFacts(report))}</sub>`]
  const room = longestComment - [...head, ...foot].join('\n\n').length
  return `${[...head, ...withinRoom(brokenBlocks(targets, factsOf), room), ...foot].join('\n\n')}\n`
}

/** How much is broken of each target, the worst first. */
function brokenLines(targets: readonly TargetReport[]): string[] {
  const lines = targets.slice(0, shownTargets).flatMap((target) => {
    const broken = brokenWords(target)
    return broken === null
      ? []
      : [`- ${code(target.name)} at ${code(target.baseUrl)}: **${broken}**`]
  })
  return lines.length === 0 ? [] : [lines.join('\n')]
}

function targetTable(targets: readonly TargetReport[]): string {
  const rows = targets.slice(0, shownTargets).map((target) => {
    const { name, provider, verdict, counts, requests } = target
    const left = leftOutOf(target)
    const { pass, fail, warn, observed, unverified, error } = counts
    const numbers = [pass, fail, warn, observed, unverified, error, requests.sent + requests.burst]
    return `| ${[code(name), code(provider), `**${verdict}**${left === null ? '' : `, ${left}`}`, ...numbers].join(' | ')} |`
  })
  const rest = targets.length - rows.length
  return [
    '| target | provider | verdict | pass | fail | warn | observed | unverified | error | requests |',
    '|---|---|---|--:|--:|--:|--:|--:|--:|--:|',
    ...rows,
    ...(rest > 0 ? ['', `… and ${rest} more targets, none with a worse verdict.`] : []),
  ].join('\n')
}

function brokenBlocks(
  targets: readonly TargetReport[],
  factsOf: ReportContext['factsOf'],
): Block[] {
  const reasons = byReason(
    targets.flatMap(({ name, reason }) => (reason === null ? [] : [{ name, reason }])),
  )
  const stale = byReason(
    targets.flatMap(({ name, stale: ids }) => ids.map((id) => ({ name, reason: id }))),
  )
  const known = byBehavior(targets, (behavior) => 'known' in behavior)
  return [
    ...section(
      'Targets',
      reasons.map(({ reason, names }) => item(`${listed(names)}: ${code(reason)}`)),
    ),
    ...section('Broken', findingBlocks(targets, 'fail', factsOf)),
    ...section(
      'Hold again, though listed as known',
      stale.map(({ reason: id, names }) =>
        item(`${code(id)} on ${listed(names)}: remove it from the known deviations`),
      ),
    ),
    ...section('No answer to judge', findingBlocks(targets, 'error', factsOf)),
    ...section('Should hold, and does not', findingBlocks(targets, 'warn', factsOf)),
    ...section('Known deviations', known.map(knownBlock)),
  ]
}

function section(title: string, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ text: `### ${title}`, more: null }, ...blocks]
}

function item(text: string): Block {
  return { text: `- ${text}`, more: null }
}

function knownBlock({ behavior, names }: BehaviorGroup): Block {
  const { reason, link } = ('known' in behavior && behavior.known) || { reason: '', link: null }
  return item(
    `${code(behavior.id)} on ${listed(names)}: ${code(reason)}${link === null ? '' : ` ${code(link)}`}`,
  )
}

function unverifiedSection(targets: readonly TargetReport[]): string[] {
  const unverified = targets.flatMap(({ behaviors }) =>
    behaviors.flatMap((behavior) => (behavior.verdict === 'unverified' ? [behavior] : [])),
  )
  if (unverified.length === 0) return []
  const reasons = byReason(
    unverified.map(({ id, reason, optIn }) => ({
      name: id,
      reason: `${reason}${optIn ? ` (opt in: ${optIn})` : ''}`,
    })),
  )
  const lines = withinRoom(
    reasons.map(({ reason, names }) => item(`${code(reason)}: ${listed(names)}`)),
    longestComment / 4,
  )
  return [
    `<details><summary>${unverified.length} unverified</summary>\n\n${lines.join('\n')}\n\n</details>`,
  ]
}
