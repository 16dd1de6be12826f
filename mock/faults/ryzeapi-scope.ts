import type { MockResponse } from '../provider.ts'
import type { RyzeApiInstance } from '../ryzeapi-instance.ts'
import { found, type Instances, make, namesIn, refused, scoping } from './ryzeapi-kit.ts'

const { answers, statuses } = make

const named = (names: readonly string[], all: Instances) =>
  all.filter(({ name }) => names.includes(name))

/** Opens a list of names that meets a condition. */
const listing = (
  how: string,
  isOpen: (names: readonly string[], owner: RyzeApiInstance) => boolean,
) =>
  scoping(`scope.list-${how}`, ['R7'], (owner, all, filter, right) => {
    const names = namesIn(filter ?? '')
    return names.length > 1 && isOpen(names, owner) ? found(named(names, all)) : right
  })

const lists = [
  listing('opens-with-its-own-name', (names, { name }) => names.includes(name)),
  listing('opens-with-its-own-name-first', ([first], { name }) => first === name),
  listing('opens-with-its-own-name-last', (names, { name }) => names.at(-1) === name),
  scoping('scope.list-of-others-reaches-them', ['R7'], (owner, all, filter, right) => {
    const names = namesIn(filter ?? '')
    const others = named(names, all)
    return others.length > 1 && !others.includes(owner) ? found(others) : right
  }),
  scoping('scope.own-name-empties', ['R7'], (owner, _, filter, right) =>
    filter === owner.name ? found([]) : right,
  ),
]

/** What the token of an instance is answered, by its whole query. */
const scoped = (
  id: string,
  answer: (query: URLSearchParams, owner: RyzeApiInstance, all: Instances) => MockResponse | null,
) =>
  answers(id, ['R6'], (right, { request: { headers, query }, account: { instances } }) => {
    const owner = instances.find(({ token }) => token === headers.token)
    return (owner && answer(query, owner, instances)) ?? right
  })

/** Checks and finds other names of those that a request repeats. */
const repeating = (
  how: string,
  checked: (names: readonly string[], own: string) => boolean,
  finds: (names: readonly string[]) => readonly string[],
) =>
  scoped(`scope.repeated-name-${how}`, (query, { name }, all) => {
    const names = query.getAll('instanceName')
    if (names.length < 2) return null
    return checked(names, name) ? found(named(finds(names), all)) : refused(401, 'Invalid token')
  })

const repeated = [
  repeating(
    'checks-the-first-and-finds-the-last',
    ([first], own) => first === own,
    (names) => names.slice(-1),
  ),
  repeating(
    'checks-the-last-and-finds-the-first',
    (names, own) => names.at(-1) === own,
    (names) => names.slice(0, 1),
  ),
  repeating(
    'reaches-others',
    () => true,
    (names) => names,
  ),
  scoped('scope.repeated-name-crashes', (query) =>
    query.getAll('instanceName').length > 1 ? refused(500, 'Internal error') : null,
  ),
]

/** Finds by a parameter that the page does not name. */
const undeclared = (parameter: string, read: (one: RyzeApiInstance) => string | undefined) =>
  scoped(`scope.reaches-others-by-${parameter}`, (query, _, all) => {
    const others = all.filter((one) => query.getAll(parameter).includes(read(one) ?? ''))
    return others.length > 0 ? found(others) : null
  })

const others = [
  undeclared('name', ({ name }) => name),
  undeclared('id', ({ id }) => id),
  undeclared('instance', ({ name }) => name),
  undeclared('number', ({ connection }) => connection.numberJid?.replace(/@.*/, '')),
]

/** A server whose tokens wear out. */
const once = make.fault('scope.token-works-once', ['R6', 'R7'], (right) => {
  const used = new Map<string, number>()
  return {
    ...right,
    handle: (request, account) => {
      const { token = '' } = request.headers
      const times = (used.get(token) ?? 0) + 1
      used.set(token, times)
      return times > 1 && token !== account.token
        ? refused(401, 'Invalid token')
        : right.handle(request, account)
    },
  }
})

const isRepeated = (query: URLSearchParams) => new Set(query.keys()).size < query.size

const letIn = [
  statuses('auth.open-with-a-repeated-filter', ['R3'], 401, (right, { request, account }) =>
    request.headers.token === undefined && isRepeated(request.query)
      ? found(account.instances)
      : right,
  ),
  statuses('auth.any-token-with-a-repeated-filter', ['R94'], 401, (right, { request, account }) =>
    request.headers.token !== undefined && isRepeated(request.query)
      ? found(account.instances)
      : right,
  ),
]

/** Tokens that open more, or less, than their own instance, by how the request is written. */
export const ryzeapiScope = [...lists, ...repeated, ...others, once, ...letIn]
