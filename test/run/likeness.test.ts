import { expect, test } from 'vitest'
import { evolution } from '../../mock/evolution.ts'
import { mockedProviders, mockedVariants } from '../../mock/index.ts'
import { wachat } from '../../mock/wachat.ts'
import type { MockRequest, MockResponse } from '../../mock/provider.ts'
import { judgeMock, mockSettings } from '../../scripts/on-mock.ts'
import { idleClock } from '../../scripts/prove/clock.ts'
import { Contracts } from '../../src/files/contracts.ts'
import { packageRoot } from '../../src/files/package-root.ts'
import { checkTarget } from '../../src/run/check-target.ts'
import type { CheckOptions } from '../../src/run/check-target.ts'
import type { TargetReport } from '../../src/model/report.ts'
import { contractOf } from '../support/target.ts'
import { serveAltered, targetAt } from './support.ts'
import type { Alter } from './support.ts'

const others = () => new Contracts(packageRoot()).providers.map(contractOf)

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

// What a listing is like, and whether it is one, is judged on answers alone.
const onAnswers: CheckOptions = {
  clock: idleClock(0),
  others,
  select: ({ kind }) => kind === 'passive',
}

test.for(mockedProviders())('no right server of %s answers like another one', async (provider) => {
  const settings = { ...mockSettings, burst: false, seed: 1 }
  const variants = mockedVariants(provider).map(({ id }) => ({ variant: id }))
  for (const mocked of [{}, ...variants]) {
    const served = { ...mocked, seed: 1 }
    const { reason } = await judgeMock(contractOf(provider), served, settings, onAnswers)
    expect(reason, JSON.stringify(mocked)).toBeNull()
  }
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
