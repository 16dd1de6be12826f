import { beforeAll, expect, test } from 'vitest'
import { slugOf } from '../../scripts/in-the-wild/evidence.ts'
import { checkTarget } from '../../src/run/check-target.ts'
import type { TargetReport } from '../../src/model/report.ts'
import { alarms, lineOf } from '../run/support.ts'
import { idleClock } from '../../scripts/prove/clock.ts'
import { contractOf, targetOf } from '../support/target.ts'
import { checkReplay } from './check-replay.ts'
import { faults } from './evolution-v2-faults.ts'
import { recordedExchanges } from './recorded.ts'
import { replayEvolution } from './replay.ts'
import type { Account, Alter } from './replay.ts'

async function judgeReplay(account: Account, alter?: Alter, seed = 1): Promise<TargetReport> {
  const replay = await replayEvolution(account, alter)
  try {
    const contract = contractOf('evolution-v2')
    const credentials = { ...replay.credentials }
    const target = targetOf(contract, replay.baseUrl, credentials, { seed })
    return await checkTarget(target, { clock: idleClock(0) })
  } finally {
    await replay.close()
  }
}

let filled: TargetReport

beforeAll(async () => {
  filled = await judgeReplay('filled')
})

const withVerdict = (report: TargetReport, verdict: string): string[] =>
  report.behaviors.filter((one) => one.verdict === verdict).map(({ id }) => id)

test.for([2, 3, 4])('the recorded server is conformant, seed %i', async (seed) => {
  const report = await judgeReplay('filled', undefined, seed)
  expect(alarms(report)).toEqual([])
  expect(report.verdict).toBe('conformant')
})

test('every behavior is exercised on it, but for the one about errors inside the server', () => {
  expect(alarms(filled)).toEqual([])
  expect(withVerdict(filled, 'unverified')).toEqual(['evolution-v2.error.internal'])
})

test('a run costs at most 90 requests', () => {
  expect(filled.requests.sent).toBeLessThanOrEqual(90)
})

test('the command judges the recorded server by the name of the contract, and shows nothing of it', async () => {
  const finished = await checkReplay('filled', 'evolution-v2')
  expect(finished.report?.targets[0]).toMatchObject({
    provider: 'evolution-v2',
    verdict: 'conformant',
  })
  expect(finished.code).toBe(0)
  const shown = [finished.output, ...finished.files.values()].join('\n')
  expect(shown).not.toMatch(/GLOBAL-KEY-0001|TOKEN-[A-Z]|5511999990|Alpha Shop|Loja S/)
})

test('nothing is broken on the recorded server without instances', async () => {
  const report = await judgeReplay('empty')
  expect(alarms(report)).toEqual([])
  expect(report.verdict).toBe('incomplete')
  expect(withVerdict(report, 'pass')).toContain('evolution-v2.filter.unknown-name')
})

test.for(faults)('$name: $caughtBy says so', async ({ alter, caughtBy, verdict }) => {
  const report = await judgeReplay('filled', alter)
  expect(lineOf(report, caughtBy).verdict).toBe(verdict)
})

test('every promise about the answer, who sees what, filters and errors is brought down by some fault', () => {
  const caught = new Set(faults.map(({ caughtBy }) => `evolution-v2.${caughtBy}`))
  const untouched = contractOf('evolution-v2').behaviors.filter(
    ({ id, level, family }) => level !== 'observe' && family !== 'items' && !caught.has(id),
  )
  expect(untouched.map(({ id }) => id)).toEqual([])
})

const headings = ['', '-create', '-empty']
  .flatMap((part) => recordedExchanges(`evolution-2.3.6${part}.txt`))
  .map(({ heading }) => slugOf(heading))

const cited = contractOf('evolution-v2').behaviors.flatMap(({ covers }) =>
  covers.map((fact) => fact.replace(/#.*/, '')),
)

test('every behavior cites recordings that there are', () => {
  expect(cited.filter((slug) => !headings.includes(slug))).toEqual([])
})

test('what no behavior cites is beyond this operation, this method or this language', () => {
  const uncited = headings.filter((slug) => !cited.includes(slug))
  expect(uncited).toMatchSnapshot()
})
