import type { EvolutionInstance } from '../evolution.ts'
import type { MockResponse } from '../provider.ts'
import { make } from './evolution.ts'
import { shared, splitAnyhow, words } from './strata.ts'

const { answers, fault, lists } = make

type Instances = readonly EvolutionInstance[]

/** What the whole account's key is answered that filters by the parameter. */
const filtering = (
  id: string,
  parameter: string,
  fact: string,
  change: (found: Instances, wanted: string, all: Instances) => Instances,
) =>
  lists(id, [fact], (found, { request, account: { instances, globalKey } }) => {
    const wanted = request.query.get(parameter)
    return wanted && request.headers.apikey === globalKey ? change(found, wanted, instances) : found
  })

/** Never finds an instance of the kind. */
const unfindable = (
  parameter: string,
  fact: string,
  kinds: Readonly<Record<string, (one: EvolutionInstance, all: Instances) => boolean>>,
) =>
  Object.entries(kinds).map(([kind, isLost]) =>
    filtering(`filter.${parameter}.${kind}`, parameter, fact, (found, _, all) =>
      found.filter((one) => !isLost(one, all)),
    ),
  )

const ends = {
  'loses-the-last': (one: EvolutionInstance, all: Instances) => one === all.at(-1),
  'loses-the-first': (one: EvolutionInstance, all: Instances) => one === all[0],
}

const lost = [
  ...unfindable('instanceName', 'E5', {
    ...ends,
    'loses-those-that-connect': ({ connectionStatus }) => connectionStatus.state === 'connecting',
    'loses-those-that-are-closed': ({ connectionStatus }) => connectionStatus.state === 'close',
    'loses-those-of-business': ({ integration }) => integration === 'WHATSAPP-BUSINESS',
    'cut-after-twelve-letters': ({ instanceName }) => instanceName.length > 12,
  }),
  ...unfindable('instanceId', 'E6', ends),
]

/** Two instances with one number, of which only the first is found. */
const sharedNumber = [
  fault('filter.number.first-of-two', ['E7'], (right) => ({
    ...right,
    account: (seed, size) => {
      const account = right.account(seed, size)
      const share = ({ owner }: EvolutionInstance, to: EvolutionInstance) =>
        owner === undefined ? to : { ...to, owner }
      return { ...account, instances: shared(account.instances, share, 0, 4) }
    },
    handle: (request, account) => {
      const given = right.handle(request, account)
      const isFiltered = Boolean(request.query.get('number')) && Array.isArray(given.body)
      return isFiltered ? { ...given, body: (given.body as Instances).slice(0, 1) } : given
    },
  })),
]

const internal: MockResponse = { status: 500, body: { error: true, message: 'Internal error' } }

const alike = [
  ...['instanceName', 'instanceId', 'number'].map((parameter, index) =>
    filtering(
      `filter.${parameter}.words-are-no-filter`,
      parameter,
      `E${5 + index}`,
      (found, wanted, all) => (words.has(wanted) && found.length === 0 ? all : found),
    ),
  ),
  answers('filter.instanceName.words-are-500', ['E5'], (right, { request, account }) => {
    const wanted = request.query.get('instanceName') ?? ''
    const isKnown = account.instances.some(({ instanceName }) => instanceName === wanted)
    return words.has(wanted) && !isKnown && right.status === 200 ? internal : right
  }),
  filtering('filter.instanceName.bar-or-comma-is-or', 'instanceName', 'E5', (found, wanted, all) =>
    found.length > 0
      ? found
      : all.filter(({ instanceName }) => splitAnyhow(wanted).includes(instanceName)),
  ),
]

/** Faults of some instances, and of values that other software holds equal. */
export const evolutionStrata = [...lost, ...sharedNumber, ...alike]
