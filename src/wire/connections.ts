import { Pool, ProxyAgent } from 'undici'
import type { Dispatcher } from 'undici'
import type { Network } from '../model/target.ts'
import { TunnelPool } from './proxy.ts'

export interface ConnectionOptions {
  /** Of the server; only its origin counts. */
  baseUrl: string
  network: Network
  /** For one request, connection and body included, in ms. */
  timeoutMs: number
  /** Most connections at a time. */
  connections: number
}

/** A request as HTTP has it. */
export interface HttpRequest {
  /** With query, relative to the server. */
  path: string
  headers: Readonly<Record<string, string>>
  signal: AbortSignal
}

/** How a server that speaks HTTP/2 alone ends the handshake of TLS (RFC 7301, section 3.2). */
const noHttp1 = 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL'

/** Connections to a server, by HTTP/1.1, or by HTTP/2 where it speaks nothing else. */
export class Connections {
  readonly #options: ConnectionOptions
  readonly #origin: string
  readonly #viaProxy: Pick<HttpRequest, 'path' | 'headers'>
  readonly #http1: Dispatcher
  #http2: Dispatcher | null = null
  #isThrough: boolean
  #hasAnswered = false

  constructor(options: ConnectionOptions) {
    const { baseUrl, network } = options
    this.#options = options
    this.#origin = new URL(baseUrl).origin
    this.#viaProxy = network.proxy === null ? direct : partsForProxy(baseUrl, network.proxy)
    this.#isThrough = network.proxy === null
    this.#http1 = this.#open(false)
  }

  /** False as long as whatever goes wrong is the proxy's: it has not let us through yet. */
  get isThrough(): boolean {
    return this.#isThrough
  }

  /** The server, or a proxy that speaks for it, has answered anything. */
  get hasAnswered(): boolean {
    return this.#hasAnswered
  }

  /** Sends a request; rejects with what the client throws, or with a ProxyRefusal. */
  async request({ path, headers, signal }: HttpRequest): Promise<Dispatcher.ResponseData> {
    const asked = {
      method: 'GET' as const,
      origin: this.#origin,
      path: this.#viaProxy.path + path,
      headers: { ...headers, ...this.#viaProxy.headers },
      signal,
    }
    const answer = await this.#sent(asked)
    this.#isThrough = true
    this.#hasAnswered = true
    return answer
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    await Promise.all([this.#http1.destroy(), this.#http2?.destroy()])
  }

  async #sent(asked: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
    if (this.#http2) return this.#http2.request(asked)
    try {
      return await this.#http1.request(asked)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === noHttp1)) throw error
      this.#http2 ??= this.#open(true)
      return this.#http2.request(asked)
    }
  }

  #open(allowH2: boolean): Dispatcher {
    const { baseUrl, network, timeoutMs: timeout, connections } = this.#options
    const { proxy, tls } = network
    const common = { connections, headersTimeout: timeout, bodyTimeout: timeout, allowH2 }
    const connect = { timeout, allowH2, ...(tls && { secureContext: tls.context }) }
    if (proxy === null) return new Pool(this.#origin, { ...common, connect })
    const proxyTls = { timeout, allowH2: false, ...(tls?.trusted && { ca: [...tls.trusted] }) }
    if (isPlain(baseUrl)) return new Pool(proxy.origin, { ...common, connect: proxyTls })
    return new ProxyAgent({
      ...common,
      uri: proxy.origin,
      ...(proxy.authorization !== null && { token: proxy.authorization }),
      requestTls: connect,
      proxyTls,
      clientFactory: (url, settings) =>
        new TunnelPool(url, settings, () => {
          this.#isThrough = true
        }),
    })
  }
}

/** What a request has more where nothing stands between. */
const direct = { path: '', headers: {} }

/** As curl does without TLS: the proxy gets the request itself. Many a one opens tunnels to the port of HTTPS alone. */
function partsForProxy(
  baseUrl: string,
  { authorization }: { authorization: string | null },
): Pick<HttpRequest, 'path' | 'headers'> {
  if (!isPlain(baseUrl)) return direct
  const { origin, host } = new URL(baseUrl)
  return {
    path: origin,
    headers: { host, ...(authorization !== null && { 'proxy-authorization': authorization }) },
  }
}

/** Whether a server is reached without TLS. */
export function isPlain(baseUrl: string): boolean {
  return new URL(baseUrl).protocol === 'http:'
}
