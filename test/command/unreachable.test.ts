import { describe, test } from 'vitest'
import { deadOrigin, wachatAt, withServer } from './servers.ts'
import type { Answer } from './servers.ts'
import {
  expectErrorReport,
  expectRefusal,
  expectValidReport,
  runCheck,
  runCommand,
} from './support.ts'
import type { Finished } from './support.ts'

const env = { WACHAT_API_KEY: 'a-key-of-nobody' }

function checkConstant(answer: Answer, path = ''): Promise<Finished> {
  return withServer(
    () => answer,
    (origin) => runCheck(wachatAt(origin + path), { env }),
  )
}

function expectUnjudged(finished: Finished, line: RegExp): void {
  expectRefusal(finished, line)
  expectErrorReport(finished, line)
  expectValidReport(finished)
}

describe('a server that cannot be judged is exit code 2, one line and a report', () => {
  test('without a credential: the line names the variable', async () => {
    const finished = await runCheck(wachatAt('http://127.0.0.1:9'))
    expectUnjudged(finished, /WACHAT_API_KEY/)
  })

  test.for([
    ['Vitest', runCommand],
    ['the program', runCheck],
  ] as const)('where nobody listens: connection refused, by %s', async ([, run]) => {
    const finished = await run(wachatAt(await deadOrigin()), { env })
    expectUnjudged(finished, /refused.*http:\/\/127\.0\.0\.1:\d+/)
  })

  test('where the host does not exist: DNS', async () => {
    const finished = await runCheck(wachatAt('http://no-such-host.invalid'), { env })
    expectUnjudged(finished, /DNS.*no-such-host\.invalid/)
  })

  test('where TLS fails: the server speaks plain HTTP', async () => {
    const finished = await withServer(
      () => ({ status: 200, body: {} }),
      (origin) => runCheck(wachatAt(origin.replace('http:', 'https:')), { env }),
    )
    expectUnjudged(finished, /TLS.*https:\/\/127\.0\.0\.1:\d+/)
  })

  test('where the credential is refused: the line names the variable', async () => {
    const finished = await checkConstant({ status: 401, body: { message: 'who are you' } })
    expectUnjudged(finished, /401.*WACHAT_API_KEY/)
  })

  test('where everything answers 404: the line shows what was asked', async () => {
    const finished = await checkConstant({ status: 404, body: '<h1>Not Found</h1>' }, '/wrong')
    expectUnjudged(finished, /GET http:\/\/127\.0\.0\.1:\d+\/wrong\/instance\/list.*404/)
  })

  test('where everything answers 500', async () => {
    const finished = await checkConstant({ status: 500, body: { message: 'oops' } })
    expectUnjudged(finished, /GET http:\/\/127\.0\.0\.1:\d+\/instance\/list.*500/)
  })

  test('where nothing answers within --timeout', async () => {
    const finished = await withServer(
      () => new Promise<Answer>(() => undefined),
      (origin) => runCheck([...wachatAt(origin), '--timeout=100'], { env }),
    )
    expectUnjudged(finished, /100 ms/)
  })
})
