import { bearerToken } from '../bearer.ts'
import type { HypersenderAccount, HypersenderInstance } from '../hypersender.ts'
import type { MockRequest, MockResponse } from '../provider.ts'
import { make } from './hypersender.ts'
import { lingeringFaults, wornFault } from './lingering.ts'
import type { Worn } from './lingering.ts'

const isAccount = (request: MockRequest, { token }: HypersenderAccount) =>
  bearerToken(request) === token

const lingering = lingeringFaults<HypersenderInstance, HypersenderAccount>(make.fault, {
  breaks: ['H25'],
  listing: (instances) => instances,
  isAccount,
  without: ['credential'],
})

const isEmpty = ({ body }: MockResponse) => Array.isArray(body) && body.length === 0

/** A filter that is right with each value once. */
const filtered = (
  how: string,
  fact: string,
  name: string,
  finds: boolean,
  worn: Worn<HypersenderAccount>,
) =>
  wornFault(
    make.fault,
    `${name}-${how}`,
    [fact],
    (right, request, account) =>
      isAccount(request, account) &&
      request.query.has(`filter[${name}]`) &&
      right.status === 200 &&
      isEmpty(right) !== finds,
    worn,
  )

const none: Worn<HypersenderAccount> = () => ({ status: 200, body: [] })
const all: Worn<HypersenderAccount> = (_, { instances }) => ({ status: 200, body: instances })
const another: Worn<HypersenderAccount> = (right, { instances }) => {
  const listed = new Set((right.body as readonly HypersenderInstance[]).map(({ id }) => id))
  return { status: 200, body: instances.filter(({ id }) => !listed.has(id)).slice(0, 1) }
}
const failed = (status: number) => () => ({ status, body: { message: 'Not found' } })

export const hypersenderAgain = [
  ...lingering,
  filtered('lists-none', 'H5', 'uuid', true, none),
  filtered('is-missing', 'H5', 'uuid', true, failed(404)),
  filtered('lists-another', 'H7', 'name', true, another),
  filtered('lists-all', 'H8', 'phone', true, all),
  filtered('fails', 'H10', 'status', true, failed(500)),
  filtered('lists-none', 'H10', 'status', true, none),
  filtered('finds-all', 'H6', 'uuid', false, all),
  filtered('finds-all', 'H7', 'name', false, all),
  filtered('finds-all', 'H9', 'phone', false, all),
  wornFault(make.fault, 'refusal-lists-all', ['H3'], ({ status }) => status === 401, all),
]
