import { expect, test } from 'vitest'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { checkTarget } from '../../src/run/check-target.ts'
import type { TargetReport } from '../../src/model/report.ts'
import { testClock } from '../support/clock.ts'
import { serve } from '../support/server.ts'
import { contractOf, targetOf } from '../support/target.ts'
import { attacks } from './attacks.ts'
import type { Listing, RawAnswer } from './attacks.ts'
import { allTexts, privateAccount, tracesIn } from './canaries.ts'

const account = privateAccount()

/** Judges a server that makes something else of each of its right answers. */
async function judgedUnder(attack: (typeof attacks)[number][1]): Promise<TargetReport> {
  const { origin } = await serve((incoming, outgoing) => {
    const { searchParams: query } = new URL(incoming.url ?? '', 'http://127.0.0.1')
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    )
    const answer = ryzeapi.handle({ query, headers, at: 0 }, account)
    const type = { 'content-type': 'application/json' }
    const right: RawAnswer = {
      status: answer.status,
      headers: type,
      body: JSON.stringify(answer.body),
    }
    const listing = (
      answer.status === 200 ? answer.body : { success: true, instances: [] }
    ) as Listing
    const { status, headers: sent, body } = { ...right, ...attack(listing, right) }
    outgoing.writeHead(status, { ...type, ...sent }).end(body)
  })
  const credentials = ryzeapi.credentials(account)
  const target = targetOf(contractOf('ryzeapi'), origin + ryzeapi.basePath, credentials, {
    runs: 3,
  })
  return checkTarget(target, { clock: testClock(), shown: 'all' })
}

test.for(attacks)('nothing private is shown: %s', async ([, attack]) => {
  const report = await judgedUnder(attack)
  const shown = [...allTexts(report)].flatMap(([place, text]) =>
    tracesIn(text).map((trace) => `${place}: ${trace}`),
  )
  expect(report.exchanges.length).toBeGreaterThan(0)
  expect([...new Set(shown)]).toEqual([])
})
