import { expect, test } from 'vitest'
import { evolution } from '../../mock/evolution.ts'
import { hypersender } from '../../mock/hypersender.ts'
import type { Provider } from '../../mock/provider.ts'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { wachat } from '../../mock/wachat.ts'
import type { Drawn } from '../../src/recording/exchange.ts'
import { Disclosure, mask } from '../../src/report/disclosure/disclosure.ts'
import { contractOf } from '../support/target.ts'
import { Canaries, planted, twisted } from '../run/canaries.ts'
import { failuresOf, judged, lineOf, reasonOf, serveAltered, targetAt } from '../run/support.ts'
import type { Alter } from '../run/support.ts'

interface Listed {
  instances: readonly object[]
}

/** Judges a server with a canary in every secret, that answers as `alterBy` makes it. */
async function leaks<Account extends Listed>(
  provider: Provider<Account>,
  alterBy: (instances: readonly object[]) => Alter,
) {
  const canaries = new Canaries()
  const account = planted(provider.account(1), contractOf(provider.name), canaries)
  const server = await serveAltered(provider, () => account, alterBy(account.instances))
  // Wachat's keys begin with the provider's name, which is no secret.
  for (const value of Object.values(server.credentials))
    canaries.secrets.push(value.replace(provider.name, ''))
  const report = await judged(targetAt(provider.name, server, { runs: 4 }))
  return { report, shown: canaries.shownIn(report) }
}

/** Answers everything with the whole account, in the provider's envelope and in no documented type. */
const breaksEverything =
  (isBare: boolean) =>
  (instances: readonly object[]): Alter =>
  (_answer, { headers, query }) => {
    const items = twisted(instances) as object[]
    const message = `for ${JSON.stringify(headers)} and ${query.toString()}`
    return { status: 200, body: isBare ? items : { success: message, message, instances: items } }
  }

/** Refuses with a message that repeats what it was given and what it knows. */
const tellsAll =
  (instances: readonly object[]): Alter =>
  (answer, { headers, query }) =>
    query.size > 0 || answer.status >= 400
      ? { status: 418, body: { headers, message: JSON.stringify(instances).slice(0, 900) } }
      : answer

const checks = {
  'ryzeapi, everything broken': () => leaks(ryzeapi, breaksEverything(false)),
  'wachat, everything broken': () => leaks(wachat, breaksEverything(false)),
  'evolution, everything broken': () => leaks(evolution, breaksEverything(true)),
  'hypersender, everything broken': () => leaks(hypersender, breaksEverything(true)),
  'ryzeapi, a talkative refusal': () => leaks(ryzeapi, tellsAll),
  'wachat, a talkative refusal': () => leaks(wachat, tellsAll),
  'evolution, a talkative refusal': () => leaks(evolution, tellsAll),
  'hypersender, a talkative refusal': () => leaks(hypersender, tellsAll),
}

test.for(Object.entries(checks))(
  'no secret and no personal value is reported: %s',
  async ([, check]) => {
    const { report, shown } = await check()
    expect(report.counts.fail).toBeGreaterThan(0)
    expect(shown).toEqual([])
  },
)

test('what a server repeats of the credential is masked', async () => {
  const account = ryzeapi.account(1)
  const server = await serveAltered(
    ryzeapi,
    () => account,
    (answer, { headers }) =>
      answer.status === 404
        ? { status: 400, body: { message: `not for ${String(headers.token)}` } }
        : answer,
  )
  const report = await judged(targetAt('ryzeapi', server))
  expect(reasonOf(report, 'filter.single-unknown-name')).toContain(`"not for ${mask}"`)
})

test('of where a redirect leads the host is shown', async () => {
  const account = ryzeapi.account(1)
  const server = await serveAltered(
    ryzeapi,
    () => account,
    () => ({
      status: 302,
      headers: { Location: `https://login.example/?token=${account.token}` },
      body: {},
    }),
  )
  const report = await judged(targetAt('ryzeapi', server))
  expect(report.reason).toContain(' to https://login.example (302)')
})

test('controls in what a server says are made visible', async () => {
  const account = ryzeapi.account(1)
  const server = await serveAltered(ryzeapi, () => ({
    ...account,
    instances: account.instances.map((one) => ({
      ...one,
      connection: { ...one.connection, state: '\u009b31m\u202e##[x]' as 'connected' },
    })),
  }))
  const report = await judged(targetAt('ryzeapi', server))
  expect(failuresOf(report, 'item.connection.state-value')[0]?.actual).toBe(
    '"\\u009b31m\\u202e## [x]"',
  )
})

test('what is no secret stays readable', async () => {
  const account = ryzeapi.account(1)
  const server = await serveAltered(
    ryzeapi,
    () => account,
    (answer) =>
      answer.status === 404 ? { status: 400, body: { message: 'no such instance' } } : answer,
  )
  const report = await judged(targetAt('ryzeapi', server))
  expect(reasonOf(report, 'filter.single-unknown-name')).toMatch(
    /^expected status 404, got status 400, {"message":"no such instance"}/,
  )
})

