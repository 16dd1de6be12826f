import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { answerUnder, recordedExchanges } from './recorded.ts'
import type { Recorded } from './recorded.ts'

export interface Replay {
  baseUrl: string
  credentials: { EVOLUTION_API_KEY: string; EVOLUTION_INSTANCE_TOKEN?: string }
  close(): Promise<void>
}

/** The server with nine instances, with none, or one whose database does not answer. */
export type Account = 'filled' | 'empty' | 'down'

export interface Answer {
  status: number
  body: string
  /** Media type, where it is another than that of JSON. */
  type?: string
}

export type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>

/** Answers a request; `answer` says what the recorded server would answer to that or any other. */
export type Alter = (asked: Asked, answer: (asked: Asked) => Answer) => Answer

/** A row of the recorded server's table of instances. */
interface Row {
  id: string
  name: string
  token: string
  number: string | null
  /** The instance as it stands in a listing. */
  text: string
}

const operation = '/instance/fetchInstances'
/** Recorded from servers without instances, and without their database. */
const sparse = 'evolution-2.3.6-empty.txt'
const globalKey = 'GLOBAL-KEY-0001'

/**
 * Starts a server on a free port that answers by the rules that the recording shows: recorded
 * bodies, with the asked value in those that repeat it. What no rule of the recording decides is
 * answered with 501, so that no test rests on an invention.
 * @param alter what is wrong with the server
 */
export async function replayEvolution(
  account: Account = 'filled',
  alter: Alter = (asked, answer) => answer(asked),
): Promise<Replay> {
  const rules = new Rules(recordedExchanges(), account !== 'filled')
  const down = answerUnder('PostgreSQL down, global key', recordedExchanges(sparse))
  const server = createServer((request, response) => {
    const { method, url, headers } = request
    const isFailing = account === 'down' && headers.apikey === globalKey
    send(
      request,
      response,
      isFailing ? down : alter({ method, url, headers }, (asked) => rules.answer(asked)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    credentials: {
      EVOLUTION_API_KEY: globalKey,
      ...(account === 'filled' ? { EVOLUTION_INSTANCE_TOKEN: 'TOKEN-ALPHA' } : {}),
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

class Rules {
  readonly #recorded: readonly Recorded[]
  readonly #listed: readonly Row[] = []
  /** The listed rows, and one of another client that shares the database. */
  readonly #rows: readonly Row[] = []
  readonly #unloaded = new Set(['orphan', 'foreign'])

  constructor(recorded: readonly Recorded[], isEmpty: boolean) {
    this.#recorded = recorded
    if (isEmpty) return
    this.#listed = rowsOf(this.#bodyOf('global key'))
    const id = '88888888-8888-4888-8888-888888888888'
    const foreign = { id, name: 'foreign', token: 'TOKEN-FOREIGN', number: null, text: '' }
    this.#rows = [...this.#listed, foreign]
  }

  answer({ method = '', url = '', headers }: Asked): Answer {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
    const isOperation = pathname.replace(/\/$/, '') === operation
    if ((method === 'GET' || method === 'HEAD') && isOperation && !url.includes('[]=')) {
      return this.#fetchInstances(headers.apikey?.toString() ?? '', searchParams)
    }
    const recorded = this.#recorded.find((one) => one.method === method && one.target === url)
    if (recorded) return recorded
    const message = [`Cannot ${method} ${pathname}`]
    return {
      status: 404,
      body: JSON.stringify({ status: 404, error: 'Not Found', response: { message } }),
    }
  }

  #fetchInstances(key: string, query: URLSearchParams): Answer {
    const asked = (name: string): string => query.getAll(name).join(',')
    if (['instanceId', 'number'].some((name) => query.getAll(name).length > 1)) return undecided
    if (key !== globalKey) return this.#byToken(key, asked('instanceId'), asked('instanceName'))
    if (asked('instanceId')) return this.#byColumn('id', asked('instanceId'))
    if (asked('number')) return this.#byColumn('number', asked('number'))
    return asked('instanceName') ? this.#byName(asked('instanceName')) : listing(this.#listed)
  }

  #byToken(token: string, id: string, name: string): Answer {
    const own = this.#rows.filter(
      (row) =>
        row.token === token && (id === '' || row.id === id) && (name === '' || row.name === name),
    )
    if (own.length === 0) return { status: 401, body: this.#bodyOf('wrong key') }
    const unloaded = own.find((row) => this.#unloaded.has(row.name))
    // The two instances that share a token were listed the other way around.
    return unloaded ? this.#notFound(unloaded.name) : listing(own.toReversed())
  }

  #byColumn(column: 'id' | 'number', value: string): Answer {
    const row = this.#rows.find((one) => one[column] === value)
    return row ? this.#byName(row.name) : this.#notFound(value)
  }

  #byName(name: string): Answer {
    // Recorded for __proto__: the server looks names up in a plain object, which inherits.
    if (name in Object.prototype) return listing([])
    const row = this.#rows.find((one) => one.name === name && !this.#unloaded.has(name))
    return row ? listing([row]) : this.#notFound(name)
  }

  #notFound(name: string): Answer {
    const body = this.#bodyOf('instanceName unknown')
    return { status: 404, body: body.replace('nosuch', () => JSON.stringify(name).slice(1, -1)) }
  }

  #bodyOf(heading: string): string {
    return answerUnder(heading, this.#recorded).body
  }
}

const undecided: Answer = { status: 501, body: '"no recording decides what is answered here"' }

function rowsOf(body: string): Row[] {
  const rows = (JSON.parse(body) as Omit<Row, 'text'>[]).map((row) => ({
    ...row,
    text: JSON.stringify(row),
  }))
  if (listing(rows).body !== body) throw new Error('the listing cannot be cut without a change')
  return rows
}

function listing(rows: readonly Row[]): Answer {
  return { status: 200, body: `[${rows.map(({ text }) => text).join(',')}]` }
}

/** Sends an answer as Express does, with its compression of what is longer than a kilobyte. */
function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, body, type = 'application/json; charset=utf-8' }: Answer,
): void {
  const etag = etagOf(body)
  response.setHeader('X-Powered-By', 'Express')
  response.setHeader('Vary', 'Origin, Accept-Encoding')
  response.setHeader('Access-Control-Allow-Credentials', 'true')
  response.setHeader('ETag', etag)
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304).end()
    return
  }
  response.setHeader('Content-Type', type)
  const isLong = Buffer.byteLength(body) > 1024
  if (isLong && request.headers['accept-encoding']?.includes('gzip')) {
    response.setHeader('Content-Encoding', 'gzip')
    response.writeHead(status).write(gzipSync(body))
    response.end()
    return
  }
  response.writeHead(status, { 'Content-Length': Buffer.byteLength(body) }).end(body)
}

function etagOf(body: string): string {
  const hash = createHash('sha1').update(body).digest('base64').slice(0, 27)
  return `W/"${Buffer.byteLength(body).toString(16)}-${hash}"`
}
