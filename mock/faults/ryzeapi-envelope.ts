import { absent, byIndex, is, type Item, notArray, notBoolean, notInteger, text } from './change.ts'
import { make } from './ryzeapi-kit.ts'

const { bodies, member, statuses } = make

const countOf = ({ instances }: Item) => (instances as readonly unknown[]).length
const isOne = (body: Item) => countOf(body) === 1
const isNone = (body: Item) => countOf(body) === 0
const isSeveral = (body: Item) => countOf(body) > 1
const isMany = (body: Item) => countOf(body) > 10

const success = [
  statuses('status.201', ['R18'], 200, (right) => ({ ...right, status: 201 })),
  statuses('status.206-when-filtered', ['R18'], 200, (right, { request }) =>
    request.query.has('instanceName') ? { ...right, status: 206 } : right,
  ),
  bodies('body.array', ['R18'], ({ instances }) => instances),
  bodies('body.array-of-one', ['R18'], (body) => (isOne(body) ? body.instances : body)),
  bodies('body.null-when-empty', ['R18'], (body) => (isNone(body) ? null : body)),
  bodies('body.encoded-twice', ['R18'], (body) => JSON.stringify(body)),
  ...member('success', ['R19'], { false: is(false), one: is(1), ...notBoolean }),
  ...member('success', ['R19'], { 'false-when-empty': is(false) }, isNone),
]

const message = [
  ...member(
    'message',
    ['R20'],
    {
      'one-is-plural': is('1 Instances found'),
      'one-lacks-its-number': is('Instance found'),
      'one-in-lower-case': is('1 instance found'),
      'one-is-spelt-out': is('One Instance found'),
      'one-ends-with-a-stop': is('1 Instance found.'),
      'one-is-absent': is(undefined),
      'one-off-by-one': is('2 Instances found'),
    },
    isOne,
  ),
  ...member(
    'message',
    ['R21'],
    {
      'none-is-singular': is('0 Instance found'),
      'none-is-spelt-out': is('No Instances found'),
      'none-is-empty': is(''),
    },
    isNone,
  ),
  ...member(
    'message',
    ['R21'],
    {
      'many-is-singular': text((right) => right.replace('Instances', 'Instance')),
      'many-off-by-one': (_, body) => `${countOf(body) - 1} Instances found`,
      'many-in-lower-case': text((right) => right.toLowerCase()),
      'many-with-a-label': text((right) => `Success: ${right}`),
      'many-is-null': is(null),
    },
    isSeveral,
  ),
  ...member('message', ['R21'], { 'many-capped-at-ten': is('10 Instances found') }, isMany),
  bodies('message.counts-the-account', ['R21'], (body, { account: { instances } }) =>
    isOne(body) ? body : { ...body, message: `${instances.length} Instances found` },
  ),
]

const counts = [
  ...member('instances', ['R22'], {
    ...notArray,
    'object-by-index': byIndex,
  }),
  ...member('instances', ['R22'], { 'null-when-empty': is(null) }, isNone),
  ...member('instances', ['R22'], { 'object-when-one': (list) => (list as unknown[])[0] }, isOne),
  ...member('meta.total', ['R23'], notInteger),
  ...member('meta', ['R23'], absent),
  ...member('meta.total', ['R23'], { 'null-when-empty': is(null) }, isNone),
  ...member('meta.total', ['R24'], {
    'off-by-one': (total) => Number(total) + 1,
    'one-too-few': (total) => Number(total) - 1,
    'always-zero': is(0),
  }),
  ...member('meta.total', ['R24'], { 'capped-at-ten': is(10) }, isMany),
  bodies('instances.cut-at-ten', ['R24'], (body) => ({
    ...body,
    instances: (body.instances as unknown[]).slice(0, 10),
  })),
  ...member('meta.total', ['R24'], { 'one-when-empty': is(1) }, isNone),
  bodies('meta.total.counts-the-account', ['R24'], (body, { account: { instances } }) => ({
    ...body,
    meta: { total: instances.length },
  })),
]

/** Listings of which the envelope is wrong. */
export const ryzeapiEnvelope = [...success, ...message, ...counts]
