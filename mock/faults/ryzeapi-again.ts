import type { MockRequest, MockResponse } from '../provider.ts'
import type { RyzeApiAccount, RyzeApiInstance } from '../ryzeapi-instance.ts'
import { lingeringFaults, wornFault } from './lingering.ts'
import type { Worn } from './lingering.ts'
import { found, listing, make, namesIn, notFound, refused } from './ryzeapi-kit.ts'

const isAccount = ({ headers }: MockRequest, { token }: RyzeApiAccount) => headers.token === token

const lingering = lingeringFaults<RyzeApiInstance, RyzeApiAccount>(make.fault, {
  breaks: ['R5'],
  listing,
  isAccount,
})

/** A filter that is right with each value once. */
const filtered = (
  how: string,
  fact: string,
  wears: (right: MockResponse, names: readonly string[]) => boolean,
  worn: Worn<RyzeApiAccount>,
) =>
  wornFault(
    make.fault,
    how,
    [fact],
    (right, request, account) =>
      isAccount(request, account) &&
      request.query.has('instanceName') &&
      wears(right, namesIn(request.query.get('instanceName') ?? '')),
    worn,
  )

const isOne = ({ status }: MockResponse, { length }: readonly string[]) =>
  status === 200 && length === 1
const isUnknown = ({ status }: MockResponse) => status === 404

const all: Worn<RyzeApiAccount> = (_, { instances }) => found(instances)
const another: Worn<RyzeApiAccount> = (_, { instances }, { query }) =>
  found(instances.filter(({ name }) => name !== query.get('instanceName')).slice(0, 1))

const token = (how: string, worn: Worn<RyzeApiAccount>) =>
  wornFault(
    make.fault,
    `token-${how}`,
    ['R6'],
    (right, request, account) =>
      !isAccount(request, account) && right.status === 200 && request.query.size === 0,
    worn,
  )

export const ryzeapiAgain = [
  ...lingering,
  filtered('name-is-missing', 'R10', isOne, () => notFound),
  filtered('name-lists-none', 'R10', isOne, () => found([])),
  filtered('name-lists-another', 'R10', isOne, another),
  filtered('name-fails', 'R10', isOne, () => refused(500, 'Internal error')),
  filtered('unknown-name-lists-all', 'R11', isUnknown, all),
  filtered('unknown-name-lists-none', 'R11', isUnknown, () => found([])),
  token('works-once', () => refused(401, 'Invalid token')),
  token('opens-all', all),
  wornFault(make.fault, 'refusal-lists-all', ['R94'], ({ status }) => status === 401, all),
]
