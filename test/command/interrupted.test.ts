import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { formats } from '../../reporters/formats.ts'
import type { BehaviorReport } from '../../src/model/report.ts'
import { startMock } from '../../mock/index.ts'
import { expectValidReport, filesIn, idsOf, runCommand, targetOf, withFolder } from './support.ts'
import type { CommandOptions, Finished } from './support.ts'

/** Servers before mocks: they count requests and connections, and hold a request back for good. */
class Front {
  requests = 0
  /** The request that is never answered, counted from 1. */
  holds = Infinity
  readonly #wakers: (() => void)[] = []
  #connections = 0
  readonly #server
  readonly #path: string

  constructor(target: string) {
    const { origin, pathname } = new URL(target)
    this.#path = pathname === '/' ? '' : pathname
    this.#server = createServer((request, response) => {
      this.requests++
      this.#wake()
      if (this.requests >= this.holds) return
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !/^(host|connection)$/.test(name)),
      ) as Record<string, string>
      void fetch(origin + (request.url ?? ''), { headers }).then(async (answer) => {
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

  get baseUrl(): string {
    const { port } = this.#server.address() as AddressInfo
    return `http://127.0.0.1:${port}${this.#path}`
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

interface Place {
  folder: string
  /** A server that is right, and one that is broken. */
  right: Front
  broken: Front
  run(options?: CommandOptions): Promise<Finished>
}

/** Lends two targets, of which a run has told all that there is. */
async function withTwo<T>(use: (place: Place, whole: Finished) => Promise<T>): Promise<T> {
  const mocks = [
    await startMock('wachat'),
    await startMock('ryzeapi', { fault: 'filter.prefix' }),
  ] as const
  const [right, broken] = [new Front(mocks[0].baseUrl), new Front(mocks[1].baseUrl)]
  await Promise.all([right.listen(), broken.listen()])
  const targets = [
    { name: 'right', provider: 'wachat', baseUrl: right.baseUrl },
    { name: 'broken', provider: 'ryzeapi', baseUrl: broken.baseUrl },
  ]
  const { RYZEAPI_TOKEN_ACCOUNT: account = '' } = mocks[1].credentials
  const env = { ...mocks[0].credentials, RYZEAPI_TOKEN_ACCOUNT: account }
  try {
    return await withFolder({ 'targets.yaml': JSON.stringify({ targets }) }, async (folder) => {
      const args = [
        `--targets=${folder}/targets.yaml`,
        `--report-dir=${folder}/report`,
        `--report=${Object.keys(formats).join(',')}`,
        `--history=${folder}/history`,
        '--burst',
        '--seed=1',
      ]
      const run = async (options: CommandOptions = {}): Promise<Finished> => {
        right.requests = broken.requests = 0
        const finished = await runCommand(args, { env, ...options })
        const files = await filesIn(`${folder}/report`)
        const json = files.get('report.json') ?? 'null'
        return { ...finished, files, report: JSON.parse(json) as Finished['report'] }
      }
      const place = { folder, right, broken, run }
      return await use(place, await run())
    })
  } finally {
    for (const one of [...mocks, right, broken]) void one.close()
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

const ways = [
  ['vitest', 'SIGINT', 130, 'process'],
  ['vitest', 'SIGTERM', 143, 'process'],
  ['vitest', 'SIGINT', 130, 'group'],
  ['program', 'SIGINT', 130, 'process'],
  ['program', 'SIGTERM', 143, 'group'],
] as const

test('a run that a signal ends tells what is certain, in every format, and touches nothing else', async () => {
  await withTwo(async ({ folder, right, broken, run }, whole) => {
    expect(whole.code, whole.output).toBe(1)
    const failing = idsOf(targetOf(whole, 'broken'), 'fail')
    const all = targetOf(whole, 'broken').behaviors.map(({ id }) => id)
    expect(failing).not.toEqual([])
    const judged = whole.files.get('last-judged.json')
    expect(judged).toBe(whole.files.get('report.json'))
    const history = await filesIn(`${folder}/history`)
    const { sent } = targetOf(whole, 'broken').requests
    // The third request: nothing was confirmed. The first of the burst: all failures were.
    for (const [holds, certain] of [
      [3, []],
      [sent + 1, failing],
    ] as const) {
      broken.holds = holds
      for (const [way, signal, code, whom] of ways) {
        const send = async (child: ChildProcess): Promise<void> => {
          await Promise.all([
            broken.until(({ requests }) => requests >= holds),
            right.until(({ isLeft }) => isLeft),
          ])
          const pid = child.pid ?? 0
          process.kill(whom === 'group' ? -pid : pid, signal)
        }
        const finished = await run({ way, onStart: (child) => void send(child) })
        const { output, report, files } = finished
        expect(finished.code, output).toBe(code)
        expectValidReport(finished)
        expect(report).toMatchObject({ interrupted: signal })
        const rest = all.filter((id) => !certain.some((one) => one === id))
        expect(byVerdict(finished, 'broken')).toEqual({
          ...(certain.length > 0 ? { fail: certain } : {}),
          'unverified: interrupted': rest,
        })
        expect(targetOf(finished, 'broken')).toMatchObject({
          verdict: 'error',
          reason: 'interrupted',
        })
        expect(byVerdict(finished, 'right')).toEqual(byVerdict(whole, 'right'))
        expect(output).toContain(`interrupted by ${signal}`)
        for (const id of certain) expect(finished.stdout).toContain(id)
        expect(output).not.toMatch(/^\s+at /m)
        expect(files.get('last-judged.json')).toBe(judged)
        expect(await filesIn(`${folder}/history`)).toEqual(history)
        for (const { file } of Object.values(formats))
          expect(files.get(file), file).not.toBe(whole.files.get(file))
        expect(files.get('junit.xml')).toContain('message="interrupted"')
      }
    }
  })
}, 300_000)
