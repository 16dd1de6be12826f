import { expect, onTestFinished, test } from 'vitest'
import { startMock } from '../../mock/index.ts'
import type { MockOptions } from '../../mock/index.ts'
import type { BehaviorReport } from '../../src/model/report.ts'
import { alarms, judged } from '../run/support.ts'
import { targetOf } from '../support/target.ts'
import { contractOf, draftOfPage } from './support.ts'

async function reportOn(provider: string, options: MockOptions) {
  const contract = contractOf(draftOfPage(provider))
  const mock = await startMock(provider, options)
  onTestFinished(() => mock.close())
  return judged(targetOf(contract, mock.baseUrl, mock.credentials))
}

const brokenIn = (behaviors: readonly BehaviorReport[], verdict: 'fail' | 'warn'): string[] =>
  behaviors.filter((one) => one.verdict === verdict).map(({ id }) => id)

const accounts = ['wachat', 'hypersender'].flatMap((provider) =>
  [undefined, 0, 1, 300].map((instances) => ({
    provider,
    size: instances ?? 'showcase',
    instances,
  })),
)

test.for(accounts)(
  'a draft for $provider calls nothing broken on a right server with $size instances',
  async ({ provider, instances }) => {
    const report = await reportOn(provider, instances === undefined ? {} : { instances })
    expect(alarms(report)).toEqual([])
    expect(['conformant', 'incomplete']).toContain(report.verdict)
    expect(report.requests.sent).toBeLessThan(75)
  },
)

test.for(['wachat', 'hypersender'])(
  'a draft for %s leaves no must open where there are instances enough',
  async (provider) => {
    const { verdict } = await reportOn(provider, {})
    expect(verdict).toBe('conformant')
  },
)

test.for([
  ['wachat', 'served-as.html', 'envelope.content-type'],
  ['wachat', 'body.array', 'envelope.listing'],
  ['wachat', 'id.text', 'item.id'],
  ['wachat', 'isConnected.text', 'item.isConnected'],
  ['wachat', 'number.number', 'item.number'],
  ['wachat', 'auth.optional', 'access.missing-credential'],
  ['wachat', 'auth.key-in-any-case', 'access.wrong-credential'],
  ['hypersender', 'status.lowercase', 'item.status'],
  ['hypersender', 'filter.name.ignored', 'filter.name'],
  ['hypersender', 'filter.name.whole-name-only', 'filter.name'],
  ['hypersender', 'filter.phone.never-matches', 'filter.phone'],
  ['hypersender', 'filter.status.pending-is-starting', 'filter.status'],
  ['hypersender', 'auth.open-with-phone', 'access.missing-credential-with-filters'],
] as const)('a draft for %s catches %s as a failure', async ([provider, fault, id]) => {
  const { behaviors, verdict } = await reportOn(provider, { fault })
  expect(brokenIn(behaviors, 'fail')).toContain(`${provider}.${id}`)
  expect(verdict).toBe('non-conformant')
})

test.for([
  ['wachat', 'count.off-by-one', 'envelope.count-counts-instances'],
  ['wachat', 'success.false', 'envelope.success-true'],
  ['wachat', 'owner.absent', 'item.complete'],
  ['hypersender', 'filter.uuid.ignored', 'filter.uuid'],
] as const)(
  'a draft for %s warns of %s, where nothing but a guess is broken',
  async ([provider, fault, id]) => {
    const { behaviors } = await reportOn(provider, { fault })
    expect(brokenIn(behaviors, 'warn')).toContain(`${provider}.${id}`)
    expect(brokenIn(behaviors, 'fail')).toEqual([])
  },
)
