import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { startMock } from '../../mock/index.ts'
import { wachatAt, deadOrigin } from './servers.ts'
import { expectErrorReport, expectRefusal, runCheck, targetOf } from './support.ts'

const env = { WACHAT_API_KEY: 'k' }

/** A port at which nobody listens yet. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('a server that comes up within --wait is judged', async () => {
  const port = await freePort()
  const late = new Promise((resolve) => setTimeout(resolve, 1500)).then(() =>
    startMock('wachat', { port }),
  )
  const { credentials } = await startMock('wachat').then(async (mock) => {
    await mock.close()
    return mock
  })
  const at = wachatAt(`http://127.0.0.1:${port}/api/v1`)
  const finished = await runCheck([...at, '--wait=30'], { env: { ...credentials } })
  await (await late).close()
  expect(finished.code, finished.output).toBe(0)
  const { requests } = targetOf(finished)
  expect(requests.retried).toBeGreaterThan(0)
  expect(requests.waitedMs).toBeGreaterThanOrEqual(1000)
})

test('one that does not is code 2', async () => {
  const origin = await deadOrigin()
  const finished = await runCheck([...wachatAt(origin), '--wait=1'], { env })
  const line = /http:\/\/127\.0\.0\.1:\d+ did not answer within 1 s \(last: refused\)/
  expectRefusal(finished, line)
  expectErrorReport(finished, line)
})

test.for(['-1', '3601', '1.5', 'soon'])('--wait=%s is refused', async (wait) => {
  const finished = await runCheck([...wachatAt('http://h.example'), `--wait=${wait}`], { env })
  expectRefusal(finished, /--wait \(CONFORMANCE_WAIT\): expected a whole number from 0 to 3600/)
})
