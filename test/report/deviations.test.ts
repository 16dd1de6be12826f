import { expect, test } from 'vitest'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { applyDeviations } from '../../src/report/known-deviations.ts'
import { exitCode } from '../../src/run/publish.ts'
import type { Deviation, Target } from '../../src/model/target.ts'
import { reportOf } from '../reporters/fixture.ts'
import { judged, lineOf, serveAltered, targetAt } from '../run/support.ts'
import type { Alter } from '../run/support.ts'

const account = ryzeapi.account(1)
const missing = 'ryzeapi.access.missing-token'

function entry(behavior: string, expires: string | null = null): Deviation {
  return { behavior, reason: 'agreed with the vendor', link: 'https://issue.example/1', expires }
}

/** A server that words one refusal otherwise. */
const deviating: Alter = (answer, { headers }) =>
  headers.token === undefined
    ? { status: 401, body: { success: false, error: { message: 'Missing token in header' } } }
    : answer

async function reportOn(deviations: readonly Deviation[], alter: Alter = deviating) {
  const server = await serveAltered(ryzeapi, () => account, alter)
  const target: Target = { ...targetAt('ryzeapi', server), deviations }
  return judged(target)
}

const both = [entry(missing), entry(`${missing}-with-filter`)]

function exitOf(target: Awaited<ReturnType<typeof reportOn>>): number {
  const options = { strict: false, complete: false, failOn: 'any' } as const
  return exitCode(reportOf(target), options, null)
}

test('a broken must that is listed is known, with reason and link', async () => {
  const report = await reportOn(both)
  expect(lineOf(report, 'access.missing-token')).toMatchObject({
    verdict: 'fail',
    known: { reason: 'agreed with the vendor', link: 'https://issue.example/1' },
  })
})

test('a target of which every broken must is known breaks no run', async () => {
  const report = await reportOn(both)
  expect([report.verdict, exitOf(report)]).toEqual(['known-deviations', 0])
})

test('one broken must that is not listed makes the target non-conformant', async () => {
  const report = await reportOn([entry(missing)])
  expect([report.verdict, exitOf(report)]).toEqual(['non-conformant', 1])
})

test('an entry of what holds is stale and breaks the run', async () => {
  const report = await reportOn(both, (answer) => answer)
  expect(report.stale).toEqual([missing, `${missing}-with-filter`])
  expect([report.verdict, exitOf(report)]).toEqual(['conformant', 1])
})

test('an entry that has expired counts for nothing', async () => {
  const report = await reportOn(both.map((one) => ({ ...one, expires: '2020-01-01' })))
  expect([report.verdict, exitOf(report)]).toEqual(['non-conformant', 1])
})

test('an entry counts on its last day, and no longer', () => {
  const broken = {
    id: 'a.b',
    level: 'must',
    title: '',
    covers: [],
    cases: 1,
    exchanges: [],
    digest: '',
  } as const
  const line = { ...broken, verdict: 'fail', reason: 'x', failures: [] } as const
  const known = (today: string) => {
    const [marked] = applyDeviations([line], [entry('a.b', '2026-11-20')], new Date(today), {
      given: (text) => text,
    }).behaviors
    return marked?.verdict === 'fail' && marked.known !== undefined
  }
  expect([known('2026-11-20T23:59:59Z'), known('2026-11-21T00:00:00Z')]).toEqual([true, false])
})

test('an entry that has expired is not stale either', async () => {
  const expired = both.map((one) => ({ ...one, expires: '2020-01-01' }))
  const report = await reportOn(expired, (answer) => answer)
  expect(report.stale).toEqual([])
})

test('an entry of what could not be verified is left alone', async () => {
  const report = await reportOn([entry('ryzeapi.limit.body')], (answer) => answer)
  expect([report.stale, exitOf(report)]).toEqual([[], 0])
})

test('a target that could not be judged makes no entry stale', async () => {
  const report = await reportOn(both, () => ({ status: 401, body: {} }))
  expect([report.verdict, report.stale, exitOf(report)]).toEqual(['error', [], 2])
})
