import { expect, test } from 'vitest'
import { evolution } from '../../mock/evolution.ts'
import { wachat } from '../../mock/wachat.ts'
import type { MockRequest, MockResponse } from '../../mock/provider.ts'
import { idleClock } from '../../scripts/prove/clock.ts'
import { checkTarget } from '../../src/run/check-target.ts'
import type { TargetReport } from '../../src/model/report.ts'
import { contractOf } from '../support/target.ts'
import { serveAltered, targetAt } from './support.ts'
import type { Alter } from './support.ts'

const others = () =>
  ['evolution', 'evolution-v2', 'hypersender', 'ryzeapi', 'wachat'].map(contractOf)

type Server = Pick<Awaited<ReturnType<typeof serveAltered>>, 'baseUrl' | 'credentials'>

function judgedBy(provider: string, server: Server): Promise<TargetReport> {
  const [, first = ''] = Object.entries(server.credentials)[0] ?? []
  const credentials = Object.fromEntries(
    contractOf(provider).credentials.map(({ env }) => [env, server.credentials[env] ?? first]),
  )
  const target = targetAt(provider, { ...server, credentials })
  return checkTarget(target, { clock: idleClock(0), others })
}

const ofEvolution = () => serveAltered(evolution, () => evolution.account(1))

/** A server for evolution's requests whose listings are so many of wachat's instances. */
function ofWachat(size: number) {
  const account = wachat.account(1)
  const listing = (request: MockRequest): MockResponse => {
    const [, key = ''] = Object.entries(wachat.credentials(account))[0] ?? []
    const asked = { ...request, headers: { 'x-api-key': key, authorization: `Bearer ${key}` } }
    const answer = wachat.handle(asked, account)
    const body = answer.body as { instances: unknown[] }
    return { ...answer, body: { ...body, instances: body.instances.slice(0, size) } }
  }
  const alter: Alter = (answer, request) => (answer.status === 200 ? listing(request) : answer)
  return serveAltered(evolution, () => evolution.account(1), alter)
}

test('a server that another contract fits without a flaw is judged as asked, and the other is named', async () => {
  const report = await judgedBy('evolution-v2', await ofEvolution())
  expect(report.verdict).toBe('non-conformant')
  expect(report.reason).toBe('this answers like evolution: --provider=evolution')
})

test('a right server is not said to answer like another one', async () => {
  expect((await judgedBy('evolution', await ofEvolution())).reason).toBeNull()
})

test('where only another contract finds a listing, nothing is judged, and the other is named', async () => {
  const report = await judgedBy('evolution', await ofWachat(Infinity))
  expect(report.verdict).toBe('error')
  expect(report.reason).toBe('this answers like wachat: --provider=wachat')
  expect(new Set(report.behaviors.map(({ verdict }) => verdict))).toEqual(new Set(['unverified']))
})

test('an account without an instance answers like no other provider', async () => {
  const { verdict, reason } = await judgedBy('evolution', await ofWachat(0))
  expect([verdict, reason]).toEqual(['non-conformant', null])
})
