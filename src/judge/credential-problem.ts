import { givenCredential } from '../ask/credentials.ts'
import { valueAt } from '../contract/pointer.ts'
import type { GivenCredential, Instance } from '../model/account.ts'
import type { Contract, Credential } from '../model/contract.ts'
import type { TargetProblem } from '../model/problem.ts'
import type { Exchange, WireRequest } from '../recording/exchange.ts'
import type { Recording } from '../recording/recording.ts'
import type { Inquiry } from './inquiry.ts'
import { listOf } from './snapshots.ts'

/**
 * Why the credentials that were given cannot be those of their roles, or null. What a right server
 * does with a wrong credential is not held against it.
 * @param first the answer to the request that reads the whole account
 */
export function* credentialProblem(
  contract: Contract,
  recording: Recording,
  first: Exchange,
  askOnce: (request: WireRequest) => Inquiry<Exchange>,
): Inquiry<TargetProblem | null> {
  const instances = listOf(first, contract) ?? []
  const [primary, ...scoped] = contract.credentials
  const account = recording.credentials.find(({ role }) => role === primary?.role)
  if (!account) return null
  for (const credential of scoped) {
    const shown = shownIn(instances, credential)
    const isOnlyItsOwn = instances.length === 1 && shown[0] === account.secret
    const given = recording.credentials.find(({ role }) => role === credential.role)
    const as = given && givenCredential(recording.credentials, credential)
    if (!as || shown.includes(given.secret)) {
      if (isOnlyItsOwn) return problem(onlyItsOwnWords(account, credential))
      continue
    }
    const answer = yield* askOnce({ ...first.request, as })
    const listed = listOf(answer, contract)
    if (listed && listsMore(listed, instances))
      return problem(
        `${given.env} lists ${listed.length} instances and ${account.env} ${instances.length}; are the two swapped?`,
      )
    if (isOnlyItsOwn) return problem(onlyItsOwnWords(account, credential))
    if (isOfAnother(answer, listed, instances)) return problem(unknownWords(given, answer))
  }
  return null
}

function onlyItsOwnWords({ env }: GivenCredential, { role }: Credential): string {
  return `the value of ${env} is the credential of the one ${role} that it lists; give the account's own`
}

function problem(reason: string): TargetProblem {
  return { verdict: 'unverified', reason }
}

function shownIn(instances: readonly Instance[], { discover }: Credential): unknown[] {
  return discover ? instances.map(({ item }) => valueAt(item, discover.pointer)) : []
}

/** Whether one listing has all that the other has, and more. */
function listsMore(listed: readonly Instance[], instances: readonly Instance[]): boolean {
  const shown = new Set(listed.map(({ identity }) => identity))
  return listed.length > instances.length && instances.every(({ identity }) => shown.has(identity))
}

/** Whether a credential that no instance shows is refused, or opens instances that the account does not list. */
function isOfAnother(
  { outcome }: Exchange,
  listed: readonly Instance[] | null,
  instances: readonly Instance[],
): boolean {
  if (outcome.kind !== 'response') return false
  if ([401, 403].includes(outcome.response.status)) return true
  const known = new Set(instances.map(({ identity }) => identity))
  return listed !== null && listed.length > 0 && !listed.some(({ identity }) => known.has(identity))
}

function unknownWords({ env }: GivenCredential, { outcome }: Exchange): string {
  const isRefused = outcome.kind === 'response' && outcome.response.status >= 400
  const what = isRefused
    ? `is refused (${outcome.response.status})`
    : 'lists an instance that the account does not'
  return `the value of ${env} ${what}, and no instance of the account carries it; is it another account's?`
}
