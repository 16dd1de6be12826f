import type { EvolutionInstance } from '../evolution.ts'
import type { MockResponse } from '../provider.ts'
import { make } from './evolution.ts'

const { answers, lists } = make

type Instances = readonly EvolutionInstance[]

const refused = (status: number, message: string): MockResponse => ({
  status,
  body: { error: true, message },
})

type Match = (value: string, wanted: string) => boolean

const filters: Readonly<
  Record<string, { fact: string; read: (instance: EvolutionInstance) => string }>
> = {
  instanceName: { fact: 'E5', read: ({ instanceName }) => instanceName },
  instanceId: { fact: 'E6', read: ({ instanceId }) => instanceId },
  number: { fact: 'E7', read: ({ owner }) => (owner ?? '').replace(/@.*/, '') },
}

const matches: Readonly<Record<string, Match>> = {
  ignored: () => true,
  'never-matches': () => false,
  'by-start': (value, wanted) => value.startsWith(wanted.slice(0, 4)),
  'by-prefix': (value, wanted) => value.startsWith(wanted),
  'by-substring': (value, wanted) => value.includes(wanted),
  'by-end': (value, wanted) => value.endsWith(wanted),
}

const visible = (instances: Instances, key: string | undefined, globalKey: string) =>
  key === globalKey ? instances : instances.filter(({ apikey }) => apikey === key)

/** Filters by one parameter alone, comparing in another way. */
const matching = (id: string, parameter: string, matches: Match) => {
  const { fact = '', read } = filters[parameter] ?? {}
  return lists(id, [fact], (list, { request, account: { instances, globalKey } }) => {
    const wanted = request.query.get(parameter)
    if (!wanted || !read) return list
    return visible(instances, request.headers.apikey, globalKey).filter((one) =>
      matches(read(one), wanted),
    )
  })
}

const selection = [
  ...Object.keys(filters).flatMap((parameter) =>
    Object.entries(matches).map(([how, match]) =>
      matching(`filter.${parameter}.${how}`, parameter, match),
    ),
  ),
  matching(
    'filter.instanceName.any-case',
    'instanceName',
    (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
  ),
  matching(
    'filter.number.by-last-eight-digits',
    'number',
    (value, wanted) => value.slice(-8) === wanted.slice(-8),
  ),
  ...Object.entries(filters).map(([parameter, { fact }]) =>
    answers(`filter.${parameter}.404`, [fact], (right, { request }) =>
      request.query.get(parameter) ? refused(404, 'Not Found') : right,
    ),
  ),
]

const isEmptied = ({ body }: MockResponse) => Array.isArray(body) && body.length === 0

/** Answers a filter that matches nothing in another way. */
const unmatched = (id: string, facts: readonly string[], answer: MockResponse) =>
  answers(id, facts, (right) => (isEmptied(right) ? answer : right))

const nothing = [
  unmatched('nothing-found.404', ['E10', 'E11'], refused(404, 'Not Found')),
  unmatched('nothing-found.404-and-empty', ['E11'], { status: 404, body: [] }),
  unmatched('nothing-found.400', ['E11'], refused(400, 'Bad Request')),
  unmatched('nothing-found.object', ['E11'], { status: 200, body: {} }),
  unmatched('nothing-found.200-with-error', ['E11'], refused(200, 'Not Found')),
  answers('nothing-found.everything', ['E11'], (right, { account: { instances } }) =>
    isEmptied(right) ? { status: 200, body: instances } : right,
  ),
]

/** Filters that select too much, too little, or say it in another way. */
export const evolutionFilters = [...selection, ...nothing]
