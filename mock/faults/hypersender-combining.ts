import type { HypersenderInstance } from '../hypersender.ts'
import type { MockResponse } from '../provider.ts'
import { make } from './hypersender.ts'

const { answers, lists, statuses } = make

type Instances = readonly HypersenderInstance[]

const found = (body: Instances): MockResponse => ({ status: 200, body })

const filters: Readonly<Record<string, (one: HypersenderInstance, wanted: string) => boolean>> = {
  'filter[uuid]': ({ id }, wanted) => id === wanted,
  'filter[name]': ({ name }, wanted) => name.includes(wanted),
  'filter[phone]': ({ phone }, wanted) => phone === wanted,
  'filter[status]': ({ status }, wanted) => status === wanted,
}

type Given = readonly (readonly [name: string, wanted: string])[]

const isMet = (one: HypersenderInstance, [name, wanted]: Given[number]) =>
  filters[name]?.(one, wanted) ?? true

/** Combines two filters or more in another way. */
const combining = (id: string, select: (one: HypersenderInstance, given: Given) => boolean) =>
  lists(`combine.${id}`, ['H27'], (list, { request, account: { instances } }) => {
    const given = [...request.query]
    return given.length > 1 ? instances.filter((one) => select(one, given)) : list
  })

/** Takes one filter for all there is, where it stands beside another. */
const alone = (name: string) =>
  combining(`${name}-alone-counts`, (one, given) =>
    given
      .filter(([key]) => key === `filter[${name}]` || !given.some(([k]) => k === `filter[${name}]`))
      .every((each) => isMet(one, each)),
  )

/** Passes a filter over, where it stands beside another. */
const ignoring = (name: string) =>
  combining(`${name}-is-ignored`, (one, given) =>
    given.filter(([key]) => key !== `filter[${name}]`).every((each) => isMet(one, each)),
  )

const combinations = [
  combining('by-or', (one, given) => given.some((each) => isMet(one, each))),
  combining('ignored-together', () => true),
  combining('nothing-together', () => false),
  ...['uuid', 'name', 'phone', 'status'].flatMap((name) => [alone(name), ignoring(name)]),
  answers('combine.crashes', ['H27'], (right, { request }) =>
    request.query.size > 1 ? { status: 500, body: { message: 'Server Error' } } : right,
  ),
]

const isRepeated = (query: URLSearchParams) => new Set(query.keys()).size < query.size

const letIn = [
  statuses('auth.open-with-a-repeated-filter', ['H3'], 401, (right, { request, account }) =>
    request.headers.authorization === undefined && isRepeated(request.query)
      ? found(account.instances)
      : right,
  ),
  statuses('auth.any-token-with-a-repeated-filter', ['H3'], 401, (right, { request, account }) =>
    request.headers.authorization !== undefined && isRepeated(request.query)
      ? found(account.instances)
      : right,
  ),
]

/** Several filters, or one several times. */
export const hypersenderCombining = [...combinations, ...letIn]
