import type { Credentials, MockRequest, MockResponse } from './provider.ts'

/** One way of pointing the suite at a right server wrongly. Nothing may be called broken for it. */
export interface SetUpMistake {
  /** Unique within its provider: what is wrong, `<part>.<how>`. */
  readonly id: string
  /** What the one line that a user sees must name. */
  readonly names: RegExp
  /** Default: the showcase account. */
  readonly account?: { readonly instances: number }
  /** The base URL that is given. */
  readonly baseUrl?: (right: string) => string
  /** The credentials that are given, by variable. */
  readonly credentials?: (right: Credentials) => Credentials
  /** What answers in the server's place. */
  readonly front?: (request: MockRequest) => MockResponse
  /** What answers from the eighth request on; `answer` is what the server would do. */
  readonly midway?: (
    request: MockRequest,
    answer: (request: MockRequest) => MockResponse,
  ) => MockResponse
  /** What a path answers that is not the operation's. Default: 404 with and without a key. */
  readonly elsewhere?: (request: MockRequest) => MockResponse
}

const page = (title: string): string =>
  `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`

const inFront = (id: string, status: number, title: string, server: string): SetUpMistake => ({
  id: `front.${id}`,
  names: new RegExp(`not the API: .* an HTML page, \\d+ bytes \\(${status}, server ${server}\\)`),
  front: () => ({
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', Server: server },
    body: page(title),
  }),
})

const inFrontAsText = (id: string, status: number, text: string): SetUpMistake => ({
  id: `front.${id}`,
  names: new RegExp(`not the API: .* \\(${status}`),
  front: () => ({ status, headers: { 'Content-Type': 'text/plain' }, body: text }),
})

/** Pages and refusals of what stands before a server. */
const fronts: readonly SetUpMistake[] = [
  inFront('welcome', 200, 'Welcome to nginx!', 'nginx'),
  inFront('login', 200, 'Sign in', 'cloudflare'),
  inFront('captive-portal', 200, 'Accept the terms to go online', 'hotspot'),
  inFront('maintenance', 200, 'We will be back soon', 'varnish'),
  inFront('plain-http', 400, 'The plain HTTP request was sent to HTTPS port', 'nginx'),
  inFront('payment', 402, 'This site is suspended', 'cpanel'),
  inFront('firewall', 403, 'Attention Required!', 'cloudflare'),
  inFront('no-page', 404, 'Not Found', 'apache'),
  inFront('not-acceptable', 406, 'Not Acceptable! mod_security', 'apache'),
  inFront('misdirected', 421, 'Misdirected Request', 'apache'),
  inFront('network-login', 511, 'Network Authentication Required', 'hotspot'),
  inFrontAsText('router', 404, '404 page not found\n'),
  inFrontAsText('blocked', 451, 'error code: 1009'),
  {
    id: 'front.proxy',
    names: /a proxy wants a name and password/,
    front: () => ({ status: 407, body: { message: 'Proxy Authentication Required' } }),
  },
  {
    id: 'front.unavailable',
    names: /answers 503; the server is in trouble/,
    front: () => ({ status: 503, headers: { 'Content-Type': 'text/html' }, body: page('503') }),
  },
]

/** Base URLs that are too short, too long, or the whole URL. */
function paths(path: string, keyHeader: string): SetUpMistake[] {
  const places = {
    short: (right: string) =>
      new URL(right).origin + (new URL(right).pathname === '/' ? '/api/v9' : ''),
    long: (right: string) => `${right}/v9`,
    whole: (right: string) => right + path,
  }
  const names = /is the base URL right/
  const keyFirst = ({ headers }: MockRequest): MockResponse =>
    headers[keyHeader] === undefined
      ? { status: 401, body: { message: 'Unauthorized' } }
      : { status: 404, body: { message: 'Cannot GET this' } }
  return Object.entries(places).flatMap(([id, baseUrl]) => [
    { id: `path.${id}`, names, baseUrl },
    { id: `path.${id}-behind-the-key`, names, baseUrl, elsewhere: keyFirst },
  ])
}

/** Credentials that are wrong, or in each other's place. */
function keys(variables: readonly string[]): SetUpMistake[] {
  const [account = '', instance] = variables
  const wrong: SetUpMistake = {
    id: 'key.wrong',
    names: new RegExp(`refuses the credential .*${account}`),
    credentials: (right) => ({ ...right, [account]: 'k'.repeat(32) }),
  }
  if (instance === undefined) return [wrong]
  return [
    wrong,
    {
      id: 'key.of-an-instance',
      account: { instances: 1 },
      names: new RegExp(`value of ${account} `),
      credentials: ({ [instance]: value = '' }) => ({ [account]: value }),
    },
    {
      id: 'key.swapped',
      names: new RegExp(`${account}.*swapped|value of ${account} `),
      credentials: ({ [account]: one = '', [instance]: other = '' }) => ({
        [account]: other,
        [instance]: one,
      }),
    },
    {
      id: 'key.of-no-instance',
      names: new RegExp(`value of ${instance} .*no instance of the account carries it`),
      credentials: (right) => ({ ...right, [instance]: 'k'.repeat(32) }),
    },
  ]
}

/** What ends while a run goes on. */
function ends(keyHeader: string): SetUpMistake[] {
  const html = { 'Content-Type': 'text/html; charset=utf-8' }
  return [
    {
      id: 'midway.expires',
      names:
        /from e\d+ on, at .*, the server refuses the credential \(401\); did the value of \w+ expire/,
      midway: ({ headers, ...request }, answer) =>
        answer({
          ...request,
          headers: { ...headers, ...(headers[keyHeader] ? { [keyHeader]: 'expired' } : {}) },
        }),
    },
    {
      id: 'midway.login',
      names: /from e\d+ on, at .*, something else than the API answers: an HTML page/,
      midway: () => ({ status: 200, headers: html, body: page('Sign in') }),
    },
    {
      id: 'midway.blocked',
      names: /from e\d+ on, at .*, something else than the API answers: an HTML page/,
      midway: () => ({ status: 403, headers: html, body: page('You have been blocked') }),
    },
  ]
}

/** The mistakes that can be made with a provider. */
export function setUpMistakes(
  path: string,
  keyHeader: string,
  variables: readonly string[],
): SetUpMistake[] {
  return [...fronts, ...paths(path, keyHeader), ...keys(variables), ...ends(keyHeader)]
}
