import type { RyzeApiInstance } from '../ryzeapi-instance.ts'
import { absent, is, notBoolean, notDateTime, notString, notStringOrNull, text } from './change.ts'
import { make } from './ryzeapi-kit.ts'

const { field } = make

const blocks = [
  'status',
  'connection',
  'profile',
  'webhook',
  'websocket',
  'chatwoot',
  'proxy',
  'settings',
  's3',
].flatMap((block) => field(block, ['R26'], absent))

const { number, null: nothing } = notString
const wrongType = { number, null: nothing }

const identity = [
  ...field('id', ['R27'], notString),
  ...field('name', ['R28'], notString),
  ...field('name', ['R28'], {
    'listed-in-another-case': text((name) => name.toUpperCase()),
    'listed-with-a-prefix': text((name) => `acct-${name}`),
  }),
  ...field('token', ['R29'], notString),
  ...field('status', ['R30'], wrongType),
  ...field('status', ['R31'], {
    'always-connected': is('connected'),
    'other-words': is('online'),
  }),
  ...field(
    'status',
    ['R31'],
    { 'late-on-logout': is('connected') },
    ({ status }) => status === 'loggedout',
  ),
]

const connection = [
  ...field('connection.state', ['R32'], notString),
  ...field('connection.state', ['R33'], {
    'of-other-software': is('open'),
    capitalized: text((state) => state.replace(/^./, (first) => first.toUpperCase())),
    empty: is(''),
  }),
  ...field(
    'connection.state',
    ['R33'],
    { underscored: is('logged_out') },
    ({ status }) => status === 'loggedout',
  ),
  ...field('connection.numberJid', ['R34'], { ...notStringOrNull, ...absent }),
  ...field(
    'connection.numberJid',
    ['R35'],
    { 'empty-if-never-connected': is(''), 'null-as-text-if-never-connected': is('null') },
    ({ connection: { numberJid } }) => numberJid === null,
  ),
  ...field('connection.numberJid', ['R36'], {
    'with-a-plus': text((jid) => `+${jid}`),
    'number-only': text((jid) => jid.replace(/@.*/, '')),
    'another-domain': text((jid) => jid.replace(/@.*/, '@c.us')),
    'domain-only': text((jid) => jid.replace(/^\d+/, '')),
    'with-spaces': text((jid) => jid.replace(/^(\d\d)/, '$1 ')),
  }),
  ...field('connection.presenceStatus', ['R37'], notString),
  ...field('connection.displayStatus', ['R38'], notString),
]

const isBusiness = ({ profile }: RyzeApiInstance) => profile.isBusiness
const isPrivate = (instance: RyzeApiInstance) => !isBusiness(instance)

const profile = [
  ...field('profile.name', ['R39'], notString),
  ...field('profile.pictureUrl', ['R40'], notString),
  ...field('profile.isBusiness', ['R41'], notBoolean),
  ...field('profile.businessName', ['R42'], notString),
  ...field('profile.businessName', ['R42'], { 'null-if-business': is(null) }, isBusiness),
  ...field(
    'profile.businessName',
    ['R43'],
    { 'of-no-business': (_, { name }) => `${name} Ltd.`, 'blank-of-no-business': is(' ') },
    isPrivate,
  ),
]

const settings = [
  ['autoRejectCalls', 'R77'],
  ['ignoreGroupMessages', 'R79'],
  ['keepOnlineStatus', 'R80'],
  ['autoReadMessages', 'R81'],
  ['disableHistorySync', 'R82'],
  ['ignoreStatus', 'R83'],
].flatMap(([flag, fact]) => field(`settings.${flag}`, [fact ?? ''], notBoolean))

const dates = [
  ...field('createdAt', ['R92'], notDateTime),
  ...field('updatedAt', ['R93'], notDateTime),
]

/** Items of which a field is wrong. */
export const ryzeapiItems = [
  ...blocks,
  ...identity,
  ...connection,
  ...profile,
  ...settings,
  ...field('settings.callRejectMessage', ['R78'], notString),
  ...dates,
]
