import { valueAt } from '../../contract/pointer.ts'
import type { Account } from '../../model/account.ts'
import type { Exchange } from '../../recording/exchange.ts'
import { Disclosure } from './disclosure.ts'
import type { Target } from '../../model/target.ts'

/**
 * Whatever decides what the report on a target shows: with the credentials that were given and discovered, and
 * what was asked.
 */
export function disclosureOf(
  {
    contract,
    baseUrl,
    credentials,
  }: Pick<Target, 'contract' | 'credentials'> & { baseUrl: string | null },
  account: Account | null,
  log: readonly Exchange[] = [],
): Disclosure {
  const given = [...credentials.values()]
  const instances = account?.instances ?? []
  const discovered = contract.credentials.flatMap(({ discover }) =>
    discover === null ? [] : instances.map(({ item }) => valueAt(item, discover.pointer)),
  )
  return new Disclosure({
    contract,
    baseUrl: baseUrl ?? '',
    secrets: [...given.map(({ secret }) => secret), ...discovered.filter(isText)],
    names: given.map(({ env }) => env),
    instances,
    drawn: log.flatMap(({ request }) => request.drawn ?? []),
  })
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
