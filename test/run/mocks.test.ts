import { expect, onTestFinished, test } from 'vitest'
import { mockedProviders, startMock } from '../../mock/index.ts'
import type { MockOptions } from '../../mock/index.ts'
import { evolution } from '../../mock/evolution.ts'
import { hypersender } from '../../mock/hypersender.ts'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { wachat } from '../../mock/wachat.ts'
import type { Settings } from '../../src/model/target.ts'
import { targetOfMock } from '../support/target.ts'
import { alarms, judged, reasonOf, serveAltered, targetAt } from './support.ts'
import type { AlteredServer } from './support.ts'

async function reportOn(provider: string, options: MockOptions, changed: Partial<Settings> = {}) {
  const mock = await startMock(provider, options)
  onTestFinished(() => mock.close())
  return judged(targetOfMock(mock, changed))
}

const sizes = [undefined, 0, 1, 2, 300]
const rightServers = mockedProviders().flatMap((provider) =>
  sizes.flatMap((instances) =>
    [1, 2, 3].map((seed) => ({ provider, size: instances ?? 'showcase', instances, seed })),
  ),
)

test.for(rightServers)(
  '$provider with $size instances, seed $seed: nothing is called broken, in 90 requests',
  async ({ provider, instances, seed }) => {
    const options = { seed, ...(instances === undefined ? {} : { instances }) }
    const report = await reportOn(provider, options, { seed })
    expect(alarms(report)).toEqual([])
    expect(['conformant', 'incomplete']).toContain(report.verdict)
    expect(report.requests.sent).toBeLessThanOrEqual(90)
  },
)

test.for(mockedProviders())(
  '%s with 3000 instances: nothing is called broken',
  async (provider) => {
    const report = await reportOn(provider, { instances: 3000 }, { timeoutMs: 30_000 })
    expect(alarms(report)).toEqual([])
    expect(report.requests.sent).toBeLessThanOrEqual(90)
  },
)

test.for(mockedProviders())('%s: the showcase leaves no must open', async (provider) => {
  const { verdict } = await reportOn(provider, {})
  expect(verdict).toBe('conformant')
})

test.for(mockedProviders())('%s: an empty account is never conformant', async (provider) => {
  const { verdict } = await reportOn(provider, { instances: 0 })
  expect(verdict).toBe('incomplete')
})

const serveEach: Record<string, () => Promise<AlteredServer>> = {
  evolution: () => serveAltered(evolution, always(evolution.account(1))),
  hypersender: () => serveAltered(hypersender, always(hypersender.account(1))),
  ryzeapi: () => serveAltered(ryzeapi, always(ryzeapi.account(1))),
  wachat: () => serveAltered(wachat, always(wachat.account(1))),
}

function always<T>(value: T): () => T {
  return () => value
}

/** Requests as text, in an order that does not depend on when they were sent. */
const keys = ({ received }: AlteredServer): string[] =>
  received
    .map(({ url, headers: { apikey, token, authorization, accept } }) =>
      JSON.stringify([url, apikey, token, authorization, accept]),
    )
    .sort()

async function ran(provider: string, seed: number) {
  const server = await (serveEach[provider] ?? serveEach.ryzeapi)?.()
  if (!server) throw new Error(`no server of ${provider}`)
  const report = await judged(targetAt(provider, server, { seed }))
  return { report, asked: keys(server) }
}

test.for(mockedProviders())(
  '%s: the same seed asks the same and reports the same',
  async (name) => {
    const [first, second] = [await ran(name, 7), await ran(name, 7)]
    expect(second.asked).toEqual(first.asked)
    const sameServer = { ...second.report, baseUrl: first.report.baseUrl }
    expect({ ...sameServer, requests: null }).toEqual({ ...first.report, requests: null })
  },
)

test.for(mockedProviders())('%s: another seed asks something else', async (name) => {
  const [first, second] = [await ran(name, 7), await ran(name, 8)]
  expect(second.asked).not.toEqual(first.asked)
})

test.for(mockedProviders())('%s: no more than thirteen requests are sent again', async (name) => {
  const { asked } = await ran(name, 7)
  const again = asked.filter((key, index) => asked.indexOf(key) < index)
  expect(again.length).toBeGreaterThan(4)
  expect(again.length).toBeLessThanOrEqual(13)
})

test('what an empty account cannot show says what it needs', async () => {
  const report = await reportOn('ryzeapi', { instances: 0 })
  expect(reasonOf(report, 'item.id')).toBe('needs 1 instance, the account has none')
  expect(reasonOf(report, 'message.one')).toBe('needs an answer with one instance')
  expect(reasonOf(report, 'filter.single-name')).toMatch(/^needs an instance/)
  expect(reasonOf(report, 'scope.instance-token')).toMatch(/^needs a credential of the role/)
})

test('what one instance cannot show says that it needs two', async () => {
  const report = await reportOn('ryzeapi', { instances: 1 })
  expect(reasonOf(report, 'filter.single-name')).toBe('needs 2 instances, the account has 1')
  expect(reasonOf(report, 'scope.instance-token')).toBe('needs 2 instances, the account has 1')
})

test('what an account of many cannot show because it moves says so', async () => {
  const report = await reportOn('hypersender', { instances: 5, variant: 'moves.states' })
  expect(reasonOf(report, 'filter.status')).toBe(
    'needs an instance that the request leaves out in every reading',
  )
})

test('what needs a flag names it and does not make the target incomplete', async () => {
  const report = await reportOn('ryzeapi', {})
  expect(
    report.behaviors.find(({ id }) => id === 'ryzeapi.limit.requests-per-minute'),
  ).toMatchObject({ verdict: 'unverified', optIn: '--burst' })
  expect(report.verdict).toBe('conformant')
})

test('past --max-requests what was not asked is unverified, and says why', async () => {
  const report = await reportOn('ryzeapi', {}, { maxRequests: 10 })
  expect(report.requests.sent).toBe(10)
  expect(reasonOf(report, 'filter.blank')).toBe('--max-requests=10 was reached')
  expect(report.verdict).toBe('incomplete')
})

test('a 429 with Retry-After in the middle of the run is waited for', async () => {
  const server = await serveAltered(
    ryzeapi,
    always(ryzeapi.account(1)),
    (answer, _request, count) =>
      count % 9 === 5 && ryzeapi.rateLimit
        ? { status: 429, headers: { 'Retry-After': '2' }, body: ryzeapi.rateLimit.refusal }
        : answer,
  )
  const report = await judged(targetAt('ryzeapi', server))
  expect(alarms(report)).toEqual([])
  expect(report.requests.retried).toBeGreaterThan(3)
  expect(report.requests.waitedMs).toBeGreaterThanOrEqual(report.requests.retried * 2000)
})
