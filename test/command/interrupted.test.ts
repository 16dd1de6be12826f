import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formats } from '../../reporters/formats.ts'
import type { BehaviorReport } from '../../src/model/report.ts'
import { startMock } from '../../mock/index.ts'
import {
  expectValidReport,
  filesIn,
  idsOf,
  runCheck,
  runCommand,
  stackLine,
  targetOf,
} from './support.ts'
import type { CommandOptions, Finished } from './support.ts'

/** Servers before mocks: they count requests and connections, and hold a request back for good. */
class Front {
  /** Those of the current run. */
  requests = 0
  /** The request that is never answered, counted from 1. */
  holds = Infinity
  readonly #wakers: (() => void)[] = []
  #connections = 0
  readonly #server
  /** The mock behind it. */
  origin = ''

  constructor() {
    this.#server = createServer((request, response) => {
      this.requests++
      this.#wake()
      if (this.requests >= this.holds) return
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !/^(host|connection)$/.test(name)),
      ) as Record<string, string>
      void fetch(this.origin + (request.url ?? ''), { headers }).then(async (answer) => {
        response.writeHead(answer.status, {
          'content-type': answer.headers.get('content-type') ?? 'text/plain',
        })
        response.end(await answer.text())
      })
    })
    this.#server.keepAliveTimeout = 60_000
    this.#server.on('connection', (socket) => {
      this.#connections++
      socket.on('close', () => {
        this.#connections--
        this.#wake()
      })
    })
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
  }

  /** The base URL of what is behind it, here. */
  at(target: string): string {
    const { port } = this.#server.address() as AddressInfo
    const { origin, pathname } = new URL(target)
    this.origin = origin
    return `http://127.0.0.1:${port}${pathname === '/' ? '' : pathname}`
  }

  /** Whoever asked has gone: what was to be judged is judged. */
  get isLeft(): boolean {
    return this.requests > 0 && this.#connections === 0
  }

  /** Resolves as soon as something holds of it. */
  async until(isSo: (front: Front) => boolean): Promise<void> {
    while (!isSo(this)) await new Promise<void>((resolve) => this.#wakers.push(resolve))
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  #wake(): void {
    for (const wake of this.#wakers.splice(0)) wake()
  }
}

/** A server that is right, and one that is broken. */
const [right, broken] = [new Front(), new Front()]
let folder = ''
/** A run that nobody ended. */
let whole: Finished

beforeAll(async () => {
  await Promise.all([right.listen(), broken.listen()])
  folder = await mkdtemp(join(tmpdir(), 'conformance-'))
  whole = await run({}, runCheck)
}, 60_000)

afterAll(async () => {
  right.close()
  broken.close()
  await rm(folder, { recursive: true })
})

/** Runs against mocks of its own: those of an earlier run know how many requests there were. */
async function run(
  options: CommandOptions,
  check: typeof runCheck = runCommand,
): Promise<Finished> {
  const wachat = await startMock('wachat')
  const ryzeapi = await startMock('ryzeapi', { fault: 'filter.prefix' })
  const targets = [
    { name: 'right', provider: 'wachat', baseUrl: right.at(wachat.baseUrl) },
    { name: 'broken', provider: 'ryzeapi', baseUrl: broken.at(ryzeapi.baseUrl) },
  ]
  const { RYZEAPI_TOKEN_ACCOUNT: account = '' } = ryzeapi.credentials
  const env = { ...wachat.credentials, RYZEAPI_TOKEN_ACCOUNT: account }
  const args = [
    `--targets=${folder}/targets.yaml`,
    `--report-dir=${folder}/report`,
    '--runs=3',
    `--report=${Object.keys(formats).join(',')}`,
    `--history=${folder}/history`,
    ...['--burst', '--seed=1'],
  ]
  await writeFile(`${folder}/targets.yaml`, JSON.stringify({ targets }))
  right.requests = broken.requests = 0
  try {
    const finished = await check(args, { env, ...options })
    const files = await filesIn(`${folder}/report`)
    const json = files.get('report.json') ?? 'null'
    return { ...finished, files, report: JSON.parse(json) as Finished['report'] }
  } finally {
    await Promise.all([wachat.close(), ryzeapi.close()])
  }
}

function byVerdict(finished: Finished, name: string): Record<string, string[]> {
  const { behaviors } = targetOf(finished, name)
  const words = (one: BehaviorReport): string =>
    one.verdict === 'unverified' ? `unverified: ${one.reason}` : one.verdict
  const kinds = [...new Set(behaviors.map(words))]
  return Object.fromEntries(
    kinds.map((kind) => [kind, behaviors.filter((one) => words(one) === kind).map(({ id }) => id)]),
  )
}

/** The third request: nothing was confirmed by then. The first of the burst: every failure was. */
const moments = ['before anything was confirmed', 'during the burst'] as const

const ends = [
  ['vitest', 'SIGINT', 130, 'the process', moments[0]],
  ['vitest', 'SIGTERM', 143, 'the process', moments[1]],
  ['vitest', 'SIGINT', 130, 'its group', moments[1]],
  ['program', 'SIGINT', 130, 'its group', moments[0]],
  ['program', 'SIGTERM', 143, 'the process', moments[1]],
] as const

test.for(ends)(
  '%s that %s (%i) to %s ends %s tells what is certain, in every format, and nothing else',
  { timeout: 60_000 },
  async ([way, signal, code, whom, moment]) => {
    const { requests, behaviors } = targetOf(whole, 'broken')
    const failures = idsOf(targetOf(whole, 'broken'), 'fail')
    const certain = moment === moments[0] ? [] : failures
    broken.holds = moment === moments[0] ? 3 : requests.sent + 1
    const send = async (child: ChildProcess): Promise<void> => {
      await broken.until((front) => front.requests >= front.holds)
      await right.until((front) => front.isLeft)
      const pid = child.pid ?? 0
      process.kill(whom === 'its group' ? -pid : pid, signal)
    }
    const history = await filesIn(`${folder}/history`)
    const finished = await run({ way, onStart: (child) => void send(child) })
    const { output, files } = finished
    expect(finished.code, output).toBe(code)
    expect(output).toContain(`interrupted by ${signal}`)
    expect(output).not.toMatch(stackLine)
    expectValidReport(finished)
    expect(finished.report).toMatchObject({ interrupted: signal })
    expect(targetOf(finished, 'broken')).toMatchObject({ verdict: 'error', reason: 'interrupted' })
    expect(byVerdict(finished, 'broken')).toEqual({
      ...(certain.length > 0 ? { fail: certain } : {}),
      'unverified: interrupted': behaviors.flatMap(({ id }) => (certain.includes(id) ? [] : [id])),
    })
    for (const id of certain) expect(finished.stdout).toContain(id)
    expect(byVerdict(finished, 'right')).toEqual(byVerdict(whole, 'right'))
    for (const { file } of Object.values(formats))
      expect(files.get(file), file).not.toBe(whole.files.get(file))
    expect(files.get('junit.xml')).toContain('message="interrupted"')
    expect(files.get('last-judged.json')).toBe(whole.files.get('report.json'))
    expect(await filesIn(`${folder}/history`)).toEqual(history)
  },
)
