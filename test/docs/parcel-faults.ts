import { accountKey } from './parcel.ts'
import type { Alter, Answer, Asked, Line } from './parcel.ts'

/** A way in which a server does not do as its page says, and the behavior that says so. */
export interface Fault {
  name: string
  caughtBy: string
  verdict: 'fail' | 'warn'
  alter: Alter
}

interface Body {
  total: number
  message: string
  lines: Line[]
}

const fail = (name: string, caughtBy: string, alter: Alter): Fault => ({
  name,
  caughtBy,
  verdict: 'fail',
  alter,
})

/** The body of each success, changed. */
const body =
  (change: (right: Body) => unknown): Alter =>
  (asked, answer) => {
    const right = answer(asked)
    return right.status === 200 ? { ...right, body: change(right.body as Body) } : right
  }

const lines = (change: (one: Line) => object): Alter =>
  body((right) => ({ ...right, lines: right.lines.map(change) }))

/** The right answer to another query. */
const asking =
  (change: (query: URLSearchParams) => void): Alter =>
  (asked, answer) => {
    const query = new URLSearchParams(asked.query)
    change(query)
    return answer({ ...asked, query })
  }

const keyed =
  (change: (asked: Asked) => Partial<Asked>): Alter =>
  (asked, answer) =>
    answer({ ...asked, ...change(asked) })

const relisted = (right: Answer, keep: (one: Line) => boolean): Answer => {
  if (right.status !== 200) return right
  const found = (right.body as Body).lines.filter(keep)
  const message = found.length === 1 ? '1 line found' : `${found.length} lines found`
  return { ...right, body: { total: found.length, message, lines: found } }
}

let turn = 0

export const faults: readonly Fault[] = [
  fail(
    'lines under another name',
    'envelope.operation',
    body(({ lines: items, ...rest }) => ({ ...rest, items })),
  ),
  fail(
    'a total that counts one more',
    'envelope.total',
    body((right) => ({ ...right, total: right.total + 1 })),
  ),
  fail(
    'one line in the plural',
    'message.words',
    body((right) => ({ ...right, message: `${right.total} lines found` })),
  ),
  {
    name: 'oldest lines first',
    caughtBy: 'envelope.newest-first',
    verdict: 'warn',
    alter: body((right) => ({ ...right, lines: right.lines.toReversed() })),
  },
  fail(
    'an id that is no UUID',
    'item.id',
    lines((one) => ({ ...one, id: one.id.slice(0, 8) + one.id.slice(-4) })),
  ),
  fail(
    'a state in capitals',
    'item.state',
    lines((one) => ({ ...one, state: one.state.toUpperCase() })),
  ),
  fail(
    'a number with its sign',
    'item.number',
    lines((one) => ({ ...one, number: one.number && `+${one.number}` })),
  ),
  fail(
    'a line that was paired before it was made',
    'item.times',
    lines((one) => ({ ...one, pairedAt: one.pairedAt && '2025-01-01T00:00:00Z' })),
  ),
  fail(
    'a line that is listed twice',
    'scope.account-sees-all',
    body((right) => ({ ...right, lines: [...right.lines, ...right.lines.slice(0, 1)] })),
  ),
  fail('a listing that turns over', 'scope.repeatable', (asked, answer) => {
    const half = turn++ % 2 === 0
    return asked.query.toString() === 'archived=1'
      ? relisted(answer(asked), ({ id }) => Number(id.at(-1)) > 4 === half)
      : answer(asked)
  }),
  fail(
    'a label that filters nothing',
    'filter.label',
    asking((query) => query.delete('label')),
  ),
  fail('a label in any case', 'filter.unknown-label', (asked, answer) => {
    const label = asked.query.get('label')?.toLowerCase()
    const whole = new URLSearchParams({ archived: '1' })
    const found = relisted(
      answer({ ...asked, query: whole }),
      (one) => one.label.toLowerCase() === label,
    )
    return found.status === 200 && (found.body as Body).total > 0 ? found : answer(asked)
  }),
  fail('labels of which one may not be unknown', 'filter.labels', (asked, answer) => {
    const labels = (asked.query.get('label') ?? '').split(',')
    const alone = labels.map((label) =>
      answer({ ...asked, query: new URLSearchParams({ archived: '1', label: label.trim() }) }),
    )
    return alone.find(({ status }) => labels.length > 1 && status === 404) ?? answer(asked)
  }),
  fail(
    'a state that is taken for another',
    'filter.state',
    asking((query) => {
      if (query.get('state') === 'pairing') query.set('state', 'offline')
    }),
  ),
  fail('a search that looks at the beginning alone', 'filter.search', (asked, answer) => {
    const text = asked.query.get('q')
    return relisted(answer(asked), ({ label }) => text === null || label.startsWith(text))
  }),
  fail(
    'archived lines without being asked for',
    'filter.archived',
    asking((query) => query.set('archived', '1')),
  ),
  fail('a label that needs the flag', 'filter.current-label', (asked, answer) => {
    const { query } = asked
    const isHidden = query.has('label') && !query.has('archived')
    return isHidden ? relisted(answer(asked), () => false) : answer(asked)
  }),
  fail(
    'a key of a line that sees everything',
    'scope.line-key',
    keyed(({ lineKey, accountKey: key }) =>
      lineKey?.startsWith('lk-') ? { accountKey, lineKey: null } : { accountKey: key },
    ),
  ),
  fail(
    'a key of a line that opens other lines by their labels',
    'scope.line-key-and-label',
    keyed(({ lineKey, accountKey: key, query }) =>
      lineKey?.startsWith('lk-') && query.has('label')
        ? { accountKey, lineKey: null }
        : { accountKey: key },
    ),
  ),
  fail(
    'a listing for nobody',
    'access.missing-key',
    keyed(({ accountKey: key, lineKey }) => ({ accountKey: key ?? lineKey ?? accountKey })),
  ),
  fail(
    'a key that is right in any case',
    'access.wrong-key',
    keyed(({ accountKey: key }) => ({
      accountKey: key?.toLowerCase() === accountKey ? accountKey : key,
    })),
  ),
  fail('an error that is a text', 'error.body', (asked, answer) => {
    const right = answer(asked)
    return right.status === 401 ? { status: 401, body: { error: 'Invalid key' } } : right
  }),
  fail('a 429 in other words', 'limit.body', (asked, answer) => {
    const right = answer(asked)
    return right.status === 429 ? { status: 429, body: { error: { message: 'Slow down' } } } : right
  }),
]
