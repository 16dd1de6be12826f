import type { HypersenderInstance } from '../hypersender.ts'
import type { MockResponse } from '../provider.ts'
import { make } from './hypersender.ts'

const { answers, hides, lists, statuses } = make

type Instances = readonly HypersenderInstance[]

const refused = (status: number, message: string): MockResponse => ({ status, body: { message } })

const found = (body: Instances): MockResponse => ({ status: 200, body })

const operation = [
  answers('operation.405', ['H1'], () => refused(405, 'Method not allowed')),
  answers('operation.410', ['H1'], () => refused(410, 'Moved to /v2/instances')),
]

const asksForJson = (accept: string | undefined) => accept === 'application/json'

const accept = [
  answers('accept.json-is-406', ['H4'], (right, { request }) =>
    asksForJson(request.headers.accept) ? refused(406, 'Not acceptable') : right,
  ),
  answers('accept.json-is-served-as-html', ['H12'], (right, { request }) =>
    asksForJson(request.headers.accept)
      ? { ...right, headers: { 'Content-Type': 'text/html' } }
      : right,
  ),
  answers('accept.json-is-required', ['H4'], (right, { request }) =>
    asksForJson(request.headers.accept) ? right : refused(406, 'Not acceptable'),
  ),
  lists('accept.any-empties', ['H4'], (list, { request }) =>
    request.headers.accept === '*/*' ? [] : list,
  ),
  lists('accept.json-empties', ['H4'], (list, { request }) =>
    asksForJson(request.headers.accept) ? [] : list,
  ),
]

const letsIn = (id: string, accepts: (given: string | undefined, right: string) => boolean) =>
  statuses(id, ['H3'], 401, (right, { request, account: { token, instances } }) =>
    accepts(request.headers.authorization?.replace(/^Bearer /i, ''), token)
      ? found(instances)
      : right,
  )

const tokens = [
  letsIn('auth.not-required', () => true),
  letsIn('auth.optional', (given) => given === undefined),
  letsIn('auth.any-token', (given) => given !== undefined),
  letsIn('auth.any-token-with-a-bar', (given) => given?.includes('|') ?? false),
  letsIn('auth.token-in-any-case', (given, right) => given?.toLowerCase() === right.toLowerCase()),
  letsIn('auth.start-of-token', (given, right) => !!given && right.startsWith(given)),
  statuses('auth.empty-listing', ['H3'], 401, () => found([])),
]

const account = [
  lists('account.foreign-when-filtered', ['H25'], (list, { request }) => {
    const [first] = list
    if (!first || request.query.size === 0) return list
    return [...list, { ...first, id: 'fa3d01c4-1234-4c0d-a12f-df319b612f8c' }]
  }),
  lists('account.foreign-when-filtered-by-status', ['H25'], (list, { request }) => {
    const [first] = list
    if (!first || !request.query.has('filter[status]')) return list
    return [...list, { ...first, id: 'fa3d01c4-1234-4c0d-a12f-df319b612f8c', name: 'zq7' }]
  }),
  ...hides(['H25']),
]

type Match = (value: string, wanted: string) => boolean
type Name = 'uuid' | 'name' | 'phone' | 'status'

const read: Readonly<Record<Name, (instance: HypersenderInstance) => string>> = {
  uuid: ({ id }) => id,
  name: ({ name }) => name,
  phone: ({ phone }) => phone,
  status: ({ status }) => status,
}

/** Filters by one parameter alone, comparing in another way. */
const matching = (filter: Name, fact: string, how: Readonly<Record<string, Match>>) =>
  Object.entries(how).map(([name, matches]) =>
    lists(`filter.${filter}.${name}`, [fact], (list, { request, account: { instances } }) => {
      const wanted = request.query.get(`filter[${filter}]`)
      return wanted ? instances.filter((one) => matches(read[filter](one), wanted)) : list
    }),
  )

const refusedFilter = (filter: Name, fact: string) =>
  answers(`filter.${filter}.refused`, [fact], (right, { request }) =>
    request.query.get(`filter[${filter}]`) ? refused(400, 'Unknown filter') : right,
  )

const ignored = { ignored: () => true, 'never-matches': () => false }

const inexact: Readonly<Record<string, Match>> = {
  'by-prefix': (value, wanted) => value.startsWith(wanted),
  'by-substring': (value, wanted) => value.includes(wanted),
  'by-end': (value, wanted) => value.endsWith(wanted),
  'by-start': (value, wanted) => value.startsWith(wanted.slice(0, 4)),
}

const filters = [
  ...matching('uuid', 'H5', ignored),
  refusedFilter('uuid', 'H5'),
  ...matching('uuid', 'H6', inexact),
  ...matching('name', 'H7', {
    ...ignored,
    'whole-name-only': (value, wanted) => value === wanted,
    'start-of-name-only': (value, wanted) => value.startsWith(wanted),
    'end-of-name-only': (value, wanted) => value.endsWith(wanted),
    'inside-only': (value, wanted) => value !== wanted && value.includes(wanted),
    'any-letter': (value, wanted) => Array.from(wanted).some((letter) => value.includes(letter)),
    'first-letter': (value, wanted) => value.includes(wanted.slice(0, 1)),
  }),
  refusedFilter('name', 'H7'),
  ...matching('phone', 'H8', ignored),
  refusedFilter('phone', 'H8'),
  ...matching('phone', 'H9', inexact),
  ...matching('status', 'H11', {
    ...ignored,
    'always-working': (value) => value === 'WORKING',
    'all-but': (value, wanted) => value !== wanted,
    'pending-is-starting': (value, wanted) =>
      value === wanted || (wanted === 'STARTING' && value === 'PENDING'),
    'by-first-letter': (value, wanted) => value.startsWith(wanted.slice(0, 1)),
    'working-brings-starting': (value, wanted) =>
      value === wanted || (wanted === 'WORKING' && value === 'STARTING'),
    'failed-is-empty': (value, wanted) => value === wanted && value !== 'FAILED',
  }),
  ...['STOPPED', 'STARTING', 'WORKING', 'SCAN_QR_CODE', 'FAILED', 'PENDING'].map((status) =>
    answers(`filter.status.422-for-${status}`, ['H10'], (right, { request }) =>
      request.query.get('filter[status]') === status ? refused(422, 'Invalid status') : right,
    ),
  ),
]

/** Who is let in, and what filters select. */
export const hypersenderAccess = [...operation, ...accept, ...tokens, ...account, ...filters]
