import type { EvolutionInstance } from '../evolution.ts'
import type { MockResponse } from '../provider.ts'
import { make } from './evolution.ts'

const { answers, statuses } = make

type Instances = readonly EvolutionInstance[]

const found = (body: Instances): MockResponse => ({ status: 200, body })

const refused = (status: number, message: string): MockResponse => ({
  status,
  body: { error: true, message },
})

const unauthorized = refused(401, 'Unauthorized')

/** A request by the token of an instance. */
interface Asked {
  readonly query: URLSearchParams
  readonly own: Instances
  readonly all: Instances
  readonly right: MockResponse
}

/** What the token of an instance is answered. */
const scoped = (id: string, answer: (asked: Asked) => MockResponse) =>
  answers(
    id,
    ['E4'],
    (right, { request: { query, headers }, account: { instances, globalKey } }) => {
      const own = instances.filter(({ apikey }) => apikey === headers.apikey)
      const isToken = headers.apikey !== globalKey && own.length > 0
      return isToken ? answer({ query, own, all: instances, right }) : right
    },
  )

type Parameter = 'instanceName' | 'instanceId' | 'number'

const read: Readonly<Record<Parameter, (one: EvolutionInstance) => string>> = {
  instanceName: ({ instanceName }) => instanceName,
  instanceId: ({ instanceId }) => instanceId,
  number: ({ owner }) => (owner ?? '').replace(/@.*/, ''),
}

const having = (instances: Instances, parameter: Parameter, wanted: readonly string[]) =>
  instances.filter((one) => wanted.includes(read[parameter](one)))

/** Checks one parameter, and finds by another. */
const checking = (checked: Parameter, finds: Parameter, how: string) =>
  scoped(`scope.checks-${how}`, ({ query, own, all, right }) => {
    const [guard, wanted] = [query.get(checked), query.get(finds)]
    if (guard === null || wanted === null) return right
    return having(own, checked, [guard]).length > 0
      ? found(having(all, finds, [wanted]))
      : unauthorized
  })

const mixed = [
  checking('instanceName', 'instanceId', 'the-name-and-finds-by-id'),
  checking('instanceId', 'instanceName', 'the-id-and-finds-by-name'),
  checking('instanceName', 'number', 'the-name-and-finds-by-number'),
  scoped('scope.checks-any-and-finds-all', ({ query, own, all, right }) => {
    const given = (['instanceName', 'instanceId', 'number'] as const).filter((one) =>
      query.has(one),
    )
    if (given.length < 2) return right
    const named = (instances: Instances) =>
      instances.filter((one) => given.some((name) => query.get(name) === read[name](one)))
    return named(own).length > 0 ? found(named(all)) : unauthorized
  }),
]

/** Checks and finds other names of those that a request repeats. */
const repeating = (
  how: string,
  checked: (names: readonly string[], isOwn: (name: string) => boolean) => boolean,
  finds: (names: readonly string[]) => readonly string[],
) =>
  scoped(`scope.repeated-name-${how}`, ({ query, own, all, right }) => {
    const names = query.getAll('instanceName')
    if (names.length < 2) return right
    const isOwn = (name: string) => having(own, 'instanceName', [name]).length > 0
    return checked(names, isOwn) ? found(having(all, 'instanceName', finds(names))) : unauthorized
  })

const repeated = [
  repeating(
    'checks-the-first-and-finds-the-last',
    ([first = ''], isOwn) => isOwn(first),
    (names) => names.slice(-1),
  ),
  repeating(
    'checks-the-last-and-finds-the-first',
    (names, isOwn) => isOwn(names.at(-1) ?? ''),
    (names) => names.slice(0, 1),
  ),
  repeating(
    'checks-some-and-finds-all',
    (names, isOwn) => names.some(isOwn),
    (names) => names,
  ),
  repeating(
    'is-unchecked',
    () => true,
    (names) => names,
  ),
  scoped('scope.repeated-name-crashes', ({ query, right }) =>
    query.getAll('instanceName').length > 1 ? refused(500, 'Internal server error') : right,
  ),
]

/** Takes commas for a list of names. */
const listing = (how: string, isOpen: (own: number, names: number) => boolean) =>
  scoped(`scope.list-of-names-${how}`, ({ query, own, all, right }) => {
    const names = (query.get('instanceName') ?? '').split(',')
    const isList = names.length > 1 && having(all, 'instanceName', names).length === names.length
    if (!isList) return right
    const owned = having(own, 'instanceName', names).length
    return isOpen(owned, names.length) ? found(having(all, 'instanceName', names)) : right
  })

const lists = [
  listing('is-unchecked', () => true),
  listing('opens-with-one-of-its-own', (own, names) => own > 0 && own < names),
  listing('opens-without-one-of-its-own', (own) => own === 0),
]

/** Finds by a parameter that the page does not name. */
const undeclared = (name: string, parameter: Parameter) =>
  scoped(`scope.reaches-others-by-${name}`, ({ query, all, right }) => {
    const others = having(all, parameter, query.getAll(name))
    return others.length > 0 ? found(others) : right
  })

const others = [
  undeclared('name', 'instanceName'),
  undeclared('id', 'instanceId'),
  undeclared('owner', 'number'),
  undeclared('instance', 'instanceName'),
]

/** What a token is answered that asks for an instance of its own by one parameter alone. */
const owning = (parameter: Parameter, how: string, answer: MockResponse) =>
  scoped(`scope.own-${parameter}-${how}`, ({ query, own, right }) => {
    const isOwn = having(own, parameter, query.getAll(parameter)).length > 0
    return isOwn && query.size === 1 ? answer : right
  })

const parameters = ['instanceName', 'instanceId', 'number'] as const

const owned = [
  ...parameters.flatMap((parameter) => [
    owning(parameter, 'is-refused', unauthorized),
    owning(parameter, 'finds-nothing', found([])),
    owning(parameter, 'is-404', refused(404, 'Not Found')),
    owning(parameter, 'crashes', refused(500, 'Internal server error')),
  ]),
  ...parameters.map((parameter) =>
    scoped(`scope.foreign-${parameter}-crashes`, ({ query, own, right }) => {
      const isForeign = query.has(parameter) && query.size === 1
      return isForeign && having(own, parameter, query.getAll(parameter)).length === 0
        ? refused(500, 'Internal server error')
        : right
    }),
  ),
]

/** A server whose tokens wear out. */
const once = make.fault('scope.token-works-once', ['E4'], (right) => {
  const used = new Map<string, number>()
  return {
    ...right,
    handle: (request, account) => {
      const { apikey = '' } = request.headers
      const times = (used.get(apikey) ?? 0) + 1
      used.set(apikey, times)
      return times > 1 && apikey !== account.globalKey
        ? unauthorized
        : right.handle(request, account)
    },
  }
})

const isRepeated = (query: URLSearchParams) => new Set(query.keys()).size < query.size

const letIn = [
  statuses('auth.open-with-a-repeated-filter', ['E2'], 401, (right, { request, account }) =>
    request.headers.apikey === undefined && isRepeated(request.query)
      ? found(account.instances)
      : right,
  ),
  statuses('auth.any-key-with-a-repeated-filter', ['E30'], 401, (right, { request, account }) =>
    request.headers.apikey !== undefined && isRepeated(request.query)
      ? found(account.instances)
      : right,
  ),
]

/** Tokens that open more, or less, than their own instances, by how the request is written. */
export const evolutionScope = [...mixed, ...repeated, ...lists, ...others, ...owned, once, ...letIn]
