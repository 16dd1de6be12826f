import type { HypersenderAccount, HypersenderInstance } from '../hypersender.ts'
import { absent, byIndex, is, notStringOrNull, otherCase, text } from './change.ts'
import { faultsOf } from './kit.ts'

export const make = faultsOf<HypersenderInstance, HypersenderAccount>('hypersender', (list) => list)

const { bodies, field, statuses } = make

const size = (body: unknown) => (body as readonly unknown[]).length

const envelope = [
  statuses('status.201', ['H12'], 200, (right) => ({ ...right, status: 201 })),
  statuses('status.206-when-filtered', ['H12'], 200, (right, { request }) =>
    request.query.size > 0 ? { ...right, status: 206 } : right,
  ),
  ...Object.entries({
    html: 'text/html',
    text: 'text/plain',
    binary: 'application/octet-stream',
  }).map(([name, type]) =>
    statuses(`served-as.${name}`, ['H12'], 200, (right) => ({
      ...right,
      headers: { 'Content-Type': type },
    })),
  ),
  statuses('served-as.html-when-empty', ['H12'], 200, (right) =>
    size(right.body) === 0 ? { ...right, headers: { 'Content-Type': 'text/html' } } : right,
  ),
  bodies('body.wrapped', ['H13'], (body) => ({ data: body })),
  bodies('body.wrapped-with-pages', ['H13'], (body) => ({ data: body, meta: { current_page: 1 } })),
  bodies('body.object-by-index', ['H13'], byIndex),
  bodies('body.null-when-empty', ['H13'], (body) => (size(body) === 0 ? null : body)),
  bodies('body.object-when-one', ['H13'], (body) => (size(body) === 1 ? body[0] : body)),
  bodies('body.wrapped-when-filtered', ['H13'], (body, { request }) =>
    request.query.size > 0 ? { data: body } : body,
  ),
]

const names = ['id', 'name', 'phone', 'service_type', 'status', 'access_token', 'created_at']

const { number, object } = notStringOrNull
const wrongType = { number, object }

const hasToken = ({ access_token }: HypersenderInstance) => access_token !== null

const items = [
  ...names.flatMap((name) => field(name, ['H14'], absent)),
  ...field('id', ['H15'], wrongType),
  ...field('id', ['H15'], {
    'short-id': text((id) => id.slice(0, 8)),
    'without-hyphens': text((id) => id.replaceAll('-', '')),
    'letter-beyond-f': text((id) => id.replace(/^./, 'g')),
    ulid: text((id) => id.replaceAll('-', '').slice(0, 26).toUpperCase()),
  }),
  ...field('name', ['H16'], wrongType),
  ...field('phone', ['H17'], wrongType),
  ...field('phone', ['H17'], {
    'without-plus': text((phone) => phone.slice(1)),
    'with-spaces': text((phone) => phone.replace(/^(\+\d\d)/, '$1 ')),
    'with-hyphens': text((phone) => phone.replace(/(\d{4})$/, '-$1')),
    'with-00': text((phone) => phone.replace('+', '00')),
    'sixteen-digits': text((phone) => phone.padEnd(17, '0')),
    'as-address': text((phone) => `${phone.slice(1)}@s.whatsapp.net`),
    empty: is(''),
  }),
  ...field('service_type', ['H18'], wrongType),
  ...field('status', ['H19'], {
    lowercase: otherCase,
    connected: is('CONNECTED'),
    empty: is(''),
    ...wrongType,
  }),
  ...field(
    'status',
    ['H19'],
    { 'with-hyphens': is('SCAN-QR-CODE') },
    ({ status }) => status === 'SCAN_QR_CODE',
  ),
  ...field('access_token', ['H20'], { ...wrongType, false: is(false) }),
  ...field(
    'access_token',
    ['H22'],
    {
      'without-number': text((token) => token.replace(/^\d+\|/, '')),
      'by-colon': text((token) => token.replace('|', ':')),
      'uuid-for-number': text((token) => token.replace(/^\d+/, 'a1b2')),
      'nothing-after-bar': text((token) => token.replace(/\|.*/, '|')),
    },
    hasToken,
  ),
  ...field('created_at', ['H23'], {
    'unix-seconds': text((right) => Math.floor(Date.parse(`${right}Z`) / 1000)),
    object: (right) => ({ date: right, timezone: 'UTC' }),
  }),
  ...names
    .filter((name) => name !== 'access_token')
    .flatMap((name) => field(name, ['H24'], { null: is(null) })),
]

/** Listings and items that are wrong. */
export const hypersenderListings = [...envelope, ...items]
