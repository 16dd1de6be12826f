import { expect, test } from 'vitest'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { wachat } from '../../mock/wachat.ts'
import { mask } from '../../src/http/redact.ts'
import { checkTarget } from '../../src/run/check.ts'
import { testClock } from '../support/clock.ts'
import { failuresOf, judged, lineOf, reasonOf, serveAltered, targetAt } from './support.ts'

test('an error of the engine is told without the credential', async () => {
  const account = ryzeapi.account(1)
  const server = await serveAltered(ryzeapi, () => account)
  const clock = {
    ...testClock(),
    now: () => {
      throw new TypeError(`cannot use ${account.token}\n::error::x`)
    },
  }
  const error = await checkTarget(targetAt('ryzeapi', server), { clock }).catch(
    (one: unknown) => one,
  )
  expect(error).toBeInstanceOf(Error)
  const { message, stack = '' } = error as Error
  expect(message).toContain(`cannot use ${mask}`)
  expect(stack).toContain(mask)
  expect(stack).toMatch(/^ +at .*redaction-places\.test\.ts/m)
  expect(stack).not.toContain(account.token)
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
})

test('what a text calls a token is masked, though no answer held it', async () => {
  const account = ryzeapi.account(1)
  const server = await serveAltered(
    ryzeapi,
    () => account,
    (answer) =>
      answer.status === 404
        ? { status: 400, body: { message: 'at /x?token=q7Zk33 {"apiToken":"q7Zk34"}' } }
        : answer,
  )
  const report = await judged(targetAt('ryzeapi', server))
  expect(reasonOf(report, 'filter.single-unknown-name')).toContain(`/x?token=${mask} {`)
  expect(JSON.stringify(report)).not.toContain('q7Zk3')
})

test('a text that is long without need is clipped', async () => {
  const account = wachat.account(1)
  const server = await serveAltered(
    wachat,
    () => account,
    (answer) => ({ ...answer, headers: { 'Content-Type': `text/${'x'.repeat(9000)}` } }),
  )
  const report = JSON.stringify(await judged(targetAt('wachat', server)))
  expect(report).toMatch(/xxx… \(\d+ characters\)/)
  expect(report).not.toContain('x'.repeat(2001))
})

test('a header of an answer that lets somebody in is masked, whatever its value looks like', async () => {
  const account = ryzeapi.account(1)
  const headers = { 'Set-Cookie': '$Version=1; session=opaque-4711', 'X-Session-Token': '$opaque' }
  const server = await serveAltered(
    ryzeapi,
    () => account,
    () => ({ status: 200, headers, body: {} }),
  )
  const report = await judged(targetAt('ryzeapi', server))
  expect(report.exchanges.length).toBeGreaterThan(0)
  expect(JSON.stringify(report)).not.toContain('opaque')
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
