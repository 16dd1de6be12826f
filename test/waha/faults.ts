import { wahaKey } from './server.ts'
import type { Alter, Session, WahaAnswer, WahaRequest } from './server.ts'

/** A way in which a server is wrong, and the behavior that says so. */
export interface Fault {
  name: string
  caughtBy: string
  verdict: 'fail' | 'warn'
  alter: Alter
}

const fail = (name: string, caughtBy: string, alter: Alter): Fault => ({
  name,
  caughtBy,
  verdict: 'fail',
  alter,
})
const warn = (name: string, caughtBy: string, alter: Alter): Fault => ({
  ...fail(name, caughtBy, alter),
  verdict: 'warn',
})

/** The list of every listing, changed. */
const listing =
  (change: (listed: Session[]) => unknown): Alter =>
  (request, answer) => {
    const right = answer(request)
    return right.status === 200 ? { ...right, body: change(right.body as Session[]) } : right
  }

/** Each session, changed. */
const session = (change: (one: Session) => Partial<Session>): Alter =>
  listing((listed) => listed.map(change))

/** Sessions with this member, with another value of it. */
const member = (name: string, value: unknown): Alter =>
  session((one) => (one[name] ? { ...one, [name]: value } : one))

const within = (name: string, change: (inner: Record<string, unknown>) => unknown): Alter =>
  session((one) =>
    one[name] ? { ...one, [name]: change(one[name] as Record<string, unknown>) } : one,
  )

/** The right answer to another request. */
const asking =
  (change: (request: WahaRequest) => WahaRequest): Alter =>
  (request, answer) =>
    answer(change(request))

const keyed = (change: (key: string | undefined) => string | undefined): Alter =>
  asking((request) => ({ ...request, key: change(request.key) }))

const queried = (query: string, when: (query: URLSearchParams) => boolean): Alter =>
  asking((request) =>
    when(request.query) ? { ...request, query: new URLSearchParams(query) } : request,
  )

const refusedWith =
  (other: WahaAnswer): Alter =>
  (request, answer) => {
    const right = answer(request)
    return right.status === 401 ? other : right
  }

let turn = 0

export const faults: readonly Fault[] = [
  fail(
    'an envelope around the array',
    'envelope.operation',
    listing((sessions) => ({ sessions })),
  ),
  fail(
    'an array of names',
    'envelope.array',
    listing((listed) => listed.map(({ name }) => name)),
  ),
  fail('a listing that is served as text', 'envelope.content-type', (request, answer) => ({
    ...answer(request),
    type: 'text/plain',
  })),
  fail(
    'a name that is a number',
    'item.name',
    session((one) => ({ ...one, name: one.name.length as never })),
  ),
  fail(
    'two sessions with one name',
    'item.name-unique',
    listing((listed) => [...listed, { ...listed[0], status: 'FAILED' }]),
  ),
  fail(
    'a status in small letters',
    'item.status',
    session((one) => ({ ...one, status: one.status.toLowerCase() })),
  ),
  fail(
    'a status that no page names',
    'item.status',
    session((one) => (one.status === 'FAILED' ? { ...one, status: 'ERROR' } : one)),
  ),
  fail('a me that is a text', 'item.me', member('me', '5511988887777@c.us')),
  fail(
    'a me without an id',
    'item.me.id',
    within('me', ({ pushName }) => ({ pushName })),
  ),
  warn(
    'a me.id without its server',
    'item.me.id-form',
    within('me', (me) => ({ ...me, id: '5511988887777' })),
  ),
  fail(
    'a pushName that is a number',
    'item.me.pushName',
    within('me', (me) => ({ ...me, pushName: 7 })),
  ),
  warn('a session that is WORKING without me', 'item.me-of-working', member('me', null)),
  warn(
    'a session that is STOPPED with me',
    'item.me-of-stopped',
    session((one) => ({ ...one, me: { id: '5511988887777@c.us' } })),
  ),
  fail('a config that is a text', 'item.config', member('config', '{}')),
  fail(
    'a debug that is a text',
    'item.config.debug',
    within('config', (config) => ({ ...config, debug: 'false' })),
  ),
  fail(
    'a proxy that is a text',
    'item.config.proxy',
    within('config', (config) => ({ ...config, proxy: 'proxy.example:3128' })),
  ),
  fail(
    'metadata with a number',
    'item.config.metadata',
    within('config', (config) => ({ ...config, metadata: { 'user.id': 7718 } })),
  ),
  fail(
    'webhooks without events',
    'item.config.webhooks',
    within('config', (config) => ({ ...config, webhooks: [{ url: 'https://crm.example' }] })),
  ),
  warn('a presence that no page names', 'item.presence', member('presence', 'busy')),
  warn(
    'an activity in words',
    'item.timestamps',
    within('timestamps', () => ({ activity: 'yesterday' })),
  ),
  fail(
    'a session that is listed twice',
    'scope.key-sees-all',
    listing((listed) => [...listed, ...listed.slice(0, 1)]),
  ),
  fail('a listing that turns over', 'scope.repeatable', (request, answer) => {
    const right = answer(request)
    if (right.status !== 200 || request.query.get('all') !== 'true') return right
    const listed = right.body as Session[]
    return { ...right, body: turn++ % 2 === 0 ? listed.slice(0, 3) : listed.slice(3) }
  }),
  fail(
    'a flag that makes no difference',
    'filter.not-all',
    queried('all=true', () => true),
  ),
  fail(
    'a flag that counts as true by being there',
    'filter.all-false',
    queried('all=true', (query) => query.has('all')),
  ),
  fail('a listing of what works alone', 'filter.not-all', (request, answer) => {
    const right = answer(request)
    if (right.status !== 200 || request.query.get('all') === 'true') return right
    const working = (right.body as Session[]).filter(({ status }) => status === 'WORKING')
    return { ...right, body: working }
  }),
  warn('a filter by name that no page has', 'filter.undeclared-name', (request, answer) => {
    const right = answer(request)
    const name = request.query.get('name')
    if (right.status !== 200 || name === null) return right
    return { ...right, body: (right.body as Session[]).filter((one) => one.name === name) }
  }),
  fail(
    'a listing for nobody',
    'access.missing-key',
    keyed((key) => key ?? wahaKey),
  ),
  fail('a shorter listing for nobody', 'access.missing-key-without-all', (request, answer) =>
    answer(request.query.has('all') ? request : { ...request, key: request.key ?? wahaKey }),
  ),
  fail(
    'a key that is right in any case',
    'access.invalid-key',
    keyed((key) => key?.toLowerCase()),
  ),
  fail(
    'a key of which the beginning is enough',
    'access.invalid-key',
    keyed((key) => (key?.startsWith(wahaKey.slice(0, 8)) ? wahaKey : key)),
  ),
  fail(
    'a refusal with another status',
    'access.missing-key',
    refusedWith({ status: 403, body: { message: 'Forbidden', statusCode: 403 } }),
  ),
  warn(
    'a refusal with another body',
    'access.body',
    refusedWith({ status: 401, body: { error: 'Unauthorized' } }),
  ),
]
