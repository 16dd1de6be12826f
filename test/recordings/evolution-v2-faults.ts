import type { Alter, Answer, Asked } from './replay.ts'

/** A way in which a server differs from the recorded one, and the behavior that says so. */
export interface Fault {
  name: string
  caughtBy: string
  verdict: 'fail' | 'warn'
  alter: Alter
}

type Item = Record<string, unknown>

const globalKey = 'GLOBAL-KEY-0001'

/** Each instance of each listing, changed. */
const items =
  (change: (item: Item) => Item): Alter =>
  (asked, answer) =>
    relisted(answer(asked), (listed) => listed.map(change))

function relisted(answer: Answer, change: (listed: Item[]) => unknown): Answer {
  if (answer.status !== 200) return answer
  return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body) as Item[])) }
}

/** Every answer of a status, replaced. */
const instead =
  (status: number, other: Answer): Alter =>
  (asked, answer) => {
    const right = answer(asked)
    return right.status === status ? other : right
  }

/** The request, asked otherwise. */
const asking =
  (change: (query: URLSearchParams, asked: Asked) => void, key?: (key: string) => string): Alter =>
  (asked, answer) => {
    const url = new URL(asked.url ?? '', 'http://127.0.0.1')
    change(url.searchParams, asked)
    const apikey = String(asked.headers.apikey ?? '')
    const headers = { ...asked.headers, apikey: key ? key(apikey) : apikey }
    return answer({ ...asked, url: url.pathname + url.search, headers })
  }

const isGlobal = ({ headers }: Asked): boolean => headers.apikey === globalKey

const json = (status: number, body: unknown): Answer => ({ status, body: JSON.stringify(body) })

const fail = (name: string, caughtBy: string, alter: Alter): Fault => ({
  name,
  caughtBy,
  verdict: 'fail',
  alter,
})
const warn = (name: string, caughtBy: string, alter: Alter): Fault => ({
  ...fail(name, caughtBy, alter),
  verdict: 'warn',
})

/** Only answers with this filter, with the global key, are those of another filter. */
const refiltered = (change: (query: URLSearchParams) => void): Alter =>
  asking((query, asked) => {
    if (isGlobal(asked)) change(query)
  })

/** Instance tokens are refused with this filter. */
const refusing =
  (filter: RegExp): Alter =>
  (asked, answer) =>
    filter.test(asked.url ?? '') && !isGlobal(asked)
      ? answer({ ...asked, headers: {} })
      : answer(asked)

let turn = 0

