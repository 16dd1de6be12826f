import type { MockResponse } from '../provider.ts'
import type { RyzeApiAccount, RyzeApiInstance } from '../ryzeapi-instance.ts'
import type { Fault } from './fault.ts'
import { faultsOf } from './kit.ts'

export type Instances = readonly RyzeApiInstance[]

export const listing = (instances: Instances) => ({
  success: true,
  message: instances.length === 1 ? '1 Instance found' : `${instances.length} Instances found`,
  instances,
  meta: { total: instances.length },
})

export const make = faultsOf<RyzeApiInstance, RyzeApiAccount>('ryzeapi', listing)

export const found = (instances: Instances): MockResponse => ({
  status: 200,
  body: listing(instances),
})

export const refused = (status: number, message: string): MockResponse => ({
  status,
  body: { success: false, error: { message } },
})

export const notFound = refused(404, 'Instance not found')

/** The names that a filter asks for. */
export const namesIn = (filter: string): string[] =>
  filter
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** What a TokenAccount with a filter is answered. */
export const filtering = (
  id: string,
  breaks: readonly string[],
  answer: (names: string[], instances: Instances, right: MockResponse) => MockResponse,
): Fault<RyzeApiAccount> =>
  make.answers(id, breaks, (right, { request, account: { token, instances } }) => {
    const filter = request.query.get('instanceName')
    if (request.headers.token !== token || !filter) return right
    return answer(namesIn(filter), instances, right)
  })

/** What the token of an instance is answered; `filter` is null where none was given. */
export const scoping = (
  id: string,
  breaks: readonly string[],
  answer: (
    owner: RyzeApiInstance,
    instances: Instances,
    filter: string | null,
    right: MockResponse,
  ) => MockResponse,
): Fault<RyzeApiAccount> =>
  make.answers(id, breaks, (right, { request, account: { instances } }) => {
    const owner = instances.find(({ token }) => token === request.headers.token)
    return owner ? answer(owner, instances, request.query.get('instanceName'), right) : right
  })
