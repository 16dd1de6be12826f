import type { MockRequest, MockResponse, Provider } from '../provider.ts'
import type { Random } from '../random.ts'
import type { Variant } from './variant.ts'

interface Holding<Instance> {
  readonly instances: readonly Instance[]
}

/** What there is to know beside an answer. */
export interface Seen {
  readonly request: MockRequest
  /** How many requests the server has had, this one included. */
  readonly count: number
  readonly random: Random
}

/** The ways of making variants of one provider. */
export function variantsOf<Instance extends object, Account extends Holding<Instance>>(
  provider: string,
) {
  type Made = Variant<Account>
  type Instances = readonly Instance[]

  const variant = (id: string, because: string, apply: Made['apply']): Made => ({
    id,
    provider,
    because,
    apply,
  })

  /** Serves another account than the reference would. */
  const accounts = (
    id: string,
    because: string,
    change: (instances: Instances, random: Random) => Instances,
  ): Made =>
    variant(id, because, (right, random) => ({
      ...right,
      account: (seed, size) => {
        const account = right.account(seed, size)
        return { ...account, instances: change(account.instances, random) }
      },
    }))

  /** Serves instances that are not quite those of the reference; filters go by what they now are. */
  const items = (
    id: string,
    because: string,
    change: (instance: Instance, index: number) => object,
  ): Made => accounts(id, because, (instances) => instances.map(change) as unknown as Instances)

  /** Alters any answer. */
  const answers = (
    id: string,
    because: string,
    alter: (right: MockResponse, seen: Seen) => MockResponse,
  ): Made =>
    variant(id, because, (right, random) => {
      let count = 0
      return {
        ...right,
        handle: (request, account) => {
          count++
          return alter(right.handle(request, account), { request, count, random })
        },
      }
    })

  /** Alters the answers that refuse. */
  const refusals = (
    id: string,
    because: string,
    alter: (right: MockResponse) => MockResponse,
  ): Made => answers(id, because, (right) => (right.status === 401 ? alter(right) : right))

  /** Serves an account that changes. `plan` says which instances there are at the n-th request. */
  const moves = (
    id: string,
    because: string,
    plan: (
      instances: Instances,
      random: Random,
      right: Provider<Account>,
    ) => (count: number) => Instances,
  ): Made =>
    variant(id, because, (right, random) => {
      let count = 0
      let at: ((count: number) => Instances) | undefined
      return {
        ...right,
        handle: (request, account) => {
          at ??= plan(account.instances, random, right)
          return right.handle(request, { ...account, instances: at(++count) })
        },
      }
    })

  return { variant, accounts, items, answers, refusals, moves }
}

/** The choices in an order by chance. */
export function shuffled<T>(choices: readonly T[], random: Random): T[] {
  const left = [...choices]
  return choices.map(() => left.splice(random.int(0, left.length - 1), 1)[0] as T)
}
