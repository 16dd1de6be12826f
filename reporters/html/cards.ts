import type { BehaviorReport, Failure, TargetReport } from '../../src/model/report.ts'
import type { DocumentedFact } from '../../src/files/contracts.ts'
import type { ReportContext } from '../context.ts'
import { clipped, escapeMarkup, visible } from '../escape.ts'
import { brokenLine, evidencePlace, isFinding, ledBy, quotedFact, whatBroke } from '../findings.ts'
import { byBehavior } from '../grouping.ts'
import type { BehaviorGroup } from '../grouping.ts'
import { issueOf } from '../issue.ts'

/** Cards of a page; the matrix has all that is broken. */
const mostCards = 30

/** Targets that are named one by one. */
const mostTargets = 30

/** Characters of what was expected, and of what came; the evidence has all of it. */
const longestText = 300

/** The verdicts that make a card, the worst first. */
const told = ['fail', 'error', 'warn'] as const

/**
 * What is broken, a card for each cause, as HTML that needs no script; empty where all is in order.
 * @param targets the worst first
 */
export function findingsSection(
  targets: readonly TargetReport[],
  factsOf: ReportContext['factsOf'],
): string {
  const judged = targets.filter(({ verdict, reason }) => verdict !== 'error' || reason === null)
  const groups = told.flatMap((verdict) => groupsOf(verdict === 'fail' ? targets : judged, verdict))
  const lines = targets.flatMap((target) => brokenLine(target) ?? [])
  if (groups.length === 0 && lines.length === 0) return ''
  const rest = groups.length - mostCards
  const commands = new Set<string>()
  return [
    '<section aria-labelledby="findings">',
    '<h2 id="findings" tabindex="-1">What is broken</h2>',
    // Of a single target, the page's head says it.
    ...(targets.length === 1 ? [] : lines.slice(0, mostTargets).map(lineElement)),
    ...groups
      .slice(0, mostCards)
      .map((group) => card(group, factsOf(group.target.provider), commands)),
    ...(rest > 0 ? [`<p>${rest} more are in the matrix below.</p>`] : []),
    '</section>',
  ].join('\n')
}

function groupsOf(
  targets: readonly TargetReport[],
  verdict: BehaviorReport['verdict'],
): BehaviorGroup[] {
  return byBehavior(
    targets,
    (one, target) => one.verdict === verdict && !('known' in one) && isFinding(one, target),
  )
}

/** How much of a target is broken. */
function lineElement({ where, what }: { where: string; what: string }): string {
  return `<p class="broken">${escapeMarkup(where)}: <strong>${escapeMarkup(what)}</strong></p>`
}

function card(
  { behavior, target, names }: BehaviorGroup,
  facts: ReadonlyMap<string, DocumentedFact>,
  commands: Set<string>,
): string {
  const { id, verdict, title } = behavior
  const broke = whatBroke(behavior)
  const rule = broke === title ? '' : `: ${escapeMarkup(title)}`
  return [
    `<article class="card of-${verdict}">`,
    `<h3><span class="chip ${verdict}">${verdict}</span> ${escapeMarkup(broke)}</h3>`,
    `<p>${behaviorLink(id)}${rule} on ${escapeMarkup(names.join(', '))}</p>`,
    quote(facts.get(quotedFact(behavior, facts) ?? '')),
    ...('failures' in behavior
      ? [
          failureParts(behavior.failures[0], target, commands),
          sameCause(ledBy(behavior, target)),
          issue(behavior, target, facts),
        ]
      : [`<p>${escapeMarkup('reason' in behavior ? behavior.reason : '')}</p>`]),
    '</article>',
  ]
    .filter(Boolean)
    .join('\n')
}

function behaviorLink(id: string): string {
  return `<a href="#${escapeMarkup(encodeURIComponent(visible(id)))}">${escapeMarkup(id)}</a>`
}

/** What the documentation says; nothing where that is not catalogued. */
function quote(fact: DocumentedFact | undefined): string {
  if (!fact) return ''
  const source = /^https?:\/\//i.test(fact.link)
    ? `<a href="${escapeMarkup(fact.link)}" rel="noopener noreferrer" target="_blank">documentation</a>`
    : 'documentation'
  return `<blockquote>${escapeMarkup(fact.text)} <small>${source}</small></blockquote>`
}

/** @param commands those that stand above already */
function failureParts(
  failure: Failure | undefined,
  target: TargetReport,
  commands: Set<string>,
): string {
  if (!failure) return ''
  const { expected, actual, exchange, steps = [failure] } = failure
  const isRepeated = commands.has(failure.curl)
  commands.add(failure.curl)
  const place = evidencePlace('', visible(target.name), visible(exchange))
  return [
    `<div class="pair">${compared('expected', expected)}${compared('actual', actual)}</div>`,
    ...(isRepeated
      ? ['<p>The same command as above shows it.</p>']
      : steps.map(({ curl }) => command(curl))),
    `<p class="scripted"><a href="${escapeMarkup(place)}">Evidence: exchange ${escapeMarkup(exchange)}</a></p>`,
  ].join('\n')
}

function compared(name: string, text: string): string {
  return `<dl class="${name}"><dt>${name}</dt><dd><code>${escapeMarkup(clipped(text, longestText))}</code></dd></dl>`
}

/** The page's script adds a button that copies it. */
function command(text: string): string {
  return `<div class="command"><code>${escapeMarkup(text)}</code></div>`
}

function sameCause(led: readonly BehaviorReport[]): string {
  if (led.length === 0) return ''
  return `<p>and ${led.length} more of the same cause: ${led.map(({ id }) => behaviorLink(id)).join(', ')}</p>`
}

function issue(
  behavior: BehaviorReport & { failures: readonly Failure[] },
  target: TargetReport,
  facts: ReadonlyMap<string, DocumentedFact>,
): string {
  // Lines stay lines: every text in it is visible already.
  const lines = issueOf(behavior, target, facts).split('\n').map(escapeMarkup).join('\n')
  return `<details><summary>Copy as issue</summary><div class="command"><code>${lines}</code></div></details>`
}