test('a credential in the base URL is masked wherever the URL stands', async () => {
  const account = ryzeapi.account(1)
  const server = await serveAltered(
    ryzeapi,
    () => account,
    () => ({ status: 200, body: {} }),
  )
  const baseUrl = `${server.origin}/${account.token}`
  const report = await judged(targetAt('ryzeapi', { ...server, baseUrl }))
  expect(report.baseUrl).toBe(`${server.origin}/${mask}`)
  expect(report.counts.fail).toBeGreaterThan(0)
  expect(JSON.stringify(report)).not.toContain(account.token)
})

test('a credential in the reason of a known deviation is masked', async () => {
  const account = ryzeapi.account(1)
  const server = await serveAltered(
    ryzeapi,
    () => account,
    (answer) => (answer.status === 401 ? { ...answer, status: 400 } : answer),
  )
  const behavior = 'ryzeapi.access.missing-token'
  const deviation = {
    behavior,
    reason: `400 for ${account.token}`,
    link: account.token,
    expires: null,
  }
  const report = await judged({ ...targetAt('ryzeapi', server), deviations: [deviation] })
  expect(lineOf(report, 'access.missing-token')).toMatchObject({
    known: { reason: `400 for ${mask}`, link: mask },
  })
})

test('a credential that is an ordinary word masks nothing of our own', async () => {
  const account = { ...ryzeapi.account(1), token: 'instance' }
  const server = await serveAltered(
    ryzeapi,
    () => account,
    (answer) => (answer.status === 404 ? { ...answer, status: 400 } : answer),
  )
  const [failure] = failuresOf(
    await judged(targetAt('ryzeapi', server)),
    'filter.single-unknown-name',
  )
  expect(failure?.curl).toContain('/instance/list?instanceName=')
  expect(failure?.curl).toContain('$RYZEAPI_TOKEN_ACCOUNT')
  expect(JSON.stringify(failure)).not.toContain(mask)
})

test('a credential in the base URL is masked however it is encoded', async () => {
  const account = { ...ryzeapi.account(1), token: 'a/b+c d/eFgh=1' }
  const server = await serveAltered(
    ryzeapi,
    () => account,
    () => ({ status: 200, body: {} }),
  )
  const baseUrl = `${server.origin}/${encodeURIComponent(account.token)}`
  const report = await judged(targetAt('ryzeapi', { ...server, baseUrl }))
  expect(report.baseUrl).toBe(`${server.origin}/${mask}`)
  expect(JSON.stringify(report)).not.toContain('eFgh')
})

test('a label that is the name of a person as well is shown where it was drawn', async () => {
  const account = evolution.account(1)
  const instances = account.instances.map((one) => ({ ...one, profileName: one.instanceName }))
  const server = await serveAltered(
    evolution,
    () => ({ ...account, instances }),
    (answer, { query }) => (query.has('instanceName') ? { ...answer, body: [] } : answer),
  )
  const [failure] = failuresOf(await judged(targetAt('evolution', server)), 'filter.instance-name')
  const names = instances.map(({ instanceName }) => instanceName)
  expect(names).toContain(failure?.counterexample?.name)
})

test('a token that is a UUID is not shown in place of an id', async () => {
  const account = evolution.account(1)
  const instances = account.instances.map((one) => ({ ...one, apikey: one.instanceId }))
  const server = await serveAltered(
    evolution,
    () => ({ ...account, instances }),
    () => ({ status: 200, body: instances }),
  )
  const report = await judged(targetAt('evolution', server))
  expect(report.counts.fail).toBeGreaterThan(0)
  const shown = JSON.stringify(report)
  expect(instances.filter(({ apikey }) => shown.includes(apikey))).toEqual([])
})

/** What decides what is shown of an account that was never read, where these values were asked for. */
function disclosureAfter(...drawn: Drawn[]): Disclosure {
  const target = { contract: contractOf('evolution'), baseUrl: null, credentials: new Map() }
  return new Disclosure(target, null, [{ request: { drawn } }])
}

test('what was made of a private value is masked where an answer repeats it', () => {
  const disclosure = disclosureAfter(
    { value: 'Wurzelsep', fields: ['profile'] },
    { value: 'front desk', fields: ['name'] },
  )
  const { text } = disclosure.checked('nobody is called Wurzelsep at the front desk')
  expect(text).toBe(`nobody is called ${mask} at the front desk`)
})

test('a private value that overlaps with a number is masked with it', () => {
  const disclosure = disclosureAfter({ value: '551198765', fields: ['number'] })
  expect(disclosure.checked('for 5511987650001').text).toBe(`for ${mask}`)
})

test("a request's credential is shown as its variable", async () => {
  const account = ryzeapi.account(1)
  const server = await serveAltered(
    ryzeapi,
    () => account,
    () => ({ status: 200, body: {} }),
  )
  const report = await judged(targetAt('ryzeapi', server))
  expect(report.exchanges[0]?.request.headers).toContainEqual(['token', '$RYZEAPI_TOKEN_ACCOUNT'])
})
