import type { MockResponse } from '../provider.ts'
import { variantsOf } from './kit.ts'
import type { Variant } from './variant.ts'

/** One value for each name. */
const merged = (query: URLSearchParams, merge: (values: string[]) => string) =>
  new URLSearchParams(
    [...new Set(query.keys())].map((name) => [name, merge(query.getAll(name))] as [string, string]),
  )

/** The references take the first of the values that a name is given; which one counts is left open. */
export function repeatedNames<Account extends { readonly instances: readonly object[] }>(
  provider: string,
  refusal: MockResponse,
): Variant<Account>[] {
  const make = variantsOf<object, Account>(provider)
  const because = 'what a parameter means that stands twice is left open'
  const reading = (id: string, merge: (values: string[]) => string) =>
    make.variant(`repeated.${id}`, because, (right) => ({
      ...right,
      handle: (request, account) =>
        right.handle({ ...request, query: merged(request.query, merge) }, account),
    }))
  const refusing = (id: string, isMeant: (right: MockResponse) => boolean) =>
    make.answers(`repeated.${id}`, because, (right, { request: { query } }) =>
      isMeant(right) && new Set(query.keys()).size < query.size ? refusal : right,
    )
  return [
    reading('last-counts', (values) => values.at(-1) ?? ''),
    reading('joined', (values) => values.join(',')),
    refusing('refused', () => true),
    refusing('refused-to-whom-is-let-in', ({ status }) => status !== 401),
  ]
}
