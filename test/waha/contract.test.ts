import { expect, test } from 'vitest'
import { alarms, judged, lineOf } from '../run/support.ts'
import { runCheck } from '../command/support.ts'
import { contractOf, targetOf } from '../support/target.ts'
import { faults } from './faults.ts'
import { serveWaha, sessions, wahaKey } from './server.ts'
import type { Alter, Session } from './server.ts'

const contract = contractOf('waha')
const credentials = { WAHA_API_KEY: wahaKey }

async function judgeWaha(alter?: Alter, all?: readonly Session[], seed = 1) {
  const { origin } = await serveWaha(alter, all)
  return judged(targetOf(contract, origin, credentials, { seed }))
}

test.for([1, 2, 3])('a server that does as documented is conformant, seed %i', async (seed) => {
  const report = await judgeWaha(undefined, undefined, seed)
  expect(alarms(report)).toEqual([])
  expect(report.behaviors.filter(({ verdict }) => verdict === 'unverified')).toEqual([])
  expect(report.verdict).toBe('conformant')
  expect(report.requests.sent).toBeLessThan(30)
})

test('what the pages leave open is observed', async () => {
  const report = await judgeWaha()
  expect(lineOf(report, 'open.all-other-value')).toMatchObject({
    verdict: 'observed',
    reason: 'all=1 is refused',
  })
})

test('without a session that is STOPPED the flag cannot be verified, and nothing is broken', async () => {
  const running = sessions.filter(({ status }) => status !== 'STOPPED')
  const report = await judgeWaha(undefined, running)
  expect(report.verdict).toBe('incomplete')
  expect(lineOf(report, 'filter.not-all')).toMatchObject({
    verdict: 'unverified',
    reason: 'needs a session that is STOPPED',
  })
})

test('a session that starts while it is judged breaks nothing', async () => {
  let count = 0
  const report = await judgeWaha((request, answer) => {
    const right = answer(request)
    if (right.status !== 200 || ++count < 3) return right
    const listed = answer({ ...request, query: new URLSearchParams('all=true') }).body as Session[]
    const moved = listed.map((one) => (one.name === 'sales' ? { ...one, status: 'STARTING' } : one))
    const isWhole = request.query.get('all') === 'true'
    return { ...right, body: moved.filter(({ status }) => isWhole || status !== 'STOPPED') }
  })
  expect(alarms(report)).toEqual([])
})

test('the command judges it by the name of the contract', async () => {
  const { origin } = await serveWaha()
  const args = ['--provider=waha', `--base-url=${origin}`]
  const { code, report } = await runCheck(args, { env: credentials })
  expect(report?.targets[0]).toMatchObject({ provider: 'waha', verdict: 'conformant' })
  expect(code).toBe(0)
})

test('keys, webhook headers and people reach no output where every value is wrong', async () => {
  const { origin } = await serveWaha((request, answer) => {
    const right = answer(request)
    if (right.status !== 200) return right
    const listed = (right.body as Session[]).map(({ name, status, config, me }) => ({
      name,
      status,
      config: [config],
      me: [me],
    }))
    return { ...right, body: listed }
  })
  const args = ['--provider=waha', `--base-url=${origin}`]
  const { code, output, files } = await runCheck(args, { env: credentials })
  expect(code).toBe(1)
  const shown = [output, ...files.values()].join('\n')
  expect(shown).toContain('waha.item.config')
  expect(shown).not.toMatch(/canary|Padaria|55119|771188|u-7718/i)
  expect(shown).not.toContain(wahaKey)
})

test.for(faults)('$name: $caughtBy says so', async ({ alter, caughtBy, verdict }) => {
  const report = await judgeWaha(alter)
  expect(lineOf(report, caughtBy).verdict).toBe(verdict)
})

test('every behavior that judges is brought down by some fault', () => {
  const caught = new Set(faults.map(({ caughtBy }) => `waha.${caughtBy}`))
  const untouched = contract.behaviors.filter(
    ({ id, level }) => level !== 'observe' && !caught.has(id),
  )
  expect(untouched.map(({ id }) => id)).toEqual([])
})
