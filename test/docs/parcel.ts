import type { IncomingMessage } from 'node:http'
import { serve } from '../support/server.ts'

/** A line as the page of Parcel & Co. describes one; that page is in docs/contracts.md. */
export interface Line {
  id: string
  label: string
  state: string
  number: string | null
  key: string
  createdAt: string
  pairedAt: string | null
}

export interface Answer {
  status: number
  body: unknown
}

export interface Asked {
  accountKey: string | null
  lineKey: string | null
  query: URLSearchParams
}

/** Answers a request; `answer` says what a right server would answer to that or any other. */
export type Alter = (asked: Asked, answer: (asked: Asked) => Answer) => Answer

export const accountKey = 'pk-7f1c09d2b4e84a6d'

const line = (index: number, label: string, state: string, paired: boolean): Line => ({
  id: `3b1f6c5e-0a7d-4c2b-9e11-00000000000${index}`,
  label,
  state,
  number: paired ? `4930123450${index}` : null,
  key: `lk-${index}c7e5a19f3b2${index}`,
  createdAt: `2026-03-0${index}T08:00:00Z`,
  pairedAt: paired ? `2026-03-0${index}T09:30:00Z` : null,
})

/** Newest first. */
const lines: readonly Line[] = [
  line(8, 'front desk', 'online', true),
  line(7, 'Front desk 2', 'pairing', false),
  line(6, 'pharmacy', 'offline', true),
  line(5, 'warehouse-north', 'online', true),
  line(4, 'warehouse', 'archived', true),
  line(3, 'loja são paulo', 'pairing', false),
  line(2, 'night shift', 'archived', false),
  line(1, 'returns', 'online', true),
]

const error = (status: number, message: string): Answer => ({
  status,
  body: { error: { message } },
})

/** What the page says of GET /lines. */
export function answerOf({ accountKey: key, lineKey, query }: Asked): Answer {
  const own = lines.filter((one) => one.key === lineKey)
  if (own.length > 0) return listing(own)
  if (key !== accountKey) return error(401, 'Invalid key')
  const label = query.get('label')
  const labels = (label ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const isSingle = label !== null && !label.includes(',')
  if (isSingle && !lines.some((one) => one.label === label)) return error(404, 'Line not found')
  const found = lines.filter(
    (one) =>
      (query.get('archived') === '1' || one.state !== 'archived') &&
      (label === null || labels.includes(one.label)) &&
      (query.get('state') ?? one.state) === one.state &&
      one.label.includes(query.get('q') ?? ''),
  )
  return listing(found)
}

function listing(found: readonly Line[]): Answer {
  const total = found.length
  const message = total === 1 ? '1 line found' : `${total} lines found`
  return { status: 200, body: { total, message, lines: found } }
}

/**
 * Serves lines until the test ends.
 * @param now the time in ms, by which requests are counted
 * @param alter what is wrong with the server
 */
export async function serveParcel(
  now: () => number,
  alter: Alter = (asked, answer) => answer(asked),
  limit = 60,
): Promise<{ baseUrl: string }> {
  let window = { began: now(), used: 0 }
  const { origin } = await serve(({ url = '', headers }: IncomingMessage, response) => {
    if (now() - window.began >= 60_000) window = { began: now(), used: 0 }
    const isRefused = ++window.used > limit
    const { searchParams: query } = new URL(url, 'http://127.0.0.1')
    const asked = {
      accountKey: headers.authorization?.replace(/^Bearer /, '') ?? null,
      lineKey: headers['x-line-key']?.toString() ?? null,
      query,
    }
    const refusal = isRefused ? error(429, 'Too many requests') : null
    const { status, body } = alter(asked, (other) => refusal ?? answerOf(other))
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  })
  return { baseUrl: `${origin}/v1` }
}
