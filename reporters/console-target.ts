import type { BehaviorReport, Counts, TargetReport, TargetVerdict } from '../src/model/report.ts'
import { brokenLines } from './console-behavior.ts'
import type { ReportContext } from './context.ts'
import {
  brokenWords,
  documentedWords,
  evidencePlace,
  findingsOf,
  labelOf,
  ledBy,
  sameCauseWords,
} from './findings.ts'
import { leftOutOf } from './headline.ts'
import { wrapped } from './terminal.ts'
import type { Look, Style } from './terminal.ts'
import { firstNames, plural } from './words.ts'

/** Behaviors that are named where many share a reason. */
const namedUnverified = 3

/** What the summary shows of a target beside its report. */
export interface Shown {
  factsOf: ReportContext['factsOf']
  /** The page that shows evidence; null where none is written. */
  page: string | null
}

/** A target with all that is wrong with it. */
export function targetLines(target: TargetReport, look: Look, shown: Shown): string[] {
  const { verdict, reason, counts, requests, behaviors, stale } = target
  const head = headLine(target, look)
  if (verdict === 'error' && reason !== null) {
    // A reason is one line, so that it can be searched for. What was broken before the end stays so.
    return [head, `  ${reason}`, ...findingLines(target, look, shown, ['fail']), '']
  }
  const sent = `${plural(requests.sent, 'request')}${requests.burst > 0 ? ` and ${requests.burst} in a burst` : ''}`
  const waited = requests.waitedMs > 0 ? `, waited ${(requests.waitedMs / 1000).toFixed(1)} s` : ''
  const facts = look.paint('dim', `(${sent}${waited})`)
  return [
    head,
    ...wrapped(`${countsText(counts)}  ${facts}`, look, 2),
    ...(reason === null ? [] : [`  ${look.paint('yellow', reason)}`]),
    ...findingLines(target, look, shown),
    ...stale.flatMap((id) => staleLines(id, look)),
    ...unverifiedLines(behaviors, look),
    '',
  ]
}

/** Name, URL and verdict of a target, and how much of it is broken. */
function headLine(target: TargetReport, look: Look): string {
  const { verdict, baseUrl } = target
  const label = labelOf(target)
  const left = leftOutOf(target)
  const word = look.paint(verdictStyles[verdict], verdict) + (left === null ? '' : `, ${left}`)
  const broken = brokenWords(target)
  return broken === null
    ? `${look.paint('bold', label)}  ${word}  ${look.paint('dim', baseUrl)}`
    : `${look.paint('bold', label)} at ${baseUrl}: ${look.paint('red', broken)}  ${word}`
}

/** The findings, each with its command, unless an earlier one has the same. */
function findingLines(
  target: TargetReport,
  look: Look,
  { factsOf, page }: Shown,
  verdicts: readonly string[] = ['fail', 'error', 'warn'],
): string[] {
  const commands = new Set<string>()
  return findingsOf(target)
    .filter(({ verdict }) => verdicts.includes(verdict))
    .flatMap((behavior) => {
      const failure = 'failures' in behavior ? behavior.failures[0] : undefined
      const isRepeated = failure !== undefined && commands.has(failure.curl)
      if (failure) commands.add(failure.curl)
      return brokenLines(behavior, look, {
        sameCause: sameCauseWords(ledBy(behavior, target)),
        documented: documentedWords(behavior, factsOf(target.provider)),
        evidence: page && failure ? evidencePlace(page, target.name, failure.exchange) : null,
        isRepeated,
      })
    })
}

export const verdictStyles: Readonly<Record<TargetVerdict, Style>> = {
  conformant: 'green',
  incomplete: 'yellow',
  'known-deviations': 'yellow',
  'non-conformant': 'red',
  error: 'red',
}

function countsText(counts: Counts): string {
  const named = Object.entries(counts).filter(([verdict, count]) => count > 0 || verdict === 'pass')
  return named.map(([verdict, count]) => `${count} ${verdict}`).join(', ')
}

function staleLines(id: string, look: Look): string[] {
  return [`  ${look.paint('red', 'stale')} ${id} holds: remove its entry from the known deviations`]
}

function unverifiedLines(behaviors: readonly BehaviorReport[], look: Look): string[] {
  const unverified = behaviors.filter((behavior) => behavior.verdict === 'unverified')
  if (unverified.length === 0) return []
  const reasons = [...new Set(unverified.map(({ reason }) => reason))]
  return [
    '',
    ...reasons.flatMap((reason) => {
      const ids = unverified.filter((behavior) => behavior.reason === reason).map(({ id }) => id)
      return [
        ...wrapped(`${look.paint('yellow', 'unverified')} ${reason}`, look, 4, '  '),
        ...wrapped(firstNames(ids, namedUnverified), look, 4),
      ]
    }),
  ]
}
