import { expect, onTestFinished, test } from 'vitest'
import { startMock } from '../../mock/index.ts'
import type { MockOptions } from '../../mock/index.ts'
import { judge } from '../../src/judge/judge.ts'
import type { Target } from '../../src/model/target.ts'
import { readRecording, writeRecording } from '../../src/recording/recording.ts'
import { checkTarget } from '../../src/run/check-target.ts'
import type { Recorded } from '../../src/run/check-target.ts'
import { testClock } from '../support/clock.ts'
import { serve } from '../support/server.ts'
import { contractOf, targetOf, targetOfMock } from '../support/target.ts'

async function recorded(provider: string, options: MockOptions = {}): Promise<Recorded> {
  const mock = await startMock(provider, options)
  onTestFinished(() => mock.close())
  return recordedAt(targetOfMock(mock, { burst: true }))
}

async function recordedAt(target: Target): Promise<Recorded> {
  const all: Recorded[] = []
  await checkTarget(target, { clock: testClock(), onRecorded: (one) => void all.push(one) })
  const [only] = all
  if (!only) throw new Error('nothing was recorded')
  return only
}

test.each<[string, MockOptions]>([
  ['ryzeapi', {}],
  ['ryzeapi', { fault: 'filter.first-of-several' }],
  ['ryzeapi', { variant: 'moves.one-comes-and-goes' }],
  ['evolution', {}],
  ['hypersender', { variant: 'moves.states' }],
  ['wachat', {}],
])('a run on %s with %j is judged alike from its recording as JSON', async (provider, how) => {
  const { recording, judged } = await recorded(provider, how)
  const again = judge(contractOf(provider), readRecording(writeRecording(recording)))
  expect(JSON.stringify(again)).toBe(JSON.stringify(judged))
})

test('a body that is not JSON is recorded by what it is, and judged alike', async () => {
  const server = await serve((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.end('{"success":true,"instances":[{"name":"private-name')
  })
  const wachat = contractOf('wachat')
  const target = targetOf(wachat, server.origin, { WACHAT_API_KEY: 'x' })
  const { recording, judged } = await recordedAt(target)
  const text = writeRecording(recording)
  expect(text).toContain('"kind":"end-in-string"')
  expect(text).not.toContain('private-name')
  expect(JSON.stringify(judge(wachat, readRecording(text)))).toBe(JSON.stringify(judged))
})

test('a recording that ends early is judged by what else to ask', async () => {
  const { recording } = await recorded('ryzeapi')
  const contract = contractOf('ryzeapi')
  for (const [index, { pace, asks }] of recording.rounds.entries()) {
    const rounds = recording.rounds.slice(0, index)
    expect(judge(contract, { ...recording, rounds })).toEqual({ pace, asks })
  }
})

test('a recording says for which case each request was sent', async () => {
  const { recording } = await recorded('ryzeapi')
  const cases = recording.rounds.flatMap(({ asks }) => asks.flatMap((ask) => ask.cases))
  const behaviors = contractOf('ryzeapi').behaviors.filter(({ kind }) => kind !== 'passive')
  expect(new Set(cases.map(({ behavior }) => behavior))).toEqual(
    new Set(behaviors.map(({ id }) => id)),
  )
})

test('a recording of other questions is not judged', async () => {
  const { recording } = await recorded('ryzeapi')
  const settings = { ...recording.settings, seed: recording.settings.seed + 1 }
  expect(() => judge(contractOf('ryzeapi'), { ...recording, settings })).toThrow('other questions')
})
