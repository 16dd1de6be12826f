import { expect, onTestFinished, test, vi } from 'vitest'
import { startMock } from '../../mock/index.ts'
import { check } from '../../src/api/check.ts'
import { systemClock } from '../../src/wire/limiter.ts'
import type { Behavior } from '../../src/model/contract.ts'
import { checkTarget } from '../../src/run/check-target.ts'
import { judgePlanned } from '../../src/run/run.ts'
import type { Target } from '../../src/model/target.ts'
import { plainNetwork } from '../../src/model/target.ts'
import { contractOf, settings, targetOfMock } from '../support/target.ts'

const canary = 'canary-5511987654321'

function dive(depth: number): number {
  return 1 + dive(depth + 1)
}

/** The ways in which code breaks; a message may quote what a server sent. */
const faults: readonly [says: RegExp, fault: () => unknown][] = [
  [/\(RangeError at test\/run\/suite-bugs\.test\.ts:\d+\)/, () => dive(0)],
  [
    /\(TypeError at test\/run\/suite-bugs\.test\.ts:\d+\)/,
    () => {
      throw new TypeError(`${canary}\n    at ${canary} (/a/${canary}.ts:1:1)`)
    },
  ],
  [
    /\(Error at test\/run\/suite-bugs\.test\.ts:\d+\)/,
    () => {
      throw Object.assign(new Error(canary), { name: `${canary} !` })
    },
  ],
  [
    /\(no Error was thrown\)/,
    () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw canary
    },
  ],
]

/** A right server's target, where what is read of one behavior breaks. */
async function breaking(member: string, kind: Behavior['kind'], fault: () => unknown) {
  const mock = await startMock('ryzeapi')
  onTestFinished(() => mock.close())
  const target = targetOfMock(mock)
  const at = target.contract.behaviors.findIndex((one) => one.kind === kind && member in one)
  const behaviors = target.contract.behaviors.map((one, index) =>
    index === at ? Object.defineProperty({ ...one }, member, { get: fault }) : one,
  )
  return { ...target, contract: { ...target.contract, behaviors } } satisfies Target
}

test.for(faults)(
  'an error of ours is the verdict on the target, case %#',
  async ([says, fault]) => {
    const target = await breaking('expect', 'active', fault)
    const report = await checkTarget(target, { clock: systemClock })
    expect([report.verdict, report.counts.error]).toEqual(['error', report.behaviors.length])
    expect(report.reason).toMatch(says)
    expect(report.reason).toContain('a bug of the suite, not of the server')
    expect(report.requests.sent).toBeGreaterThan(0)
    expect(JSON.stringify(report)).not.toContain(canary)
  },
)

test.for([
  ['request', 'active'],
  ['expect', 'passive'],
  ['when', 'passive'],
] as const)('wherever it is thrown, as in %s of an %s behavior', async ([member, kind]) => {
  const target = await breaking(member, kind, () => dive(0))
  const report = await checkTarget(target, { clock: systemClock })
  expect([report.verdict, report.counts.error]).toEqual(['error', report.behaviors.length])
})

test('a mock that does not start is an error of its target', async () => {
  const contract = { ...contractOf('ryzeapi'), provider: 'nobody' }
  const planned = { name: 'a', contract, baseUrl: null, credentials: new Map(), settings }
  const report = await judgePlanned(
    { ...planned, network: plainNetwork, deviations: [], variables: new Map(), problem: null },
    { clock: systemClock },
    [],
  )
  expect([report.verdict, report.requests.sent]).toEqual(['error', 0])
})

test('an error of ours while a request is made is no trouble of the network', async () => {
  const spy = vi.spyOn(String.prototype, 'toWellFormed').mockImplementation(() => String(dive(0)))
  onTestFinished(() => spy.mockRestore())
  const { targets } = await check({ provider: 'ryzeapi', seed: 1 })
  expect(targets[0]?.verdict).toBe('error')
  expect(targets[0]?.reason).toContain('this suite broke (RangeError at ')
})

test('a run that is broken off is called interrupted, and no bug', async () => {
  const controller = new AbortController()
  const target = await breaking('expect', 'active', () => {
    controller.abort(new Error('enough'))
    return []
  })
  const report = await checkTarget(target, { clock: systemClock, signal: controller.signal })
  expect([report.verdict, report.reason]).toEqual(['error', 'interrupted'])
})
