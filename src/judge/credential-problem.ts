import { casesOf } from '../ask/cases.ts'
import { credentialsOf, givenCredential } from '../ask/credentials.ts'
import { valueAt } from '../contract/pointer.ts'
import type { GivenCredential, Instance } from '../model/account.ts'
import type { ActiveBehavior, Contract, Credential } from '../model/contract.ts'
import type { TargetProblem } from '../model/problem.ts'
import type { Exchange, WireRequest } from '../recording/exchange.ts'
import type { Recording } from '../recording/recording.ts'
import type { Inquiry } from './inquiry.ts'
import { listOf } from './snapshots.ts'

/** What the account's first listing tells of the credentials. */
interface Reading {
  contract: Contract
  recording: Recording
  first: Exchange
  instances: readonly Instance[]
  /** The credential that reads the whole account. */
  account: GivenCredential
  askOnce: (request: WireRequest) => Inquiry<Exchange>
}

/**
 * Why the credentials that were given cannot be those of their roles, or null. What a right server
 * does with a wrong credential is not held against it.
 * @param first the answer to the request that reads the whole account
 */
export function* credentialProblem(
  contract: Contract,
  recording: Recording,
  first: Exchange,
  askOnce: Reading['askOnce'],
): Inquiry<TargetProblem | null> {
  const instances = listOf(first, contract) ?? []
  const [primary, ...scoped] = contract.credentials
  const account = recording.credentials.find(({ role }) => role === primary?.role)
  if (!account) return null
  const reading = { contract, recording, first, instances, account, askOnce }
  for (const credential of scoped) {
    const reason = yield* scopedProblem(reading, credential)
    if (reason !== null) return { verdict: 'unverified', reason }
  }
  return null
}

/** What is wrong with the account's credential or the one of this role, in words; or null. */
function* scopedProblem(reading: Reading, credential: Credential): Inquiry<string | null> {
  const { contract, recording, first, instances, account, askOnce } = reading
  const shown = shownIn(instances, credential)
  const own =
    instances.length === 1 && shown[0] === account.secret
      ? onlyItsOwnWords(account, credential)
      : null
  const given = recording.credentials.find(({ role }) => role === credential.role)
  const as = given && givenCredential(recording.credentials, credential)
  if (!as || shown.includes(given.secret)) return own
  const answer = yield* askOnce({ ...first.request, as })
  const listed = listOf(answer, contract)
  if (listed && listsMore(listed, instances))
    return `${given.env} lists ${listed.length} instances and ${account.env} ${instances.length}; are the two swapped?`
  if (own !== null || !isOfAnother(answer, listed, instances)) return own
  return (yield* isServersFault(reading, credential, listed)) ? null : unknownWords(given, answer)
}

/**
 * Whether it is the server that makes a credential look like another account's: it refuses those that
 * it shows itself, or the account finds the instance that its listing lacks.
 * @param listed what the credential lists
 */
function* isServersFault(
  { contract, recording, first, instances, askOnce }: Reading,
  { role }: Credential,
  listed: readonly Instance[] | null,
): Inquiry<boolean> {
  const [known] = credentialsOf(contract, [], instances).get(role) ?? []
  if (known && !listOf(yield* askOnce({ ...first.request, as: known }), contract)) return true
  const finding = listed && findingRequest(contract, recording, listed)
  if (!listed || !finding) return false
  return shareOne(listOf(yield* askOnce(finding), contract) ?? [], listed)
}

/** Asks, as the account, for one of the instances by a value of its own; null where no filter does. */
function findingRequest(
  contract: Contract,
  { credentials, settings }: Recording,
  instances: readonly Instance[],
): WireRequest | null {
  const account = { instances, credentials: credentialsOf(contract, credentials, instances) }
  for (const behavior of contract.behaviors) {
    if (behavior.kind !== 'active' || !looksUp(behavior)) continue
    const found = casesOf(behavior, { contract, account, runs: 1, seed: settings.seed })
    const request = found.ok ? found.cases[0]?.request : undefined
    if (request && request.as.role === contract.credentials[0]?.role) return request
  }
  return null
}

function looksUp({ forAll }: ActiveBehavior): boolean {
  return forAll.size === 1 && [...forAll.values()].every(({ kind }) => kind === 'one')
}

function onlyItsOwnWords({ env }: GivenCredential, { role }: Credential): string {
  return `the value of ${env} is the credential of the one ${role} that it lists; give the account's own`
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
  return listed !== null && listed.length > 0 && !shareOne(listed, instances)
}

function shareOne(some: readonly Instance[], others: readonly Instance[]): boolean {
  const known = new Set(others.map(({ identity }) => identity))
  return some.some(({ identity }) => known.has(identity))
}

function unknownWords({ env }: GivenCredential, { outcome }: Exchange): string {
  const isRefused = outcome.kind === 'response' && outcome.response.status >= 400
  const what = isRefused
    ? `is refused (${outcome.response.status})`
    : 'lists an instance that the account does not'
  return `the value of ${env} ${what}, and no instance of the account carries it; is it another account's?`
}
