import { expect, test } from 'vitest'
import { evolution } from '../../mock/evolution.ts'
import { hypersender } from '../../mock/hypersender.ts'
import type { Provider } from '../../mock/provider.ts'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { wachat } from '../../mock/wachat.ts'
import { serve } from '../support/server.ts'
import { judged, targetAt } from './support.ts'

/** How long a server collects requests, in ms, before it answers them all: a round trip. */
const trip = 60

/** A reference server that is far away. */
async function distant<Account>(provider: Provider<Account>) {
  const account = provider.account(1)
  const waiting: (() => void)[] = []
  const counted = { trips: 0 }
  const answerAll = () => {
    counted.trips++
    for (const answer of waiting.splice(0)) answer()
  }
  const server = await serve(({ url = '', headers: sent }, response) => {
    const query = new URL(url, 'http://a.example').searchParams
    const headers = Object.fromEntries(
      Object.entries(sent).map(([name, value]) => [name, String(value)]),
    )
    const { status, body } = provider.handle({ query, headers, at: 0 }, account)
    if (waiting.length === 0) setTimeout(answerAll, trip)
    waiting.push(() =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body)),
    )
  })
  const credentials = provider.credentials(account)
  return { counted, baseUrl: server.origin + provider.basePath, credentials }
}

async function tripsTo<Account>(provider: Provider<Account>, concurrency: number) {
  const { counted, ...server } = await distant(provider)
  const { requests } = await judged(targetAt(provider.name, server, { concurrency }))
  return { trips: counted.trips, sent: requests.sent }
}

const tripsOf = {
  evolution: (concurrency: number) => tripsTo(evolution, concurrency),
  hypersender: (concurrency: number) => tripsTo(hypersender, concurrency),
  ryzeapi: (concurrency: number) => tripsTo(ryzeapi, concurrency),
  wachat: (concurrency: number) => tripsTo(wachat, concurrency),
}

test.for(Object.entries(tripsOf))('%s is judged in 26 round trips at most', async ([, trips]) => {
  expect((await trips(4)).trips).toBeLessThanOrEqual(26)
})

test('one after the other, each request is a round trip of its own', async () => {
  const { trips, sent } = await tripsOf.wachat(1)
  expect(trips).toBe(sent)
})
