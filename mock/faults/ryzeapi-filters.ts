import type { MockResponse } from '../provider.ts'
import { filtering, found, type Instances, make, notFound, refused } from './ryzeapi-kit.ts'

type Matches = (name: string, wanted: string) => boolean

const named = (names: readonly string[], instances: Instances) =>
  instances.filter(({ name }) => names.includes(name))

/** Filters as documented, but that names are compared in another way. */
const matching = (id: string, breaks: readonly string[], matches: Matches) =>
  filtering(id, breaks, (names, instances, right) => {
    const some = instances.filter(({ name }) => names.some((wanted) => matches(name, wanted)))
    if (names.length === 0) return right
    return names.length === 1 && some.length === 0 ? notFound : found(some)
  })

/** Answers where one name was asked for, known or not. */
const single = (
  id: string,
  breaks: readonly string[],
  isKnown: boolean,
  answer: (instances: Instances, name: string) => MockResponse,
) =>
  filtering(id, breaks, (names, instances, right) => {
    const [name] = names
    if (name === undefined || names.length > 1) return right
    return named(names, instances).length > 0 === isKnown ? answer(instances, name) : right
  })

/** Answers where several names were asked for. */
const several = (
  id: string,
  breaks: readonly string[],
  answer: (names: readonly string[], instances: Instances, right: MockResponse) => MockResponse,
) =>
  filtering(id, breaks, (names, instances, right) =>
    new Set(names).size > 1 ? answer(names, instances, right) : right,
  )

/** Answers where several names were asked for, some or all of them unknown. */
const partly = (
  id: string,
  breaks: readonly string[],
  known: 'some' | 'none',
  answer: (instances: Instances, names: readonly string[]) => MockResponse,
) =>
  several(id, breaks, (names, instances, right) => {
    const count = new Set(named(names, instances)).size
    const isMixed = known === 'none' ? count === 0 : count > 0 && count < new Set(names).size
    return isMixed ? answer(instances, names) : right
  })

/** Answers where the filter holds only commas and spaces. */
const blank = (
  id: string,
  answer: (instances: Instances) => MockResponse,
  isMeant: (filter: string) => boolean = () => true,
) =>
  make.answers(id, ['R15'], (right, { request, account: { token, instances } }) => {
    const filter = request.query.get('instanceName')
    if (request.headers.token !== token || !filter || !/^[, ]+$/.test(filter)) return right
    return isMeant(filter) ? answer(instances) : right
  })

const oneName = [
  filtering('filter.ignored', ['R8'], (_, instances) => found(instances)),
  filtering('filter.refused', ['R8'], () => refused(400, 'Unknown parameter')),
  matching('filter.cut-at-a-space', ['R8'], (name, wanted) => name === wanted.split(' ')[0]),
  matching('filter.ascii-only', ['R8'], (name, wanted) => name === wanted.replace(/[^ -~]/g, '?')),
  matching('filter.prefix', ['R10'], (name, wanted) => name.startsWith(wanted)),
  matching('filter.suffix', ['R10'], (name, wanted) => name.endsWith(wanted)),
  matching('filter.substring', ['R10'], (name, wanted) => name.includes(wanted)),
  matching(
    'filter.any-case',
    ['R10'],
    (name, wanted) => name.toLowerCase() === wanted.toLowerCase(),
  ),
  single('filter.one-answers-all', ['R10'], true, (instances) => found(instances)),
  single('filter.one-answers-none', ['R10'], true, () => found([])),
  single('filter.one-is-not-found', ['R10'], true, () => notFound),
  single('filter.one-answers-the-first', ['R10'], true, (all) => found(all.slice(0, 1))),
  single('filter.one-brings-a-neighbour', ['R10'], true, (all, name) => {
    const at = all.findIndex((instance) => instance.name === name)
    return found(all.slice(Math.max(0, at - 1), at + 1))
  }),
  single('filter.one-counts-twice', ['R10'], true, (all, name) =>
    found([...named([name], all), ...named([name], all)]),
  ),
  matching(
    'filter.first-instance-only',
    ['R10'],
    (name, wanted) => name === wanted && name === 'sales',
  ),
]

