import type { MockRequest, MockResponse, Provider } from '../../mock/provider.ts'
import { planted, quotings, twisted } from '../run/canaries.ts'
import type { Canaries } from '../run/canaries.ts'
import { credentialValue } from '../../src/wire/send.ts'
import { serveAltered } from '../run/support.ts'
import type { AlteredServer } from '../run/support.ts'
import { contractOf } from '../support/target.ts'

type Item = Record<string, unknown>

/** What a leak knows when it spoils an answer. */
interface Seen {
  answer: MockResponse
  request: MockRequest
  count: number
  /** The whole account. */
  items: readonly Item[]
  /** A body that lists some items. */
  listing: (items: unknown) => object
  /** A quoted secret of an instance, another one each time, in another way each time. */
  quote: () => string
  /** As `quote`, of the credential: all that is known as a secret where no instance is ever listed. */
  quoteKey: () => string
}

type Leak = (seen: Seen) => MockResponse

/** The items that an answer lists, or null. */
function itemsOf({ body }: MockResponse): Item[] | null {
  if (Array.isArray(body)) return body as Item[]
  return (body as { instances?: Item[] }).instances ?? null
}

/** Changes the items of an answer that lists any, and leaves its envelope. */
function withItems({ answer }: Seen, change: (items: Item[]) => unknown): MockResponse {
  const items = itemsOf(answer)
  if (!items) return answer
  const changed = change(items)
  const isBare = Array.isArray(answer.body)
  return {
    ...answer,
    body: isBare ? (changed as Item[]) : { ...(answer.body as Item), instances: changed },
  }
}

function withEach(seen: Seen, change: (item: Item) => unknown): MockResponse {
  return withItems(seen, (items) => items.map(change))
}

function mapMembers(value: object, change: (inner: unknown, name: string) => unknown): Item {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, change(inner, name)]),
  )
}

