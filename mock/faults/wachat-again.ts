import { bearerToken } from '../bearer.ts'
import type { MockRequest, MockResponse } from '../provider.ts'
import type { WachatAccount, WachatInstance } from '../wachat.ts'
import { lingeringFaults, wornFault } from './lingering.ts'
import type { Worn } from './lingering.ts'
import { make } from './wachat.ts'

const isAccount = (request: MockRequest, { apiKey }: WachatAccount) =>
  bearerToken(request) === apiKey

const listing = (instances: readonly WachatInstance[]) => ({
  success: true,
  count: instances.length,
  instances,
})

const lingering = lingeringFaults<WachatInstance, WachatAccount>(make.fault, {
  breaks: ['W13'],
  listing,
  isAccount,
  without: ['credential', 'nothing'],
})

/** A query that changes nothing once. */
const query = (how: string, worn: Worn<WachatAccount>) =>
  wornFault(
    make.fault,
    `query-${how}`,
    ['W4'],
    (_, request, account) => isAccount(request, account) && request.query.size > 0,
    worn,
  )

const first =
  (count: number): Worn<WachatAccount> =>
  (_, { instances }): MockResponse => ({
    status: 200,
    body: listing(instances.slice(0, count)),
  })

export const wachatAgain = [
  ...lingering,
  query('lists-one', first(1)),
  query('lists-none', first(0)),
  query('is-missing', () => ({ status: 404, body: { success: false, message: 'Not found' } })),
  wornFault(make.fault, 'refusal-lists-all', ['W41'], ({ status }) => status === 401, first(9)),
]
