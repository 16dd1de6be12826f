import type { BehaviorReport, Failure, TargetReport } from '../../src/model/report.ts'
import { checkTarget } from '../../src/run/check-target.ts'
import type { Settings, Target } from '../../src/model/target.ts'
import type { Credentials, MockRequest, MockResponse, Provider } from '../../mock/provider.ts'
import { idleClock } from '../../scripts/prove/clock.ts'
import { serve } from '../support/server.ts'
import type { ScriptedServer } from '../support/server.ts'
import { contractOf, targetOf } from '../support/target.ts'

/** Answers a request; `answer` is what the reference server would say. */
export type Alter = (answer: MockResponse, request: MockRequest, count: number) => MockResponse

export interface AlteredServer extends ScriptedServer {
  baseUrl: string
  credentials: Credentials
}

/**
 * Serves a provider's reference answers, altered.
 * @param accountAt the account as it is at the n-th request, counted from 1
 */
export async function serveAltered<Account>(
  provider: Provider<Account>,
  accountAt: (count: number) => Account,
  alter: Alter = (answer) => answer,
): Promise<AlteredServer> {
  let count = 0
  const server = await serve((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '', 'http://127.0.0.1')
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    )
    const request = { query: url.searchParams, headers, at: Date.now() }
    const answer = provider.handle(request, accountAt(++count))
    const altered = alter(answer, request, count)
    outgoing.writeHead(altered.status, { 'Content-Type': 'application/json', ...altered.headers })
    outgoing.end(JSON.stringify(altered.body))
  })
  return {
    ...server,
    baseUrl: server.origin + provider.basePath,
    credentials: provider.credentials(accountAt(1)),
  }
}

/** A target for an altered server. */
export function targetAt(
  provider: string,
  { baseUrl, credentials }: Pick<AlteredServer, 'baseUrl' | 'credentials'>,
  changed: Partial<Settings> = {},
): Target {
  return targetOf(contractOf(provider), baseUrl, credentials, changed)
}

/** Judges a target on a clock that never waits. */
export function judged(target: Target): Promise<TargetReport> {
  return checkTarget(target, { clock: idleClock(0) })
}

/** The line of the report for a behavior, by its id without the provider. */
export function lineOf(report: TargetReport, id: string): BehaviorReport {
  const line = report.behaviors.find((one) => one.id === `${report.provider}.${id}`)
  if (!line) throw new Error(`the report has no ${id}`)
  return line
}

/** The failures of a behavior that is broken. */
export function failuresOf(report: TargetReport, id: string): readonly Failure[] {
  const line = lineOf(report, id)
  if (line.verdict !== 'fail' && line.verdict !== 'warn')
    throw new Error(`${id} is not broken: ${line.verdict}`)
  return line.failures
}

/** Why a behavior has its verdict. */
export function reasonOf(report: TargetReport, id: string): string | null {
  const line = lineOf(report, id)
  return 'reason' in line ? line.reason : null
}

/** What was called broken or could not be told, with the reason: nothing for a right server. */
export function alarms({ behaviors }: TargetReport): string[] {
  return behaviors.flatMap((line) =>
    line.verdict === 'fail' || line.verdict === 'warn' || line.verdict === 'error'
      ? [`${line.id}: ${line.verdict}: ${line.reason}`]
      : [],
  )
}