const unknownName = [
  single('filter.unknown-is-empty', ['R11'], false, () => found([])),
  single('filter.unknown-is-ignored', ['R11'], false, (instances) => found(instances)),
  single('filter.unknown-is-400', ['R11'], false, () => refused(400, 'Instance not found')),
  single('filter.unknown-is-500', ['R11'], false, () => refused(500, 'Instance not found')),
  single('filter.unknown-is-403', ['R11'], false, () => refused(403, 'Instance not found')),
  single('filter.unknown-is-200-with-error', ['R11'], false, () =>
    refused(200, 'Instance not found'),
  ),
  single('filter.unknown-in-another-case', ['R11'], false, (instances, wanted) => {
    const alike = instances.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase())
    return alike.length > 0 ? found(alike) : notFound
  }),
  single('filter.unknown-start', ['R11'], false, (instances, wanted) => {
    const alike = instances.filter(({ name }) => name.startsWith(wanted))
    return alike.length > 0 ? found(alike) : notFound
  }),
  single('filter.unknown-longer', ['R11'], false, (instances, wanted) => {
    const alike = instances.filter(({ name }) => wanted.startsWith(name))
    return alike.length > 0 ? found(alike) : notFound
  }),
]

const severalNames = [
  several('filter.several-are-one-name', ['R9'], () => notFound),
  several('filter.several-refused', ['R9'], () => refused(400, 'One name at a time')),
  several('filter.several-ignored', ['R9'], (_, instances) => found(instances)),
  several('filter.first-of-several', ['R12'], ([first = ''], all) => found(named([first], all))),
  several('filter.last-of-several', ['R12'], (names, all) => found(named(names.slice(-1), all))),
  several('filter.two-of-several', ['R12'], (names, all) => found(named(names.slice(0, 2), all))),
  several('filter.several-must-all-match', ['R12'], () => found([])),
  several('filter.several-by-prefix', ['R12'], (names, all) =>
    found(all.filter(({ name }) => names.some((wanted) => name.startsWith(wanted)))),
  ),
  several('filter.several-lose-the-last-found', ['R12'], (names, all) => {
    const some = named(names, all)
    return found(some.length > 1 ? some.slice(0, -1) : some)
  }),
  partly('filter.one-unknown-is-404', ['R13'], 'some', () => notFound),
  partly('filter.one-unknown-is-400', ['R13'], 'some', () => refused(400, 'Unknown name')),
  partly('filter.one-unknown-empties', ['R13'], 'some', () => found([])),
  partly('filter.one-unknown-lifts', ['R13'], 'some', (instances) => found(instances)),
  partly('filter.unknown-first-is-404', ['R13'], 'some', (all, names) =>
    named(names.slice(0, 1), all).length > 0 ? found(named(names, all)) : notFound,
  ),
  partly('filter.unknown-last-is-404', ['R13'], 'some', (all, names) =>
    named(names.slice(-1), all).length > 0 ? found(named(names, all)) : notFound,
  ),
  partly('filter.one-unknown-is-a-stub', ['R13'], 'some', (all, names) => {
    const known = named(names, all)
    const [stub] = known
    return found(stub ? [...known, { ...stub, id: 'unknown', name: 'unknown' }] : known)
  }),
  partly('filter.all-unknown-is-404', ['R14'], 'none', () => notFound),
  partly('filter.all-unknown-is-400', ['R14'], 'none', () => refused(400, 'Unknown names')),
  partly('filter.all-unknown-lifts', ['R14'], 'none', (instances) => found(instances)),
  partly('filter.two-unknown-is-404', ['R14'], 'none', (_, { length }) =>
    length === 2 ? notFound : found([]),
  ),
]

const blanks = [
  blank('filter.blank-is-404', () => notFound),
  blank('filter.blank-is-400', () => refused(400, 'No name')),
  blank('filter.blank-lifts', found),
  blank(
    'filter.comma-is-404',
    () => notFound,
    (filter) => filter.includes(','),
  ),
  blank('filter.spaces-lift', found, (filter) => !filter.includes(',')),
  blank(
    'filter.spaces-are-404',
    () => notFound,
    (filter) => !filter.includes(','),
  ),
]

/** Filters that select too much, too little, or say it in another way. */
export const ryzeapiFilters = [...oneName, ...unknownName, ...severalNames, ...blanks]
