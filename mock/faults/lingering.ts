import type { MockRequest, MockResponse, Provider } from '../provider.ts'
import type { Fault } from './fault.ts'

interface Holding<Instance> {
  readonly instances: readonly Instance[]
}

/** What there is to know of a provider to make it remember what it should forget. */
export interface Remembering<Instance, Account> {
  /** The facts that say that the account's listing is whole. */
  readonly breaks: readonly string[]
  readonly listing: (instances: readonly Instance[]) => object
  /** Whether the account's own credential is sent. */
  readonly isAccount: (request: MockRequest, account: Account) => boolean
  /** Kinds of requests that the provider has not. */
  readonly without?: readonly Trigger[]
}

/** What was asked before. */
type Trigger = 'credential' | 'anonymous' | 'forged' | 'found' | 'nothing'

/** What the listing is then, by what the request before it was answered. */
type Spoilt<Instance> = (
  all: readonly Instance[],
  before: readonly Instance[],
  others: readonly Instance[],
) => readonly Instance[] | null

/** Servers whose listing of the whole account depends on what was asked before it. */
export function lingeringFaults<Instance extends object, Account extends Holding<Instance>>(
  fault: (
    id: string,
    breaks: readonly string[],
    apply: (right: Provider<Account>) => Provider<Account>,
  ) => Fault<Account>,
  remembering: Remembering<Instance, Account>,
): Fault<Account>[] {
  const { breaks, listing, isAccount, without = [] } = remembering

  const lingers = (
    how: string,
    trigger: Trigger,
    spoilt: Spoilt<Instance>,
    stays = false,
  ): Fault<Account> =>
    fault(`lingers.${how}-after-${trigger}${stays ? '-for-good' : ''}`, breaks, (right) => {
      const header = right.authHeader.split(':', 1)[0]?.toLowerCase() ?? ''
      const others = right.account(99, 3).instances
      let before: readonly Instance[] | null = null
      return {
        ...right,
        handle: (request, account) => {
          const answer = right.handle(request, account)
          const isOwn = isAccount(request, account)
          if (isOwn && request.query.size === 0) {
            const shown = before && spoilt(account.instances, before, others)
            if (before === null) return answer
            if (!stays) before = null
            return shown === null
              ? right.handle({ ...request, headers: {} }, account)
              : { status: 200, body: listing(shown) }
          }
          if (triggerOf(answer, isOwn, request.headers[header]) === trigger)
            before ??= listed(answer) as readonly Instance[]
          return answer
        },
      }
    })

  const alone: Spoilt<Instance> = (all) => all.slice(-1)
  const triggers = (['credential', 'anonymous', 'forged', 'found', 'nothing'] as const).filter(
    (trigger) => !without.includes(trigger),
  )
  return [
    ...triggers.flatMap((trigger) => [
      lingers('one-alone', trigger, alone),
      lingers('refused', trigger, () => null),
      lingers('one-alone', trigger, alone, true),
    ]),
    lingers('found', 'found', (_, before) => before.slice(0, 2)),
    lingers('found', 'found', (_, before) => before.slice(0, 2), true),
    lingers('none', 'anonymous', () => []),
    lingers('none', 'found', () => [], true),
    lingers('one-more', 'found', (all, _, others) => [...all, ...others.slice(0, 1)]),
    lingers('others', 'forged', (_all, _, others) => others),
  ]
}

function triggerOf(
  answer: MockResponse,
  isAccount: boolean,
  credential: string | undefined,
): Trigger {
  const count = listed(answer).length
  if (isAccount) return count > 0 ? 'found' : 'nothing'
  if (answer.status === 200) return 'credential'
  return credential === undefined ? 'anonymous' : 'forged'
}

function listed({ body }: MockResponse): readonly unknown[] {
  if (Array.isArray(body)) return body
  const { instances } = (body ?? {}) as { instances?: readonly unknown[] }
  return instances ?? []
}

/** What the second of two equal requests is answered. */
export type Worn<Account> = (
  right: MockResponse,
  account: Account,
  request: MockRequest,
) => MockResponse

/** Right when a request comes for the first time, and wrong whenever it comes again. */
export function wornFault<Account>(
  fault: (
    id: string,
    breaks: readonly string[],
    apply: (right: Provider<Account>) => Provider<Account>,
  ) => Fault<Account>,
  id: string,
  breaks: readonly string[],
  wears: (right: MockResponse, request: MockRequest, account: Account) => boolean,
  worn: Worn<Account>,
): Fault<Account> {
  return fault(`again.${id}`, breaks, (provider) => {
    const before = new Set<string>()
    return {
      ...provider,
      handle: (request, account) => {
        const right = provider.handle(request, account)
        if (!wears(right, request, account)) return right
        const { authorization, apikey, token } = request.headers
        const key = JSON.stringify([String(request.query), authorization, apikey, token])
        const isFirst = !before.has(key)
        before.add(key)
        return isFirst ? right : worn(right, account, request)
      },
    }
  })
}
