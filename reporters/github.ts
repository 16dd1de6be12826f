import type { Report, TargetReport } from '../src/model/report.ts'
import { clipped, commandProperty, commandText, visible } from './escape.ts'
import { isFinding, ledBy, sameCauseWords, whatBroke } from './findings.ts'
import { byBehavior, byReason } from './grouping.ts'
import type { BehaviorGroup } from './grouping.ts'
import { worstFirst } from './headline.ts'
import { firstNames } from './words.ts'

/** A line of a file in the workspace of the job, with slashes, counted from 1. */
export interface Place {
  file: string
  line: number
}

/** Where a target's contract says what a behavior is; null where that is not in the workspace. */
export type PlaceOf = (target: string, behavior: string) => Place | null

interface Annotation {
  title: string
  lines: readonly string[]
  place: Place | null
}

/** GitHub shows no more of a step: docs.github.com, "Workflow commands", and the limits of its API. */
const shownOfEach = 10
const shownTargets = 20
const longestLine = 1000

/**
 * Workflow commands that annotate what is broken: `error` for targets that could not be judged, broken
 * musts and stale known deviations, `warning` for a broken should. Vitest's own reporter says nothing
 * of these: it annotates lines of a stack trace, and a server that is wrong has none.
 */
export function renderAnnotations(report: Report, placeOf: PlaceOf): string {
  const targets = worstFirst(report.targets)
  const errors = [
    ...unjudged(targets),
    ...broken(targets, 'fail', placeOf),
    ...stale(targets, placeOf),
  ]
  return [
    ...commands('error', errors),
    ...commands('warning', broken(targets, 'warn', placeOf)),
  ].join('')
}

function unjudged(targets: readonly TargetReport[]): Annotation[] {
  const reasons = byReason(
    targets.flatMap(({ name, verdict, reason }) =>
      verdict === 'error' && reason !== null ? [{ name, reason }] : [],
    ),
  )
  return reasons.map(({ reason, names }) => ({
    title: `could not be judged: ${firstNames(names, shownTargets)}`,
    lines: [reason],
    place: null,
  }))
}

function broken(
  targets: readonly TargetReport[],
  verdict: 'fail' | 'warn',
  placeOf: PlaceOf,
): Annotation[] {
  return byBehavior(
    targets,
    (behavior, target) =>
      behavior.verdict === verdict && !('known' in behavior) && isFinding(behavior, target),
  ).map((group) => annotationOf(group, placeOf))
}

function annotationOf({ behavior, target, names }: BehaviorGroup, placeOf: PlaceOf): Annotation {
  const failure = 'failures' in behavior ? behavior.failures[0] : undefined
  const sameCause = sameCauseWords(ledBy(behavior, target))
  return {
    title: `${behavior.id} on ${firstNames(names, shownTargets)}`,
    lines: [
      whatBroke(behavior),
      ...(failure
        ? [
            `expected ${failure.expected}`,
            `actual ${failure.actual}`,
            ...(failure.steps ?? [failure]).map(({ curl }) => curl),
          ]
        : 'reason' in behavior
          ? [behavior.reason]
          : []),
      ...(sameCause === null ? [] : [sameCause]),
    ],
    place: placeOf(target.name, behavior.id),
  }
}

function stale(targets: readonly TargetReport[], placeOf: PlaceOf): Annotation[] {
  const ids = byReason(
    targets.flatMap(({ name, stale: some }) => some.map((id) => ({ name, reason: id }))),
  )
  return ids.map(({ reason: id, names }) => ({
    title: `${id} holds on ${firstNames(names, shownTargets)}`,
    lines: ['Remove its entry from the known deviations.'],
    place: placeOf(names[0] ?? '', id),
  }))
}

function commands(command: 'error' | 'warning', annotations: readonly Annotation[]): string[] {
  const rest = annotations.length - shownOfEach
  const shown = rest > 0 ? annotations.slice(0, shownOfEach - 1) : annotations
  const more: Annotation = {
    title: `and ${rest + 1} more`,
    lines: ['The summary of the job and report.json have them all.'],
    place: null,
  }
  return [...shown, ...(rest > 0 ? [more] : [])].map((one) => commandLine(command, one))
}

/** @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
function commandLine(command: string, { title, lines, place }: Annotation): string {
  const properties = {
    ...(place ? { file: place.file, line: String(place.line) } : {}),
    title: clipped(visible(title), longestLine),
  }
  const parts = Object.entries(properties).map(
    ([name, value]) => `${name}=${commandProperty(value)}`,
  )
  const text = lines.map((line) => clipped(visible(line), longestLine)).join('\n')
  return `::${command} ${parts.join(',')}::${commandText(text)}\n`
}
