import { BlockList, isIP } from 'node:net'
import { Pool } from 'undici'
import type { Dispatcher } from 'undici'
import type { Environment } from '../flags/options.ts'
import type { Proxy } from '../model/target.ts'
import { UsageError } from '../model/problem.ts'

/**
 * The proxy that the environment names for a server, as curl understands it: lower case before upper, no other
 * scheme's proxy in its place. A server on this machine has none.
 * @returns null where the server is reached without one
 * @throws UsageError that names the variable, and shows nothing of its value
 */
export function proxyFor(baseUrl: string, env: Environment): Proxy | null {
  const { protocol, hostname, port } = new URL(baseUrl)
  const lower = protocol === 'https:' ? 'https_proxy' : 'http_proxy'
  const variable = [lower, lower.toUpperCase()].find((name) => env[name])
  if (variable === undefined || isLoopback(hostname)) return null
  const excepted = env.no_proxy || env.NO_PROXY || ''
  const number = Number(port || (protocol === 'https:' ? 443 : 80))
  if (isExcepted(hostname, number, excepted)) return null
  return parseProxy(env[variable]?.trim() ?? '', variable)
}

function parseProxy(given: string, env: string): Proxy {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new UsageError(`${env}: expected the URL of a proxy: http://user:password@host:port`)
  const [user, password] = [decoded(url.username, env), decoded(url.password, env)]
  const pair = Buffer.from(`${user}:${password}`).toString('base64')
  return {
    origin: url.origin,
    authorization: user + password === '' ? null : `Basic ${pair}`,
    secrets: user + password === '' ? [] : [password, url.password, pair],
    env,
  }
}

function decoded(part: string, env: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new UsageError(`${env}: write "%" as %25 in the user and the password`)
  }
}

/** RFC 6761, section 6.3, and RFC 1122, section 3.2.1.3. */
function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
}

/** Whether a list holds the host: names with all below them, addresses, networks (`10.0.0.0/8`), `*`; a port may follow. */
function isExcepted(hostname: string, port: number, list: string): boolean {
  const host = bare(hostname)
  return list.split(/[\s,]+/).some((entry) => {
    const [, name = entry, only] = /^([^:]+|\[.+\]):(\d+)$/.exec(entry) ?? []
    if (entry === '' || (only !== undefined && Number(only) !== port)) return false
    if (name === '*') return true
    if (isIP(host) !== 0) return isWithin(host, bare(name))
    const parent = name.toLowerCase().replace(/^\*?\./, '')
    return host === parent || host.endsWith(`.${parent}`)
  })
}

/** Without the brackets of an IPv6 address and the dot at the end of a full name. */
function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
}

function isWithin(address: string, network: string): boolean {
  const family = (text: string): 'ipv4' | 'ipv6' => (isIP(text) === 6 ? 'ipv6' : 'ipv4')
  const [base = '', bits = isIP(base) === 6 ? '128' : '32'] = network.split('/')
  const most = isIP(base) === 6 ? 128 : 32
  if (isIP(base) === 0 || !/^\d+$/.test(bits) || Number(bits) > most) return false
  const block = new BlockList()
  block.addSubnet(base, Number(bits), family(base))
  return block.check(address, family(address))
}

/** A proxy would not connect us with the server. */
export class ProxyRefusal extends Error {
  readonly status: number

  constructor(status: number) {
    super(`the proxy answered ${status}`)
    this.status = status
  }
}

/** Connections to a proxy, each of which becomes one to the server. */
export class TunnelPool extends Pool {
  readonly #onThrough: () => void

  /** @param onThrough called whenever the proxy has connected us with the server */
  constructor(proxy: URL, options: Pool.Options, onThrough: () => void) {
    super(proxy, options)
    this.#onThrough = onThrough
  }

  /** Rejects with a ProxyRefusal. Its type fits what undici says of it: with or without a callback. */
  override connect(options: Dispatcher.ConnectOptions): never {
    const answer = super.connect(options) as unknown
    return this.#through(answer as Promise<Dispatcher.ConnectData>) as never
  }

  async #through(answer: Promise<Dispatcher.ConnectData>): Promise<Dispatcher.ConnectData> {
    const { socket, statusCode } = await answer
    if (statusCode === 200) {
      this.#onThrough()
      return answer
    }
    // It may be closed from the other side, too.
    socket.on('error', () => undefined).destroy()
    throw new ProxyRefusal(statusCode)
  }
}
