import type { EvolutionAccount, EvolutionInstance } from '../evolution.ts'
import type { MockRequest, MockResponse } from '../provider.ts'
import { make } from './evolution.ts'
import { lingeringFaults, wornFault } from './lingering.ts'
import type { Worn } from './lingering.ts'

const isAccount = ({ headers }: MockRequest, { globalKey }: EvolutionAccount) =>
  headers.apikey === globalKey

const lingering = lingeringFaults<EvolutionInstance, EvolutionAccount>(make.fault, {
  breaks: ['E3'],
  listing: (instances) => instances,
  isAccount,
})

const isEmpty = ({ body }: MockResponse) => Array.isArray(body) && body.length === 0

/** A filter that is right with each value once. */
const filtered = (
  how: string,
  fact: string,
  parameter: string,
  finds: boolean,
  worn: Worn<EvolutionAccount>,
) =>
  wornFault(
    make.fault,
    `${parameter}-${how}`,
    [fact],
    (right, request, account) =>
      isAccount(request, account) &&
      request.query.has(parameter) &&
      right.status === 200 &&
      isEmpty(right) !== finds,
    worn,
  )

const none: Worn<EvolutionAccount> = () => ({ status: 200, body: [] })
const all: Worn<EvolutionAccount> = (_, { instances }) => ({ status: 200, body: instances })
const another: Worn<EvolutionAccount> = (right, { instances }) => {
  const [listed] = right.body as readonly EvolutionInstance[]
  return {
    status: 200,
    body: instances.filter(({ instanceId }) => instanceId !== listed?.instanceId).slice(0, 1),
  }
}
const failed = (status: number) => () => ({
  status,
  body: { error: true, message: 'Not found' },
})
const unauthorized = () => ({ status: 401, body: { error: true, message: 'Unauthorized' } })

export const evolutionAgain = [
  ...lingering,
  filtered('lists-none', 'E5', 'instanceName', true, none),
  filtered('lists-another', 'E5', 'instanceName', true, another),
  filtered('lists-all', 'E6', 'instanceId', true, all),
  filtered('is-missing', 'E6', 'instanceId', true, failed(404)),
  filtered('fails', 'E7', 'number', true, failed(500)),
  filtered('lists-another', 'E7', 'number', true, another),
  filtered('finds-all', 'E5', 'instanceName', false, all),
  filtered('finds-all', 'E6', 'instanceId', false, all),
  filtered('finds-all', 'E7', 'number', false, all),
  filtered('finds-is-missing', 'E11', 'instanceName', false, failed(404)),
  wornFault(
    make.fault,
    'token-works-once',
    ['E4'],
    (right, request, account) => !isAccount(request, account) && right.status === 200,
    unauthorized,
  ),
  wornFault(
    make.fault,
    'token-opens-all',
    ['E4'],
    (right, request, account) => !isAccount(request, account) && right.status === 200,
    all,
  ),
  wornFault(make.fault, 'refusal-lists-all', ['E30'], ({ status }) => status === 401, all),
]
