import type { WachatAccount, WachatInstance } from '../wachat.ts'
import {
  absent,
  byIndex,
  is,
  type Item,
  notDateTime,
  notInteger,
  notStringOrNull,
  text,
} from './change.ts'
import { faultsOf } from './kit.ts'

export const make = faultsOf<WachatInstance, WachatAccount>('wachat', (instances) => ({
  success: true,
  count: instances.length,
  instances,
}))

const { bodies, field, lists, member, statuses } = make

const countOf = ({ instances }: Item) => (instances as readonly unknown[]).length
const { number } = notStringOrNull
const wrongText = { number, object: is({}) }
const wrongFlag = { text: (right: unknown) => String(right), one: is(1) }

const envelope = [
  statuses('status.201', ['W5'], 200, (right) => ({ ...right, status: 201 })),
  statuses('status.203-from-the-second', ['W5'], 200, (right, { count }) =>
    count > 1 ? { ...right, status: 203 } : right,
  ),
  ...Object.entries({
    html: 'text/html',
    text: 'text/plain',
    binary: 'application/octet-stream',
  }).map(([name, type]) =>
    statuses(`served-as.${name}`, ['W6'], 200, (right) => ({
      ...right,
      headers: { 'Content-Type': type },
    })),
  ),
  bodies('body.array', ['W7'], ({ instances }) => instances),
  bodies('body.array-around', ['W7'], (body) => [body]),
  bodies('body.encoded-twice', ['W7'], (body) => JSON.stringify(body)),
  ...member('success', ['W8'], { ...wrongFlag, null: is(null) }),
  ...member('success', ['W9'], { false: is(false) }),
  bodies('success.false-from-the-second', ['W9'], (body, { count }) => ({
    ...body,
    success: count === 1,
  })),
  ...member('count', ['W10'], notInteger),
  ...member('count', ['W11'], {
    'off-by-one': (_, body) => countOf(body) + 1,
    'one-too-few': (_, body) => countOf(body) - 1,
    zero: is(0),
  }),
  ...member('count', ['W11'], { 'capped-at-ten': is(10) }, (body) => countOf(body) > 10),
  bodies('instances.cut-at-ten', ['W11'], (body) => ({
    ...body,
    instances: (body.instances as unknown[]).slice(0, 10),
  })),
  ...member('instances', ['W12'], {
    null: is(null),
    'object-by-index': byIndex,
    names: (list) => (list as WachatInstance[]).map(({ instanceName }) => instanceName),
    'text-among-them': (list) => [...(list as unknown[]), 'a'],
    'null-among-them': (list) => [...(list as unknown[]), null],
  }),
]

const texts = {
  instanceName: 'W15',
  displayName: 'W16',
  apiInstanceName: 'W18',
  internalName: 'W20',
  state: 'W23',
  status: 'W24',
  integration: 'W34',
}

const nullable = {
  number: 'W28',
  profileName: 'W29',
  profilePictureUrl: 'W30',
  profilePicUrl: 'W31',
  owner: 'W33',
}

const types = [
  ...field('id', ['W14'], { text: (id) => String(id), fraction: is(2.5), null: is(null) }),
  ...Object.entries(texts).flatMap(([name, fact]) => field(name, [fact], wrongText)),
  ...Object.entries(nullable).flatMap(([name, fact]) => field(name, [fact], notStringOrNull)),
  ...field('isConnected', ['W26'], wrongFlag),
]

const { null: nothing, absent: _, ...wrongDate } = notDateTime

const dates = [
  ...field('createdAt', ['W35'], wrongDate),
  ...field('updatedAt', ['W36'], wrongDate),
  ...field('updatedAt', ['W37'], {
    'before-creation': is('2020-01-01T00:00:00.000Z'),
    'a-second-before-creation': (_, { createdAt }) =>
      new Date(Date.parse(createdAt) - 1000).toISOString(),
  }),
]

const neverNull = [...Object.keys(texts), 'id', 'isConnected', 'createdAt', 'updatedAt']

const missing = [
  ...neverNull.flatMap((name) => field(name, ['W38'], { 'null-beside-others': nothing })),
  ...[...neverNull, ...Object.keys(nullable)].flatMap((name) => field(name, ['W39'], absent)),
]

/** Of other display names it is open how they are written in an API name. */
const isPlain = ({ instanceName }: WachatInstance) => /^[a-z0-9-]+$/.test(instanceName)
const isOpen = ({ state }: WachatInstance) => state === 'open'
const isShut = (instance: WachatInstance) => !isOpen(instance)
const hasPicture = ({ profilePicUrl }: WachatInstance) => profilePicUrl !== null
const lacksPicture = (instance: WachatInstance) => !hasPicture(instance)

const relations = [
  bodies('apiInstanceName.one-twice', ['W19'], (body) => {
    const instances = body.instances as readonly WachatInstance[]
    const name = instances[0]?.apiInstanceName
    return {
      ...body,
      instances: instances.map((one, index) =>
        index === 1 ? { ...one, apiInstanceName: name, internalName: name } : one,
      ),
    }
  }),
  lists('apiInstanceName.same-everywhere', ['W19'], (list) =>
    list.map((one) => ({ ...one, apiInstanceName: 't1_sales', internalName: 't1_sales' })),
  ),
  ...field('internalName', ['W21'], {
    'display-name': (_, { instanceName }) => instanceName,
    'without-its-start': text((name) => name.replace(/^t\d+_/, '')),
    'in-upper-case': text((name) => name.toUpperCase()),
  }),
  ...field('apiInstanceName', ['W21', 'W22'], {
    'without-t': text((name) => name.replace(/^t/, '')),
    'by-hyphens': text((name) => name.replaceAll('_', '-')),
    'display-name': (_, { instanceName }) => instanceName,
  }),
  ...field(
    'apiInstanceName',
    ['W21', 'W22'],
    { 'of-another-name': text((name) => name.replace(/^(t\d+_[^_]+_).*/, '$1other')) },
    isPlain,
  ),
  ...field('status', ['W25'], { 'always-active': is('active'), 'always-open': is('open') }),
  ...field('status', ['W25'], { 'differs-when-shut': is('disconnected') }, isShut),
  ...field('isConnected', ['W27'], { 'always-true': is(true), 'always-false': is(false) }),
  ...field(
    'isConnected',
    ['W27'],
    { 'true-when-connecting': is(true) },
    ({ state }) => state === 'connecting',
  ),
  ...field('profilePicUrl', ['W32'], { 'empty-for-null': is('') }, lacksPicture),
  ...field(
    'profilePicUrl',
    ['W32'],
    {
      'null-beside-a-picture': is(null),
      'a-smaller-picture': text((url) => `${url}?size=96`),
      'without-scheme': text((url) => url.replace('https:', '')),
    },
    hasPicture,
  ),
]

/** Listings and items that are wrong. */
export const wachatListings = [...envelope, ...types, ...dates, ...missing, ...relations]
