import type { Account } from '../../src/model/account.ts'
import { Disclosure } from '../../src/report/disclosure/disclosure.ts'
import { contractOf } from './target.ts'

/** What decides what a report on a provider's server shows. */
export function disclosureFor(
  provider: string,
  account: Account | null = null,
  credentials: Readonly<Record<string, string>> = {},
): Disclosure {
  const given = Object.entries(credentials).map(
    ([role, secret]) => [role, { secret, env: 'TOKEN' }] as const,
  )
  const target = {
    contract: contractOf(provider),
    baseUrl: 'http://h.example',
    credentials: new Map(given),
  }
  return new Disclosure(target, account)
}
