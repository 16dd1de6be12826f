import type { Contract } from '../model/contract.ts'
import type { Exchange } from '../model/exchange.ts'
import type { BehaviorReport, Failure, TargetReport } from '../model/report.ts'
import { printable, Redactor } from '../http/redact.ts'
import type { Target } from './target.ts'

/**
 * Masks all that a server or a user put into a report: credentials, and the values of the contract's
 * secret and personal members as any judged answer showed them.
 */
export function redactReport(
  report: TargetReport,
  target: Target,
  log: readonly Exchange[],
): TargetReport {
  const hasFailures = report.behaviors.some(
    ({ verdict }) => verdict !== 'pass' && verdict !== 'unverified',
  )
  const names = [...target.credentials.values()].map(({ env }) => env)
  const redactor = new Redactor([...names, ...target.contract.credentials.map(({ env }) => env)])
  for (const { secret } of target.credentials.values()) redactor.addSecret(secret)
  if (hasFailures) learn(redactor, target.contract, log)
  return {
    ...report,
    baseUrl: printable(report.baseUrl),
    reason: report.reason === null ? null : redactor.text(report.reason),
    behaviors: report.behaviors.map((behavior) => redactBehavior(behavior, redactor)),
  }
}

function redactBehavior(behavior: BehaviorReport, redactor: Redactor): BehaviorReport {
  switch (behavior.verdict) {
    case 'pass':
      return behavior
    case 'fail':
    case 'warn':
      return {
        ...behavior,
        reason: redactor.text(behavior.reason),
        failures: behavior.failures.map((failure) => redactFailure(failure, redactor)),
      }
    default:
      return { ...behavior, reason: redactor.text(behavior.reason) }
  }
}

function redactFailure(failure: Failure, redactor: Redactor): Failure {
  return {
    ...failure,
    expected: redactor.text(failure.expected),
    actual: redactor.text(failure.actual),
    pointer: failure.pointer === null ? null : redactor.text(failure.pointer),
    request: redactor.text(failure.request),
    curl: redactor.text(failure.curl),
    counterexample: redactor.value(failure.counterexample) as Failure['counterexample'],
  }
}

type Kind = 'secret' | 'personal' | null

function learn(
  redactor: Redactor,
  { secrets, personal }: Contract,
  log: readonly Exchange[],
): void {
  const secretNames = new Set(secrets)
  const personalNames = new Set(personal)
  const texts = new Set<string>()
  for (const { request, outcome } of log) {
    if (request.as.secret !== null) redactor.addSecret(request.as.secret)
    if (
      outcome.kind !== 'response' ||
      !outcome.response.body.ok ||
      texts.has(outcome.response.text)
    )
      continue
    texts.add(outcome.response.text)
    learnBody(redactor, outcome.response.body.value, (key) =>
      secretNames.has(key) ? 'secret' : personalNames.has(key) ? 'personal' : null,
    )
  }
}

/** Visits every value, however deep; without recursion, because a body may be nested without end. */
function learnBody(redactor: Redactor, body: unknown, kindOf: (key: string) => Kind): void {
  const open: { value: unknown; kind: Kind }[] = [{ value: body, kind: null }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, kind } = next
    if (typeof value === 'string' || typeof value === 'number') {
      if (kind === 'secret') redactor.addSecret(String(value))
      if (kind === 'personal') redactor.addPersonal(String(value))
    } else if (typeof value === 'object' && value !== null) {
      // What is inside of a secret member is as secret, whatever its shape.
      for (const [key, inner] of Object.entries(value))
        open.push({ value: inner, kind: kindOf(key) ?? kind })
    }
  }
}
