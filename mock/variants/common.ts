import type { Delivery, MockResponse } from '../provider.ts'
import { shuffled, variantsOf } from './kit.ts'
import { extended, reversed } from './members.ts'
import { movingVariants } from './moving.ts'
import { oddNames } from './names.ts'
import type { Variant, Ways } from './variant.ts'

const sizes = [0, 1, 2, 300, 10_000]

const deliveries: Readonly<Record<string, Delivery>> = {
  gzip: { encoding: 'gzip' },
  br: { encoding: 'br', chunked: true },
  deflate: { encoding: 'deflate' },
  chunked: { chunked: true },
  indented: { indent: 4 },
  escaped: { escaped: true },
  closing: { closes: true },
}

const silentOnWire = 'HTTP and JSON allow it, and no client notices'
const freeText = 'nothing restricts a name'
const troubled = 'what is between client and server fails now and then, and says so'

/** Variants that make sense for any provider. */
export function commonVariants<
  Instance extends object,
  Account extends { readonly instances: readonly Instance[] },
>(ways: Ways<Instance>): Variant<Account>[] {
  const make = variantsOf<Instance, Account>(ways.provider)
  return [
    ...sizes.map((size) => ({
      ...make.variant(`size.${size}`, 'an account has as many instances as it has', (right) => ({
        ...right,
        account: (seed) => right.account(seed, size),
      })),
      slow: size > 1000,
    })),
    make.accounts('order.reversed', 'no order is promised', (instances) => instances.toReversed()),
    make.moves(
      'order.shuffled',
      'no order is promised',
      (instances, random) => () => shuffled(instances, random),
    ),
    make.answers('members.added', 'a reader ignores members that it does not know', (right) => ({
      ...right,
      body: extended(right.body),
    })),
    make.answers('members.reversed', 'members have no order', (right) => ({
      ...right,
      body: reversed(right.body),
    })),
    make.answers('members.twice', 'RFC 8259 advises against it, and does not forbid it', twice),
    ...Object.entries(deliveries).map(([how, delivery]) =>
      make.answers(`wire.${how}`, silentOnWire, (right) => ({ ...right, delivery })),
    ),
    make.answers(
      'wire.charset',
      silentOnWire,
      withHeaders({ 'content-type': 'Application/JSON; Charset="UTF-8"' }),
    ),
    make.answers(
      'wire.headers',
      silentOnWire,
      withHeaders({
        'SET-COOKIE': 'a=1; HttpOnly',
        etag: 'W/"1"',
        vary: '*',
        link: '<x>; rel="next"',
      }),
    ),
    make.answers('wire.jitter', 'a network has latency', (right, { random }) => ({
      ...right,
      delivery: { afterMs: random.int(0, 6) },
    })),
    ...Object.entries(oddNames).map(([kind, names]) =>
      make.accounts(`names.${kind}`, freeText, (instances, random) => {
        const given = shuffled(names, random)
        const places = shuffled([...instances.keys()], random)
        return instances.map((instance, index) => {
          const name = given[places.indexOf(index)]
          return name === undefined ? instance : ways.rename(instance, name)
        })
      }),
    ),
    ...movingVariants<Instance, Account>(ways),
    make.answers('limit.retry-after-seconds', troubled, (right, { count }) =>
      count < 40 && count % 9 === 5 ? limitedFor('1', ways.limited) : right,
    ),
    make.answers('limit.retry-after-date', troubled, (right, { count, request }) =>
      count < 40 && count % 11 === 3
        ? limitedFor(new Date(request.at + 2000).toUTCString(), ways.limited)
        : right,
    ),
    make.answers('trouble.unavailable', troubled, (right, { count }) =>
      count % 10 === 4
        ? { status: 503, headers: { 'Content-Type': 'text/html' }, body: '<h1>Try again</h1>' }
        : right,
    ),
    make.answers('trouble.reset', troubled, (right, { count }) =>
      count % 12 === 6 ? { ...right, delivery: { resets: true } } : right,
    ),
  ]
}

/** The first member of the first object again. */
const twice = (right: MockResponse): MockResponse => ({
  ...right,
  headers: { 'Content-Type': 'application/json', ...right.headers },
  body: JSON.stringify(right.body).replace(
    /^([{[]+)("\w+":(?:"[^"\\]*"|\d+|true|false|null)),/,
    '$1$2,$2,',
  ),
})

const withHeaders =
  (headers: Readonly<Record<string, string>>) =>
  (right: MockResponse): MockResponse => ({ ...right, headers: { ...right.headers, ...headers } })

const limitedFor = (wait: string, { headers, ...limited }: MockResponse): MockResponse => ({
  ...limited,
  headers: { ...headers, 'Retry-After': wait },
})
