import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startMock } from '../../mock/index.ts'
import type { MockOptions, RunningMock } from '../../mock/index.ts'

/** What a server answers; text is sent as it is, anything else as JSON. */
export interface Answer {
  status: number
  body: unknown
}

/** Lends a server; the function gets its origin. */
export async function withServer<T>(
  answer: (request: IncomingMessage) => Answer | Promise<Answer>,
  use: (origin: string) => Promise<T>,
): Promise<T> {
  const listener: RequestListener = (request, response) => {
    const send = ({ status, body }: Answer): void => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    }
    void Promise.resolve(answer(request)).then(send, () => response.destroy())
  }
  const server = createServer(listener)
  // Longer than a pause between two requests: a socket that closes just as it is reused is a reset.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

/** Lends the reference server of a provider. */
export async function withMock<T>(
  provider: string,
  use: (mock: RunningMock) => Promise<T>,
  options: MockOptions = {},
): Promise<T> {
  const mock = await startMock(provider, options)
  try {
    return await use(mock)
  } finally {
    await mock.close()
  }
}

/** A listing of Wachat's, as far as tests change it. */
export interface WachatListing {
  success: boolean
  count: number
  instances: Record<string, unknown>[]
}

/** Lends the reference server of a provider, with each success changed on its way. */
export function withChanged<T>(
  provider: string,
  change: (body: unknown, mock: RunningMock) => unknown,
  use: (mock: RunningMock) => Promise<T>,
): Promise<T> {
  return withMock(provider, (mock) =>
    withServer(
      async ({ url = '', headers: { authorization = '', token = '' } }) => {
        const headers = { authorization, token: String(token) }
        const response = await fetch(new URL(url, mock.baseUrl), { headers })
        const body: unknown = await response.json()
        const { status } = response
        return { status, body: status === 200 ? change(body, mock) : body }
      },
      (origin) => use({ ...mock, baseUrl: origin + new URL(mock.baseUrl).pathname }),
    ),
  )
}

/** Lends Wachat's reference server, with each listing changed on its way. */
export function withChangedWachat<T>(
  change: (listing: WachatListing) => unknown,
  use: (mock: RunningMock) => Promise<T>,
): Promise<T> {
  return withChanged('wachat', (body) => change(body as WachatListing), use)
}

/** Breaks the must wachat.item.integration, and nothing else. */
export function breakingMust(listing: WachatListing): WachatListing {
  return changedItems(listing, () => ({ integration: 7 }))
}

/** Breaks the should wachat.item.status-is-state, and nothing else. */
export function breakingShould(listing: WachatListing): WachatListing {
  return changedItems(listing, ({ state }) => ({ status: `${String(state)}!` }))
}

function changedItems(
  listing: WachatListing,
  change: (item: Record<string, unknown>) => Record<string, unknown>,
): WachatListing {
  return { ...listing, instances: listing.instances.map((item) => ({ ...item, ...change(item) })) }
}

/** An origin at which nobody listens. */
export function deadOrigin(): Promise<string> {
  return withServer(
    () => ({ status: 500, body: '' }),
    (origin) => Promise.resolve(origin),
  )
}

/** Arguments that point at a server of Wachat's. */
export function wachatAt(baseUrl: string): string[] {
  return ['--provider=wachat', `--base-url=${baseUrl}`]
}
