import { found, make, notFound, refused, scoping } from './ryzeapi-kit.ts'

const { answers, hides, lists, statuses } = make

const operation = [
  answers('operation.405', ['R1'], () => refused(405, 'Method not allowed')),
  answers('operation.410', ['R2'], () => refused(410, 'Moved to /v2/instances')),
]

const account = [
  lists('account.lacks-its-first', ['R5'], (list, { account: { instances } }) =>
    list.length === instances.length ? list.slice(1) : list,
  ),
  lists('account.lists-one-twice', ['R5'], (list) =>
    list.length > 1 ? [...list, ...list.slice(-1)] : list,
  ),
  ...hides(['R5', 'R17']),
]

const idempotence = [
  lists('repeat.new-ids', ['R17'], (list, { count }) =>
    list.map((one) => ({ ...one, id: `${one.id.slice(0, -4)}${1000 + count}` })),
  ),
  lists('repeat.loses-one-each-time-and-starts-over', ['R17'], (list, { count }) =>
    list.slice((count - 1) % list.length),
  ),
  answers('repeat.405-from-the-second', ['R17'], (right, { count }) =>
    count > 1 ? refused(405, 'Method not allowed') : right,
  ),
  answers('repeat.409-each-second', ['R17'], (right, { count }) =>
    count % 2 === 0 ? refused(409, 'Already listed') : right,
  ),
]

const scope = [
  scoping('scope.instance-sees-all', ['R6'], (_, instances) => found(instances)),
  scoping('scope.instance-sees-none', ['R6'], () => found([])),
  scoping('scope.instance-sees-the-first', ['R6'], (_, instances) => found(instances.slice(0, 1))),
  scoping('scope.instance-sees-the-last', ['R6'], (_, instances) => found(instances.slice(-1))),
  scoping('scope.instance-sees-a-neighbour', ['R6'], (owner, instances) => {
    const at = instances.indexOf(owner)
    return found(instances.slice(Math.max(0, at - 1), at + 2))
  }),
  scoping('scope.instance-is-refused', ['R6'], () => refused(401, 'Invalid token')),
  scoping('scope.all-from-the-second-instance', ['R6'], (owner, instances, _, right) =>
    owner === instances[0] ? right : found(instances),
  ),
  scoping('scope.all-when-filtered', ['R7'], (_, instances, filter, right) =>
    filter === null ? right : found(instances),
  ),
  scoping('scope.filter-may-miss', ['R7'], (owner, _, filter, right) =>
    filter === null || filter.split(',').includes(owner.name) ? right : notFound,
  ),
  scoping('scope.filter-may-empty', ['R7'], (owner, _, filter, right) =>
    filter === null || filter.split(',').includes(owner.name) ? right : found([]),
  ),
  scoping('scope.filter-reaches-others', ['R7'], (_, instances, filter, right) => {
    const others = instances.filter(({ name }) => filter?.split(',').includes(name))
    return others.length > 0 ? found(others) : right
  }),
  scoping('scope.filter-is-refused', ['R7'], (_owner, _instances, filter, right) =>
    filter === null ? right : refused(400, 'Not for an instance'),
  ),
  scoping('scope.blank-filter-empties', ['R7'], (_owner, _instances, filter, right) =>
    filter !== null && /^[, ]+$/.test(filter) ? found([]) : right,
  ),
]

type Given = (given: string | undefined, right: string) => boolean

/** Lists the account where it should answer 401. */
const letsIn = (id: string, breaks: readonly string[], accepts: Given) =>
  statuses(id, breaks, 401, (right, { request, account: { token, instances } }) =>
    accepts(request.headers.token, token) ? found(instances) : right,
  )

const tokens = [
  letsIn('auth.not-required', ['R3'], () => true),
  letsIn('auth.optional', ['R3'], (given) => given === undefined),
  letsIn('auth.any-token', ['R94'], (given) => given !== undefined),
  letsIn('auth.any-long-token', ['R94'], (given) => (given?.length ?? 0) > 16),
  letsIn('auth.token-in-any-case', ['R94'], (given, right) => given?.toLowerCase() === right),
  letsIn(
    'auth.token-by-its-start',
    ['R94'],
    (given, right) => given?.startsWith(right.slice(0, 8)) ?? false,
  ),
  letsIn('auth.start-of-token', ['R94'], (given, right) => !!given && right.startsWith(given)),
]

/** Who is let in, and what they see. */
export const ryzeapiAccess = [...operation, ...account, ...idempotence, ...scope, ...tokens]
