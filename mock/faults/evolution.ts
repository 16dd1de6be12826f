import type { EvolutionAccount, EvolutionInstance } from '../evolution.ts'
import { byIndex, is, notDateTime, notObject, notString, otherCase, text } from './change.ts'
import { faultsOf } from './kit.ts'

export const make = faultsOf<EvolutionInstance, EvolutionAccount>('evolution', (list) => list)

const { bodies, field, statuses } = make

const size = (body: unknown) => (body as readonly unknown[]).length

const envelope = [
  statuses('status.201', ['E9'], 200, (right) => ({ ...right, status: 201 })),
  statuses('status.206-when-filtered', ['E9'], 200, (right, { request }) =>
    request.query.size > 0 ? { ...right, status: 206 } : right,
  ),
  bodies('body.wrapped', ['E9'], (body) => ({ instances: body })),
  bodies('body.wrapped-with-status', ['E9'], (body) => ({ status: 200, response: body })),
  bodies('body.object-by-index', ['E9'], byIndex),
  bodies('body.wrapped-when-empty', ['E10'], (body) => (size(body) === 0 ? { data: [] } : body)),
  bodies('body.null-when-empty', ['E10'], (body) => (size(body) === 0 ? null : body)),
  bodies('body.object-when-empty', ['E10'], (body) => (size(body) === 0 ? {} : body)),
  bodies('body.object-when-one', ['E12'], (body) => (size(body) === 1 ? body[0] : body)),
  bodies('body.object-when-one-of-a-filter', ['E12'], (body, { request }) =>
    size(body) === 1 && request.query.size > 0 ? body[0] : body,
  ),
]

const isOpen = ({ connectionStatus }: EvolutionInstance) => connectionStatus.state === 'open'
const isKnown = ({ owner }: EvolutionInstance) => typeof owner === 'string'
const hasReason = ({ connectionStatus }: EvolutionInstance) =>
  connectionStatus.statusReason !== undefined

const { number, ...leftOut } = notString

/** Of an instance that is not open the page leaves open whether there is a profile. */
const profileField = (name: string, fact: string) => [
  ...field(name, [fact], { number }, isKnown),
  ...field(name, [fact], leftOut, isOpen),
]

const profile = [
  ...profileField('owner', 'E15'),
  ...field(
    'owner',
    ['E15'],
    {
      'number-only': text((owner) => owner.replace(/@.*/, '')),
      'a-mail-address': text((owner) => owner.replace(/@.*/, '@example.com')),
      'with-a-plus': text((owner) => `+${owner}`),
      'a-name': is('My Business'),
    },
    isKnown,
  ),
  ...profileField('profileName', 'E16'),
  ...profileField('profilePicUrl', 'E17'),
  ...field(
    'profilePicUrl',
    ['E17'],
    {
      relative: is('/pictures/profile.jpg'),
      'a-file-name': is('profile.jpg'),
      'without-scheme': text((url) => url.replace('https://', '')),
      'with-a-space': text((url) => url.replace('https://', 'https:// ')),
    },
    isKnown,
  ),
  ...profileField('profileStatus', 'E18'),
]

const identity = [
  ...field('instanceName', ['E13'], notString),
  ...field('instanceId', ['E14'], notString),
  ...field('instanceId', ['E14'], {
    'short-id': text((id) => id.slice(0, 8)),
    cuid: text((id) => `c${id.replaceAll('-', '').slice(0, 24)}`),
    'letter-beyond-f': text((id) => id.replace(/^./, 'g')),
  }),
  ...field('integration', ['E24'], {
    lowercase: otherCase,
    baileys: is('BAILEYS'),
    number,
    ...leftOut,
  }),
  ...field('serverUrl', ['E25'], notString),
  ...field('apikey', ['E26'], notString),
]

const state = [
  ...field('status', ['E19'], {
    'state-word': (_, { connectionStatus }) => connectionStatus.state,
    capitalized: otherCase,
    number,
    ...leftOut,
  }),
  ...field('connectionStatus', ['E20'], {
    ...notObject,
    array: (status) => [status],
  }),
  ...field('connectionStatus.state', ['E21'], {
    closed: text((right) => right.replace('close', 'closed')),
    connected: text((right) => right.replace('open', 'connected')),
    capitalized: otherCase,
    empty: is(''),
    number,
    ...leftOut,
  }),
  ...field(
    'connectionStatus.statusReason',
    ['E23'],
    { text: (reason) => String(reason), object: is({ code: 401 }) },
    hasReason,
  ),
  ...field('status', ['E29'], { 'offline-when-open': is('offline') }, isOpen),
  ...field('status', ['E29'], { 'connecting-when-open': is('connecting') }, isOpen),
]

/** ISO 8601, unlike RFC 3339, has dates alone and times without an offset. */
const { 'date-only': _, 'without-offset': __, ...notIso } = notDateTime

const notTimestamp = {
  ...notIso,
  'day-first': text((right) => right.replace(/^(\d+)-(\d+)-(\d+)T/, '$3/$2/$1 ')),
  'as-in-mail': text((right) => new Date(right).toUTCString()),
}

const dates = [
  ...field('createdAt', ['E27'], notTimestamp),
  ...field('updatedAt', ['E28'], notTimestamp),
]

/** Listings and items that are wrong. */
export const evolutionListings = [...envelope, ...identity, ...profile, ...state, ...dates]
