import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { failuresOf, judged, lineOf, serveAltered, targetAt } from '../run/support.ts'
import type { Alter } from '../run/support.ts'

const account = ryzeapi.account(1)
const refusal = { status: 400, body: { success: false, error: { message: 'no' } } }
const known = new Set(account.instances.map(({ name }) => name))

const namesIn = (query: URLSearchParams): string[] =>
  (query.get('instanceName') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** Refuses a list of names that holds one which does not exist beside one which does. */
const refusesMixed: Alter = (answer, { query }) => {
  const names = namesIn(query)
  const isMixed = names.some((name) => known.has(name)) && names.some((name) => !known.has(name))
  return isMixed ? refusal : answer
}

async function reportOn(alter: Alter, seed = 3) {
  const server = await serveAltered(ryzeapi, () => account, alter)
  // Within the documented limit there is not always room for it.
  const report = await judged(targetAt('ryzeapi', server, { seed, rate: 1000 }))
  return { report, server }
}

const id = 'filter.several-names'

test.for([1, 2, 3, 4, 5])('a counterexample is as small as it can be, seed %i', async (seed) => {
  const { report } = await reportOn(refusesMixed, seed)
  const [failure] = failuresOf(report, id)
  const { known: some, unknown } = failure?.counterexample as Record<string, string[]>
  expect([some?.length, unknown?.length]).toEqual([1, 1])
})

test.for([2, 3, 4])(
  'where %i names are too many, the counterexample has no more, whatever the seed',
  async (fewest) => {
    const refusesMany: Alter = (answer, { query }) =>
      namesIn(query).length >= fewest ? refusal : answer
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const { report } = await reportOn(refusesMany, seed)
        const [failure] = failuresOf(report, id)
        const { known: some, unknown } = failure?.counterexample as Record<string, string[]>
        expect((some?.length ?? 0) + (unknown?.length ?? 0)).toBe(fewest)
      }),
      { numRuns: 25 },
    )
  },
)

test('making a case smaller costs no more than four requests', async () => {
  const right = await reportOn((answer) => answer)
  const { report } = await reportOn((answer) => (answer.status === 404 ? refusal : answer))
  const broken = report.behaviors.filter(({ verdict }) => verdict === 'fail')
  const confirming = 1
  expect(broken.map((line) => line.id)).toEqual(['ryzeapi.filter.single-unknown-name'])
  expect(report.requests.sent).toBeLessThanOrEqual(right.report.requests.sent + confirming + 4)
})

test('the request of a failure is that of its counterexample', async () => {
  const { report } = await reportOn(refusesMixed)
  const [failure] = failuresOf(report, id)
  const { known: some, unknown } = failure?.counterexample as Record<string, string[]>
  const asked = new URL(failure?.request.slice('GET '.length) ?? '', 'http://a.example')
  expect(namesIn(asked.searchParams).sort()).toEqual([...(some ?? []), ...(unknown ?? [])].sort())
})

test('a failure says how to see it again', async () => {
  const { report, server } = await reportOn(refusesMixed)
  const [failure] = failuresOf(report, id)
  expect(failure).toMatchObject({
    expected: 'status 200',
    seed: 3,
    path: expect.stringMatching(/^\d+(:\d+)*$/) as unknown,
  })
  expect(failure?.curl).toContain('-H "token: $RYZEAPI_TOKEN_ACCOUNT"')
  expect(failure?.curl).toContain(`'${server.baseUrl}/instance/list?instanceName=`)
})

test('how many cases are broken is said beside the first of them', async () => {
  const { report } = await reportOn(refusesMixed)
  const line = lineOf(report, id)
  expect(line).toMatchObject({ verdict: 'fail', cases: 9 })
  expect('reason' in line && line.reason).toMatch(/\(\d of 9 cases\)$/)
})

test('a behavior that generates nothing has no counterexample', async () => {
  const { report } = await reportOn((answer, { headers }) =>
    headers.token === undefined ? refusal : answer,
  )
  expect(failuresOf(report, 'access.missing-token')[0]?.counterexample).toBeNull()
})

test('a wrong credential is described and not shown', async () => {
  const { report } = await reportOn((answer) => (answer.status === 401 ? refusal : answer))
  const [failure] = failuresOf(report, 'access.invalid-token')
  expect(failure?.counterexample?.token).toMatch(/^<.*>$/)
})
