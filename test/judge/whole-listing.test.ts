import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { parse } from '../contract/support.ts'
import { serve } from '../support/server.ts'
import { targetOf } from '../support/target.ts'
import { judged, lineOf } from '../run/support.ts'

const contract = parse(
  `
provider: doors
title: Doors
revision: 2026-11-20
docs: https://docs.doors.example
servers: []
operation: { method: GET, path: /doors }
credentials: { account: { header: X-Key, env: DOORS_KEY } }
listing:
  items: ''
  id: /id
  query: { closed: '1' }
  fields: { state: { at: /state, moves: true } }
behaviors:
  - id: scope.account-sees-all
    level: must
    covers: [D1]
    title: The whole listing shows every door
    on: every-listing
    expect: { items: within }
  - id: filter.open-only
    level: must
    covers: [D2]
    title: Without the flag only open doors are listed
    request: { as: account }
    expect: { status: 200, items: { where: { state: { in: [open, ajar] } } } }
  - id: access.missing-key
    level: must
    covers: [D3]
    title: A request without a key answers 401
    request: { as: nobody }
    expect: { status: 401 }
`,
  null,
)

const doors = [
  { id: 1, state: 'open' },
  { id: 2, state: 'closed' },
  { id: 3, state: 'ajar' },
]

/** @param isListed whether a door is listed where closed ones are not asked for */
async function judgeDoors(isListed: (door: { state: string }) => boolean) {
  const server = await serve(({ url = '', headers }: IncomingMessage, response) => {
    const isWhole = url.endsWith('?closed=1')
    const found = doors.filter((door) => isWhole || isListed(door))
    response.writeHead(headers['x-key'] === 'k-4711' ? 200 : 401)
    response.end(JSON.stringify(found))
  })
  const report = await judged(targetOf(contract, server.origin, { DOORS_KEY: 'k-4711' }))
  return { report, received: server.received }
}

test('the account is read with the query that lists all of it', async () => {
  const { report, received } = await judgeDoors(({ state }) => state !== 'closed')
  expect(received[0]?.url).toBe('/doors?closed=1')
  expect(report.verdict).toBe('conformant')
})

test.for([
  ['lists what the named values leave out', () => true, 'also instance 2'],
  [
    'leaves out what one of the named values selects',
    ({ state }: { state: string }) => state === 'open',
    '1 listed, without instance 3',
  ],
] as const)('a server that %s is found out', async ([, isListed, actual]) => {
  const { report } = await judgeDoors(isListed)
  expect(lineOf(report, 'filter.open-only')).toMatchObject({
    verdict: 'fail',
    failures: [{ expected: 'exactly the instances whose state is one of ["open","ajar"]', actual }],
  })
})

test('a trouble with the first reading names the whole URL that was asked', async () => {
  const server = await serve((_request, response) => response.writeHead(500).end())
  const report = await judged(targetOf(contract, server.origin, { DOORS_KEY: 'k-4711' }))
  expect(report.reason).toContain(`GET ${server.origin}/doors?closed=1 answers 500`)
})
