import type { Behavior } from '../model/contract.ts'
import type { BehaviorReport, Failure, Step } from '../model/report.ts'
import type { Exchange } from '../recording/exchange.ts'
import type { BehaviorOutcome, CaseValue, Finding } from '../judge/outcome.ts'
import type { Disclosure } from './disclosure/disclosure.ts'
import { shownDrawn } from './disclosure/recipes.ts'
import { excerptOf } from './excerpt.ts'
import { shownWords } from './messages.ts'
import { shownRequest } from './request.ts'

/** Failures of one behavior that are written down; the rest would say the same. */
const shownFailures = 5

/**
 * The line of the report for a behavior.
 * @param disclosure decides what is shown of what was found
 * @param exchanges ids of what it was judged on
 */
export function behaviorReport(
  behavior: Behavior,
  outcome: BehaviorOutcome,
  disclosure: Disclosure,
  exchanges: readonly string[] = [],
): BehaviorReport {
  const { id, level, title, covers, digest } = behavior
  const cases = 'cases' in outcome ? outcome.cases : 0
  const base = { id, level, title, covers, cases, exchanges, digest }
  switch (outcome.kind) {
    case 'held':
      return level === 'observe'
        ? { ...base, verdict: 'observed', reason: `yes, ${inCases(outcome.cases)}` }
        : { ...base, verdict: 'pass' }
    case 'broken':
      return brokenReport(base, outcome, disclosure)
    case 'observed':
      return { ...base, verdict: 'observed', reason: disclosure.text(outcome.words) }
    case 'unverified':
      return {
        ...base,
        verdict: 'unverified',
        reason: shownWords(outcome.reason, disclosure),
        ...(outcome.optIn ? { optIn: outcome.optIn } : {}),
      }
    case 'error':
      return { ...base, verdict: 'error', reason: shownWords(outcome.reason, disclosure) }
  }
}

function brokenReport(
  base: Omit<BehaviorReport, 'verdict' | 'reason' | 'failures' | 'known' | 'optIn'>,
  { cases, brokenCases, findings }: Extract<BehaviorOutcome, { kind: 'broken' }>,
  disclosure: Disclosure,
): BehaviorReport {
  const isObserved = base.level === 'observe'
  const failures = findings
    .slice(0, isObserved ? 1 : shownFailures)
    .map((finding) => shownFailure(finding, disclosure))
  const [first] = failures
  const what = first
    ? `${first.pointer ? `${first.pointer}: ` : ''}expected ${first.expected}, got ${first.actual}`
    : 'contradicted'
  const often = cases > 1 ? ` (${brokenCases} of ${cases} cases)` : ''
  const reason = `${what}${often}`
  if (isObserved) return { ...base, verdict: 'observed', reason: `no: ${reason}` }
  const verdict = base.level === 'must' ? 'fail' : 'warn'
  return { ...base, verdict, reason, failures }
}

function inCases(cases: number): string {
  return cases === 1 ? 'in the one case' : `in all ${cases} cases`
}

/**
 * What the reason of an observation says of the server. Of a plain yes or no, the rest tells of the
 * cases that happened to be drawn.
 */
export function observation(reason: string): string {
  return /^(yes, in|no: )/.exec(reason)?.[1] ?? reason
}

/** The failure as a report shows it. */
function shownFailure(finding: Finding, disclosure: Disclosure): Failure {
  const { expected, actual, pointer, exchange, steps, counterexample, seed, path } = finding
  const body = bodyOf(exchange)
  return {
    expected: shownWords(expected, disclosure),
    actual: shownWords(actual, disclosure),
    pointer: pointer === null ? null : disclosure.pointer(pointer, body?.value),
    ...shownStep(exchange, disclosure),
    ...(steps ? { steps: steps.map((step) => shownStep(step, disclosure)) } : {}),
    excerpt: body && excerptOf(body.value, pointer, disclosure),
    counterexample: counterexample && shownValues(counterexample, disclosure),
    seed,
    path,
  }
}

function shownStep({ id, request }: Exchange, disclosure: Disclosure): Step {
  const { line, curl } = shownRequest(request, disclosure)
  return { request: line, curl, exchange: id }
}

function bodyOf({ outcome }: Exchange): { value: unknown } | null {
  return outcome.kind === 'response' && outcome.response.body.ok ? outcome.response.body : null
}

function shownValues(
  values: Readonly<Record<string, CaseValue>>,
  disclosure: Disclosure,
): Record<string, unknown> {
  const entries = Object.entries(values).map(([name, one]) => {
    if (one.kind === 'own') return [name, one.value]
    const shown = (text: string): string => shownDrawn(text, one.fields, disclosure).text
    return [name, typeof one.value === 'string' ? shown(one.value) : one.value.map(shown)]
  })
  return Object.fromEntries(entries) as Record<string, unknown>
}
