import type { IncomingMessage } from 'node:http'
import { serve } from '../support/server.ts'

export interface Session {
  name: string
  status: string
  config: unknown
  me: unknown
  [member: string]: unknown
}

export interface WahaAnswer {
  status: number
  body: unknown
  type?: string
}

/** What a request says, as far as the server looks at it. */
export interface WahaRequest {
  key: string | undefined
  query: URLSearchParams
}

/** Answers a request; `answer` says what a right server would answer to that or any other. */
export type Alter = (
  request: WahaRequest,
  answer: (request: WahaRequest) => WahaAnswer,
) => WahaAnswer

export const wahaKey = '6c35dcbf31914c65a90f29e2ca1840d2'

/** As the documentation shows a session, with members that must never be shown in a report. */
const webhook = {
  url: 'https://crm.example/hooks/waha',
  events: ['message', 'session.status'],
  hmac: { key: 'hmac-canary-5Tq81x' },
  retries: { policy: 'exponential', delaySeconds: 2, attempts: 15 },
  customHeaders: [{ name: 'X-Crm-Token', value: 'header-canary-9Zk2m7' }],
}

const me = { id: '5511988887777@c.us', lid: '771188@lid', pushName: 'Padaria Canario' }

export const sessions: readonly Session[] = [
  {
    name: 'default',
    status: 'WORKING',
    config: { proxy: null, debug: false, webhooks: [webhook], metadata: { 'user.id': 'u-7718' } },
    me,
    presence: 'online',
    timestamps: { activity: 1_763_700_000_000 },
  },
  { name: 'sales', status: 'STOPPED', config: null, me: null, presence: null },
  { name: 'sales-2', status: 'SCAN_QR_CODE', config: { debug: true }, me: null },
  {
    name: 'support',
    status: 'FAILED',
    config: { proxy: { server: 'proxy.example:3128', username: 'proxy-canary-u', password: 'pw' } },
    me: { id: '5511977776666@c.us', pushName: null },
    timestamps: { activity: null },
  },
  { name: 'night', status: 'STARTING', config: { webhooks: [] } } as unknown as Session,
  { name: 'archive', status: 'STOPPED', config: {}, me: null },
]

const unauthorized: WahaAnswer = { status: 401, body: { message: 'Unauthorized', statusCode: 401 } }

/** What the documentation says of GET /api/sessions. */
export function answerOf(
  { key, query }: WahaRequest,
  all: readonly Session[] = sessions,
): WahaAnswer {
  if (key !== wahaKey) return unauthorized
  const flag = query.get('all') ?? 'false'
  if (!['true', 'false'].includes(flag)) {
    const body = { message: ['all must be a boolean value'], error: 'Bad Request', statusCode: 400 }
    return { status: 400, body }
  }
  const body = all.filter(({ status }) => flag === 'true' || status !== 'STOPPED')
  return { status: 200, body }
}

/**
 * Serves sessions until the test ends.
 * @param alter what is wrong with the server
 */
export async function serveWaha(
  alter: Alter = (request, answer) => answer(request),
  all: readonly Session[] = sessions,
): Promise<{ origin: string }> {
  return serve(({ url = '', headers }: IncomingMessage, response) => {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
    const key = headers['x-api-key']?.toString()
    const isThere = pathname === '/api/sessions'
    const answer: WahaAnswer = isThere
      ? alter({ key, query: searchParams }, (request) => answerOf(request, all))
      : { status: 404, body: { message: `Cannot GET ${pathname}`, statusCode: 404 } }
    const { status, body, type = 'application/json; charset=utf-8' } = answer
    response.writeHead(status, { 'Content-Type': type }).end(JSON.stringify(body))
  })
}