export const faults: readonly Fault[] = [
  fail(
    'the documented name of the name',
    'item.name',
    items(({ name, ...item }) => ({ instanceName: name, ...item })),
  ),
  fail(
    'a connectionStatus that is an object, as documented',
    'item.connectionStatus',
    items((item) => ({ ...item, connectionStatus: { state: item.connectionStatus } })),
  ),
  fail(
    'an id that is no UUID',
    'item.id',
    items((item) => ({ ...item, id: String(item.id).slice(0, 8) })),
  ),
  fail(
    'a number that is a number',
    'item.number',
    items((item) => ({ ...item, number: item.number === null ? null : Number(item.number) })),
  ),
  fail(
    'counts that are texts',
    'item.counts',
    items((item) => ({ ...item, _count: { Message: '0', Contact: '0', Chat: '0' } })),
  ),
  fail(
    'a Setting of another instance',
    'item.Setting',
    items((item) => ({
      ...item,
      Setting: item.Setting === null ? null : { ...(item.Setting as Item), instanceId: 'another' },
    })),
  ),
  fail(
    'a profileName that is absent where there is none',
    'item.profileName',
    items(({ profileName, ...item }) => (profileName === null ? item : { ...item, profileName })),
  ),
  warn(
    'a disconnection without its time',
    'item.disconnection-together',
    items((item) => ({ ...item, disconnectionAt: null })),
  ),
  fail('an envelope around the array', 'envelope.operation', (asked, answer) =>
    relisted(answer(asked), (listed) => ({ instances: listed })),
  ),
  fail('an array of names', 'envelope.array', (asked, answer) =>
    relisted(answer(asked), (listed) => listed.map(({ name }) => name)),
  ),
  fail('a listing that is served as text', 'envelope.content-type', (asked, answer) => ({
    ...answer(asked),
    type: 'text/plain',
  })),
  fail('an instance that is listed twice', 'scope.global-key-sees-all', (asked, answer) =>
    relisted(answer(asked), (listed) => [...listed, ...listed.slice(0, 1)]),
  ),
  fail('a listing that turns over', 'scope.repeatable', (asked, answer) =>
    asked.url?.includes('?')
      ? answer(asked)
      : relisted(answer(asked), (listed) => {
          const half = Math.floor(listed.length / 2)
          return turn++ % 2 === 0 ? listed.slice(0, half) : listed.slice(half)
        }),
  ),
  fail(
    'a token that sees everything',
    'scope.instance-token',
    asking(
      () => undefined,
      (key) => (key.startsWith('TOKEN-') ? globalKey : key),
    ),
  ),
  fail('a token that finds nothing', 'scope.instance-token', (asked, answer) =>
    String(asked.headers.apikey).startsWith('TOKEN-')
      ? json(404, {
          status: 404,
          error: 'Not Found',
          response: { message: ['Instance "x" not found'] },
        })
      : answer(asked),
  ),
  fail(
    'a token that a name makes no difference to',
    'scope.foreign-name',
    asking((query, asked) => {
      if (!isGlobal(asked)) query.delete('instanceName')
    }),
  ),
  fail(
    'a token that an id makes no difference to',
    'scope.foreign-id',
    asking((query, asked) => {
      if (!isGlobal(asked)) query.delete('instanceId')
    }),
  ),
  fail(
    'a token whose name is checked, and whose id is found',
    'scope.mixed-filters',
    (asked, answer) => {
      const query = new URL(asked.url ?? '', 'http://127.0.0.1').searchParams
      const [id, name] = [query.get('instanceId'), query.get('instanceName')]
      if (isGlobal(asked) || !id || !name || !asked.headers.apikey) return answer(asked)
      const byName = new URLSearchParams({ instanceName: name })
      const guard = answer({ ...asked, url: `/instance/fetchInstances?${byName}` })
      const url = `/instance/fetchInstances?${new URLSearchParams({ instanceId: id })}`
      return guard.status === 200
        ? answer({ ...asked, url, headers: { apikey: globalKey } })
        : guard
    },
  ),
  ...(
    [
      ['a token that its own name is refused with', 'scope.own-name', /instanceName=./],
      ['a token that its own id is refused with', 'scope.own-id', /instanceId=./],
      ['a token that an empty name is refused with', 'scope.empty-name', /instanceName=$/],
    ] as const
  ).map(([name, caughtBy, filter]) => fail(name, caughtBy, refusing(filter))),
  warn('a token that a number is refused with', 'scope.number-ignored', refusing(/number=/)),
  fail('a filter that opens the door', 'access.missing-key-with-filter', (asked, answer) => {
    const isOpen = asked.headers.apikey === undefined && asked.url?.includes('?') === true
    return isOpen ? answer({ ...asked, headers: { apikey: globalKey } }) : answer(asked)
  }),
  warn('an error inside the server with another body', 'error.internal', (asked, answer) =>
    asked.url?.includes('__proto__') ? json(500, { error: true }) : answer(asked),
  ),
  fail(
    'a name that filters nothing',
    'filter.name',
    refiltered((query) => query.delete('instanceName')),
  ),
  fail(
    'an id that filters nothing',
    'filter.id',
    refiltered((query) => query.delete('instanceId')),
  ),
  warn(
    'a number that filters nothing',
    'filter.number',
    refiltered((query) => query.delete('number')),
  ),
  fail('an unknown name that is no error, as documented', 'filter.unknown-name', (asked, answer) =>
    asked.url?.includes('instanceName') && answer(asked).status === 404
      ? json(200, [])
      : answer(asked),
  ),
  fail('an unknown id that is no error, as documented', 'filter.unknown-id', (asked, answer) =>
    asked.url?.includes('instanceId') && answer(asked).status === 404
      ? json(200, [])
      : answer(asked),
  ),
  fail('an unknown number that is no error', 'filter.unknown-number', (asked, answer) =>
    asked.url?.includes('number=') && answer(asked).status === 404 ? json(200, []) : answer(asked),
  ),
  fail('names that are found in any case', 'filter.unknown-name', refiltered(lowerCaseName)),
  warn('a number that is looked up among the owners', 'filter.owner-number', (asked, answer) =>
    asked.url?.includes('number=5511999990002')
      ? answer({ ...asked, url: '/instance/fetchInstances?instanceName=beta' })
      : answer(asked),
  ),
  fail(
    'names with commas between them that are a list',
    'filter.several-names',
    refiltered((query) => {
      const [first = ''] = (query.get('instanceName') ?? '').split(',')
      if (first !== '') query.set('instanceName', first)
    }),
  ),
  ...(['instanceName', 'instanceId', 'number'] as const).map((parameter) =>
    fail(
      `an empty ${parameter} that finds nothing`,
      `filter.empty-${parameter.replace('instance', '').toLowerCase()}`,
      refiltered((query) => {
        if (query.get(parameter) === '') query.set(parameter, 'nothing')
      }),
    ),
  ),
  fail(
    'a name that goes before the id',
    'filter.id-before-name',
    refiltered((query) => {
      if (query.get('instanceName')) query.delete('instanceId')
    }),
  ),
  fail(
    'a number that goes before the id',
    'filter.id-before-number',
    refiltered((query) => {
      if (query.get('number')) query.delete('instanceId')
    }),
  ),
  warn('an instance that is found without being loaded', 'filter.not-loaded', (asked, answer) =>
    asked.url?.endsWith('instanceName=orphan')
      ? relisted(answer({ ...asked, url: '/instance/fetchInstances' }), (listed) =>
          listed.filter(({ name }) => name === 'orphan'),
        )
      : answer(asked),
  ),
  warn('an unknown parameter that is refused', 'filter.unknown-parameter', (asked, answer) =>
    asked.url?.includes('foo=') ? json(400, { status: 400 }) : answer(asked),
  ),
  fail(
    'a listing for nobody',
    'access.missing-key',
    asking(
      () => undefined,
      (key) => (key === '' ? globalKey : key),
    ),
  ),
  fail(
    'a key that is right in any case',
    'access.invalid-key',
    asking(
      () => undefined,
      (key) => (key.toUpperCase() === globalKey ? globalKey : key),
    ),
  ),
  fail(
    'the documented body of a 401',
    'access.body',
    instead(401, json(401, { error: true, message: 'Unauthorized' })),
  ),
  fail(
    'a flat body of a 404',
    'error.not-found',
    instead(404, json(404, { status: 404, message: 'Instance "x" not found' })),
  ),
]

function lowerCaseName(query: URLSearchParams): void {
  const name = query.get('instanceName')
  if (name) query.set('instanceName', name.toLowerCase())
}