function isPart(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Secrets stay where they belong: nobody can know one that no answer ever shows as one. */
function everyText(value: unknown, quote: () => string): unknown {
  if (typeof value === 'string') return quote()
  if (Array.isArray(value)) return value.map((inner) => everyText(inner, quote))
  if (!isPart(value)) return value
  return mapMembers(value, (inner, name) =>
    /token|key|secret|password/i.test(name) ? inner : everyText(inner, quote),
  )
}

/** Servers that break what they promise, and tell secrets where a report quotes them. */
export const leaks: Readonly<Record<string, Leak>> = {
  'items-of-no-type': (seen) => withEach(seen, twisted),
  'parts-of-no-type': (seen) =>
    withEach(seen, (item) =>
      mapMembers(item, (part) =>
        isPart(part)
          ? mapMembers(part, (inner, name) => (name === 'enabled' ? inner : twisted(inner)))
          : part,
      ),
    ),
  'parts-turned-on-and-off': (seen) =>
    withEach(seen, (item) =>
      mapMembers(item, (part) =>
        isPart(part) && 'enabled' in part ? { ...part, enabled: part.enabled !== true } : part,
      ),
    ),
  'null-items': (seen) => withEach(seen, (item) => mapMembers(item, () => null)),
  'envelope-of-no-type': ({ answer, quoteKey }) => ({
    status: answer.status === 200 ? 201 : answer.status,
    headers: { Location: `/${encodeURIComponent(quoteKey())}` },
    body: isPart(answer.body)
      ? {
          ...(twisted(answer.body) as Item),
          instances: { [quoteKey()]: quoteKey() },
          error: quoteKey(),
        }
      : { [quoteKey()]: quoteKey() },
  }),
  'list-for-object': ({ answer, quoteKey }) => ({ ...answer, body: [quoteKey(), quoteKey()] }),
  'everything-for-everything': ({ request, items, listing }) => ({
    status: 200,
    body: { ...listing(items), message: JSON.stringify(request.headers) },
  }),
  'everything-for-everybody': ({ items, listing }) => ({ status: 200, body: listing(items) }),
  'secret-texts': ({ answer, quote }) => ({
    ...answer,
    headers: { 'Content-Type': `text/html; token=${encodeURIComponent(quote())}` },
    body: everyText(answer.body, quote) as object,
  }),
  'secret-messages': ({ answer, quote }) => ({
    ...answer,
    body: isPart(answer.body)
      ? mapMembers(answer.body, (inner, name) =>
          name === 'instances' ? inner : everyText(inner, quote),
        )
      : answer.body,
  }),
  'success-denied': ({ answer, quote }) => ({
    ...answer,
    body: isPart(answer.body) ? { ...answer.body, success: false, message: quote() } : answer.body,
  }),
  'secret-members': (seen) =>
    withEach(seen, (item) => ({ [seen.quote()]: { [seen.quote()]: item } })),
  'secret-names': (seen) =>
    withEach(seen, (item) => {
      const name = `${String(item.name ?? item.instanceName)} ${seen.quote()}`
      return { ...item, name, instanceName: name, status: seen.quote() }
    }),
  'times-turned-around': (seen) =>
    withEach(seen, (item) => ({ ...item, createdAt: item.updatedAt, updatedAt: item.createdAt })),
  'talkative-refusals': ({ answer, request, items, quote }) =>
    request.query.size > 0 || answer.status >= 400
      ? {
          status: 418,
          headers: { 'WWW-Authenticate': `Basic realm="${encodeURIComponent(quote())}"` },
          body: { headers: request.headers, message: JSON.stringify(items).slice(0, 900) },
        }
      : answer,
  'nothing-later': (seen) =>
    seen.count > 1 ? { status: 200, body: seen.listing([]) } : seen.answer,
  twice: (seen) => withItems(seen, (items) => [...items, ...items]),
  'talkative-limit': ({ answer, count, quote }) =>
    count > 90
      ? {
          status: 429,
          headers: { 'Retry-After': encodeURIComponent(quote()) },
          body: { message: quote() },
        }
      : answer,
  redirects: ({ quoteKey }) => ({
    status: 302,
    headers: {
      Location: `https://u:${encodeURIComponent(quoteKey())}@login.example/?next=${encodeURIComponent(quoteKey())}&${encodeURIComponent(quoteKey())}#${encodeURIComponent(quoteKey())}`,
    },
    body: { message: quoteKey() },
  }),
  'refuses-everybody': ({ quoteKey }) => ({
    status: 401,
    headers: { 'WWW-Authenticate': `Bearer error="${encodeURIComponent(quoteKey())}"` },
    body: { message: quoteKey() },
  }),
}

/** A server of a provider, with a canary in every secret, personal member and credential. */
export function serveLeaking<Account extends { instances: readonly object[] }>(
  provider: Provider<Account>,
  leak: Leak,
  canaries: Canaries,
): Promise<AlteredServer> {
  const contract = contractOf(provider.name)
  const others = canaries.secrets.length
  const account = withCredential(planted(provider.account(1), contract, canaries), canaries)
  const key = Object.values(provider.credentials(account))[0] ?? ''
  const listed = listingOf(provider, account)
  // Nobody can know a secret that no answer ever shows as one.
  const known = canaries.secrets.slice(others).filter((one) => listed.includes(JSON.stringify(one)))
  const quote = quoter(known)
  const quoteKey = quoter([key])
  const items = account.instances as readonly Item[]
  const isBare = contract.listing.items === ''
  const listing = (some: unknown): object =>
    isBare ? (some as object) : { success: true, instances: some }
  return serveAltered(
    provider,
    () => account,
    (answer, request, count) => leak({ answer, request, count, items, listing, quote, quoteKey }),
  )
}

/** The account's own listing, as text. */
function listingOf<Account>(provider: Provider<Account>, account: Account): string {
  const [credential] = contractOf(provider.name).credentials
  if (!credential) throw new Error('the contract has no credential')
  const { header, env } = credential
  const value = credentialValue(credential, provider.credentials(account)[env] ?? '')
  const request = { query: new URLSearchParams(), headers: { [header]: value }, at: 0 }
  return JSON.stringify(provider.handle(request, account).body)
}

function quoter(secrets: readonly string[]): () => string {
  let quoted = 0
  return () => {
    const secret = secrets[quoted % secrets.length] ?? ''
    return quotings[quoted++ % quotings.length]?.(secret) ?? ''
  }
}

/** The account with a canary for its own key, whatever that is called. */
function withCredential<Account extends object>(account: Account, canaries: Canaries): Account {
  const own = ['token', 'apiKey', 'globalKey']
  return mapMembers(account, (inner, name) =>
    own.includes(name) ? canaries.credential() : inner,
  ) as unknown as Account
}
