import type { BehaviorReport, Report, TargetReport } from '../src/model/report.ts'
import { brokenLines } from './console-behavior.ts'
import { isFinding, ledBy, sameCauseWords } from './findings.ts'
import { byBehavior, byReason } from './grouping.ts'
import { headline, worstFirst } from './headline.ts'
import { wrapped } from './terminal.ts'
import type { Look } from './terminal.ts'
import { firstNames, plural } from './words.ts'

/** Targets that are named where many share a trouble; the report has them all. */
const namedTargets = 20

/** The verdicts whose behaviors are told, the worst first. */
const told = ['fail', 'error', 'warn'] as const

/** Many targets: how many have which verdict, then what is broken, each once with its targets. */
export function fleetLines(report: Report, look: Look): string[] {
  const targets = worstFirst(report.targets)
  const judged = targets.filter(({ verdict, reason }) => verdict !== 'error' || reason === null)
  return [
    ...wrapped(look.paint('bold', headline(report)), look, 2, ''),
    ...errorLines(targets, look),
    ...told.flatMap((verdict) =>
      behaviorLines(verdict === 'fail' ? targets : judged, verdict, look),
    ),
    ...knownLines(judged, look),
    ...staleLines(judged, look),
    ...unverifiedLines(judged, look),
    '',
  ]
}

function errorLines(targets: readonly TargetReport[], look: Look): string[] {
  const reasons = byReason(
    targets.flatMap(({ name, verdict, reason }) =>
      verdict === 'error' && reason !== null ? [{ name, reason }] : [],
    ),
  )
  return reasons.flatMap(({ reason, names }) => [
    '',
    ...wrapped(`${look.paint('red', 'error')} ${nameList(names)}`, look, 4, '  '),
    `    ${reason}`,
  ])
}

function behaviorLines(
  targets: readonly TargetReport[],
  verdict: BehaviorReport['verdict'],
  look: Look,
): string[] {
  const groups = byBehavior(
    targets,
    (behavior, target) =>
      behavior.verdict === verdict && !('known' in behavior) && isFinding(behavior, target),
  )
  return groups.flatMap(({ behavior, target, names }) =>
    brokenLines(behavior, look, {
      on: nameList(names),
      sameCause: sameCauseWords(ledBy(behavior, target)),
    }),
  )
}

function knownLines(targets: readonly TargetReport[], look: Look): string[] {
  const groups = byBehavior(targets, (behavior) => 'known' in behavior)
  return listLines(
    groups.map(
      ({ behavior, names }) =>
        `${look.paint('yellow', 'known')} ${behavior.id} on ${nameList(names)}`,
    ),
    look,
  )
}

function staleLines(targets: readonly TargetReport[], look: Look): string[] {
  const stale = byReason(
    targets.flatMap(({ name, stale: ids }) => ids.map((id) => ({ name, reason: id }))),
  )
  return listLines(
    stale.map(
      ({ reason: id, names }) =>
        `${look.paint('red', 'stale')} ${id} holds: remove its entry from the known deviations of ${nameList(names)}`,
    ),
    look,
  )
}

function unverifiedLines(targets: readonly TargetReport[], look: Look): string[] {
  const reasons = byReason(
    targets.flatMap(({ name, behaviors }) =>
      behaviors.flatMap((one) =>
        one.verdict === 'unverified' ? [{ name, reason: one.reason }] : [],
      ),
    ),
  )
  return listLines(
    reasons.map(
      ({ reason, names }) =>
        `${look.paint('yellow', 'unverified')} ${reason} ${look.paint('dim', `(${plural(names.length, 'target')})`)}`,
    ),
    look,
  )
}

function listLines(texts: readonly string[], look: Look): string[] {
  return texts.length === 0 ? [] : ['', ...texts.flatMap((text) => wrapped(text, look, 4, '  '))]
}

function nameList(names: readonly string[]): string {
  return firstNames(names, namedTargets)
}
