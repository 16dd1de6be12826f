import type { MockResponse } from '../provider.ts'
import type { Item } from './change.ts'
import type { Fault } from './fault.ts'
import type { faultsOf } from './kit.ts'

/** The facts of a provider that servers break which client libraries stumble over. */
interface Promised {
  /** That there is such an operation. */
  readonly operation: string
  /** That a success is JSON. */
  readonly json: string
  /** That an error is JSON, and its status; null where no page shows one. */
  readonly error: { readonly fact: string; readonly status: number } | null
  /** That the account's instances are listed, whoever asks again. */
  readonly account: string
}

/** What of an instance stays what it is, with another value for each number. */
export interface Lasting<Instance> {
  readonly id: (one: Instance, number: number) => Instance
  readonly name: (one: Instance, number: number) => Instance
  /** Null where instances show no token. */
  readonly token: ((one: Instance, number: number) => Instance) | null
}

/** Makes of a JSON text what is none. */
type Spoil = (right: string) => string | Uint8Array

const notJson: Readonly<Record<string, Spoil>> = {
  'with-a-byte-order-mark': (right) => `\ufeff${right}`,
  'with-text-behind-it': (right) => `${right}<!-- 12 ms -->`,
  'with-text-before-it': (right) => `)]}',\n${right}`,
  'with-a-second-text': (right) => `${right}\n{}`,
  'with-a-zero-behind-it': (right) => `${right}\0`,
  'with-a-comment': (right) => right.replace(/^[[{]/, '$&/* cached */'),
  'with-a-trailing-comma': (right) => right.replace(/[\]}]$/, ',$&'),
  'with-nan': (right) => right.replace(/\d+(?=[,}\]])|null|true|false/, 'NaN'),
  'with-a-leading-zero': (right) => right.replace(/(?<=[:[,])\d+(?=[,}\]])|null|true|false/, '007'),
  'with-single-quotes': (right) => right.replaceAll('"', "'"),
  'with-bare-names': (right) => right.replace(/"(\w+)":/g, '$1:'),
  'with-a-line-break-in-a-string': (right) => right.replace(/(?<=:")/, '\n'),
  'in-utf-16': (right) => Buffer.from(`\ufeff${right}`, 'utf16le'),
  'in-latin-1': (right) => Buffer.from(right.replace(/(?<=:")/, 'é'), 'latin1'),
}

const served = (right: MockResponse, body: string | Uint8Array): MockResponse => ({
  ...right,
  headers: { 'Content-Type': 'application/json', ...right.headers },
  body,
})

interface Holding<Instance> {
  readonly instances: readonly Instance[]
}

/** Faults that clients stumble over, whatever the provider. */
export function clientFaults<Instance extends object, Account extends Holding<Instance>>(
  make: Make<Instance, Account>,
  promised: Promised,
  lasting: Lasting<Instance>,
): Fault<Account>[] {
  return [
    ...acceptFaults(make, promised),
    ...jsonFaults(make, promised),
    ...restlessFaults(make, promised, lasting),
  ]
}

type Make<Instance extends object, Account extends Holding<Instance>> = ReturnType<
  typeof faultsOf<Instance, Account>
>

function acceptFaults<Instance extends object, Account extends Holding<Instance>>(
  { answers }: Make<Instance, Account>,
  { operation }: Promised,
): Fault<Account>[] {
  const without = (how: string, wrong: (right: MockResponse) => MockResponse) =>
    answers(`accept.${how}`, [operation], (right, { request }) =>
      request.headers.accept === undefined ? wrong(right) : right,
    )
  const body = { message: 'Not acceptable' }
  return [
    without('is-required', () => ({ status: 406, body })),
    without('missing-is-not-found', () => ({ status: 404, body })),
    without('missing-is-a-crash', () => ({ status: 500, body })),
    without('missing-is-sent-away', () => ({
      status: 302,
      headers: { Location: '/login' },
      body: null,
    })),
    without('missing-is-a-page', (right) => ({
      ...right,
      headers: { 'Content-Type': 'text/html' },
      body: '<!doctype html><title>Instances</title>',
    })),
  ]
}

function jsonFaults<Instance extends object, Account extends Holding<Instance>>(
  { statuses }: Make<Instance, Account>,
  { json, error }: Promised,
): Fault<Account>[] {
  const spoilt = (id: string, fact: string, status: number, change: Spoil, every = 1) =>
    statuses(`json.${id}`, [fact], status, (right, { count }) =>
      count % every === 0 ? served(right, change(JSON.stringify(right.body))) : right,
    )
  return [
    ...Object.entries(notJson).map(([how, change]) => spoilt(how, json, 200, change)),
    spoilt('byte-order-mark-at-every-third', json, 200, (right) => `\ufeff${right}`, 3),
    ...(error === null
      ? []
      : Object.entries(notJson).map(([how, change]) =>
          spoilt(`error-${how}`, error.fact, error.status, change),
        )),
  ]
}

function restlessFaults<Instance extends object, Account extends Holding<Instance>>(
  { fault, bodies }: Make<Instance, Account>,
  { account }: Promised,
  { id, name, token }: Lasting<Instance>,
): Fault<Account>[] {
  const restless = (
    how: string,
    change: (all: readonly Instance[], count: number) => readonly Instance[],
  ) =>
    fault(`moves.${how}`, [account], (right) => {
      let count = 0
      return {
        ...right,
        handle: (request, all) =>
          right.handle(request, { ...all, instances: change(all.instances, ++count) }),
      }
    })
  const drawn = (what: string, anew: (one: Instance, number: number) => Instance) =>
    restless(`${what}-drawn-anew`, (all, count) =>
      all.map((one, place) => anew(one, 1000 * count + place)),
    )
  return [
    drawn('ids', id),
    drawn('names', name),
    ...(token === null ? [] : [drawn('tokens', token)]),
    restless('ids-are-places', (all, count) =>
      turned(all, count).map((one, place) => id(one, place)),
    ),
    restless('names-change-places', (all, count) =>
      all.map((one, place) => name(one, (place + count) % all.length)),
    ),
    bodies('moves.twice-at-every-other-request', [account], (body, { count }) =>
      count % 2 === 0 ? doubled(body) : body,
    ),
  ]
}

/** The list from another place on. */
function turned<Instance>(all: readonly Instance[], by: number): Instance[] {
  const from = by % Math.max(1, all.length)
  return [...all.slice(from), ...all.slice(0, from)]
}

function doubled(body: Item): unknown {
  const list = (Array.isArray(body) ? body : body.instances) as readonly unknown[]
  const twice = [...list, ...list]
  return Array.isArray(body) ? twice : { ...body, instances: twice }
}

/** A UUID of version 4 for each number. */
export const uuidOf = (number: number): string =>
  `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`
