import { evolution } from '../../mock/evolution.ts'
import { hypersender } from '../../mock/hypersender.ts'
import type { Credentials, Provider } from '../../mock/provider.ts'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { wachat } from '../../mock/wachat.ts'

/** What a server says, whatever it is asked. `status` 0: it says nothing. */
export interface Answer {
  status: number
  type?: string
  body?: string
  headers?: Readonly<Record<string, string>>
}

export type Name = 'evolution' | 'hypersender' | 'ryzeapi' | 'wachat'

/** A reference account's own listing, and the credentials that it is for. */
function showcase<Account>(right: Provider<Account>): {
  listing: string
  credentials: Credentials
} {
  const account = right.account(1)
  const credentials = right.credentials(account)
  const [secret = ''] = Object.values(credentials)
  const headers = { token: secret, apikey: secret, authorization: `Bearer ${secret}` }
  const { body } = right.handle({ query: new URLSearchParams(), headers, at: 0 }, account)
  return { listing: JSON.stringify(body), credentials }
}

export const references = {
  evolution: showcase(evolution),
  hypersender: showcase(hypersender),
  ryzeapi: showcase(ryzeapi),
  wachat: showcase(wachat),
}

export const empty = {
  evolution: [],
  hypersender: [],
  ryzeapi: { success: true, message: '0 Instances found', instances: [], meta: { total: 0 } },
  wachat: { success: true, count: 0, instances: [] },
}

export const json = (body: unknown, status = 200): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
})

const error = (message: string, status: number) =>
  json({ success: false, error: { message } }, status)

/** Answers that show no listing anywhere: nothing can be judged. */
export const useless: Readonly<Record<string, Answer>> = {
  'a 401': error('Invalid token', 401),
  'a 403': error('Forbidden', 403),
  'a 404': error('Instance not found', 404),
  'a 429': {
    ...error('Rate limit exceeded. Try again later.', 429),
    headers: { 'Retry-After': '1' },
  },
  'a 500': error('Internal error', 500),
  'a 503': { status: 503, type: 'text/html', body: 'Try again' },
  'a redirect': { status: 302, headers: { Location: '/elsewhere' } },
  'a redirect to itself': { status: 301, headers: { Location: '?again' } },
  nothing: { status: 0 },
}

const saysJson = 'it is JSON and says so'
const isObject = 'it is an object'
const isListing = 'it is a listing, if an odd one'
const noDisguise = 'no answer of it is an error that says 200'

/** Musts that hold on one answer to everything, with the reason; by provider, without its name. */
type Holds = Partial<Record<Name, Readonly<Record<string, string>>>>

const holdsOfJson: Holds = {
  hypersender: { 'envelope.json': saysJson },
  wachat: { 'envelope.content-type': saysJson },
}

export const constants: Readonly<Record<string, { answer: Answer; holds: Holds }>> = {
  'no body': { answer: { status: 200 }, holds: {} },
  'a 204': { answer: { status: 204 }, holds: {} },
  'a 418': { answer: json({}, 418), holds: {} },
  'a page': { answer: { status: 200, type: 'text/html', body: '<h1>Sign in</h1>' }, holds: {} },
  garbage: { answer: { status: 200, type: 'application/json', body: '\u0000{]' }, holds: {} },
  null: { answer: json(null), holds: holdsOfJson },
  true: { answer: json(true), holds: holdsOfJson },
  text: { answer: json('ok'), holds: holdsOfJson },
  'JSON within text': { answer: json(references.ryzeapi.listing), holds: holdsOfJson },
  'an empty object': {
    answer: json({}),
    holds: {
      hypersender: { 'envelope.json': saysJson },
      ryzeapi: { 'envelope.json-object': isObject },
      wachat: { 'envelope.content-type': saysJson, 'envelope.object': isObject },
    },
  },
  'an error that says 200': {
    answer: error('Invalid token', 200),
    holds: {
      hypersender: { 'envelope.json': saysJson },
      ryzeapi: { 'envelope.json-object': isObject },
      wachat: {
        'envelope.content-type': saysJson,
        'envelope.object': isObject,
        'envelope.success': 'success is a boolean',
      },
    },
  },
  'an empty array': {
    answer: json([]),
    holds: {
      evolution: {
        'envelope.operation': isListing,
        'envelope.array': 'it is an array',
        'filter.nothing-found': 'a filter that matches nothing finds []',
        'error.internal': noDisguise,
      },
      hypersender: {
        'envelope.operation': isListing,
        'envelope.json': saysJson,
        'envelope.array': 'it is an array',
      },
      wachat: { 'envelope.content-type': saysJson },
    },
  },
  'an array of null': {
    answer: json([null]),
    holds: {
      evolution: { 'envelope.operation': isListing, 'error.internal': noDisguise },
      hypersender: { 'envelope.operation': isListing, 'envelope.json': saysJson },
      wachat: { 'envelope.content-type': saysJson },
    },
  },
  'an empty instance': {
    answer: json({ instances: [{}] }),
    holds: {
      hypersender: { 'envelope.json': saysJson },
      ryzeapi: {
        'envelope.operation': isListing,
        'envelope.json-object': isObject,
        'envelope.instances': 'instances is an array',
      },
      wachat: {
        'envelope.operation': isListing,
        'envelope.content-type': saysJson,
        'envelope.object': isObject,
        'envelope.instances': 'instances is an array of objects',
      },
    },
  },
}

/** What no listing at all can have wrong, an empty one included. */
export const holdsOfEmpty: Holds = {
  evolution: constants['an empty array']?.holds.evolution ?? {},
  hypersender: constants['an empty array']?.holds.hypersender ?? {},
  ryzeapi: {
    'envelope.operation': isListing,
    'envelope.json-object': isObject,
    'envelope.success': 'success is true',
    'envelope.instances': 'instances is an array',
    'envelope.total-is-integer': '0 is an integer',
    'envelope.total-counts-instances': '0 counts them',
    'message.many': 'it says "0 Instances found"',
  },
  wachat: {
    'envelope.operation': isListing,
    'envelope.content-type': saysJson,
    'envelope.object': isObject,
    'envelope.success': 'success is a boolean',
    'envelope.success-true': 'success is true',
    'envelope.count': '0 is an integer',
    'envelope.count-counts-instances': '0 counts them',
    'envelope.instances': 'instances is an array',
    'error.documented-statuses': 'it is a listing with 200',
  },
}

/**
 * A server that shows the right listing whoever asks for whatever has envelope and items right, and
 * beside those nothing but this.
 */
export const holdsOfFull: Holds = {
  evolution: {
    'scope.global-key-sees-all': 'the listing is that of the account',
    'scope.repeatable': 'it repeats itself',
    'error.internal': noDisguise,
  },
  hypersender: {
    'scope.account-sees-all': 'the listing is that of the account',
    'scope.repeatable': 'it repeats itself',
  },
  ryzeapi: {
    'message.many': 'it says how many there are',
    'scope.account-sees-all': 'the listing is that of the account',
    'scope.repeatable': 'it repeats itself',
  },
  wachat: {
    'scope.account-sees-all': 'the listing is that of the account',
    'scope.repeatable': 'it repeats itself',
    'filter.undeclared-name': 'what is not declared has no effect',
    'filter.undeclared-page': 'what is not declared has no effect',
    'error.documented-statuses': 'it is a listing with 200',
  },
}
