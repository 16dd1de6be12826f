import type { MockRequest, MockResponse, Provider } from '../provider.ts'
import { bodyOf, type Item, replaced, type Wrongs } from './change.ts'
import type { Fault } from './fault.ts'

/** What there is to know beside an answer. */
export interface Seen<Account> {
  readonly request: MockRequest
  readonly account: Account
  /** How many requests the server has had, this one included. */
  readonly count: number
}

interface Holding<Instance> {
  readonly instances: readonly Instance[]
}

/** Which items, or bodies, a wrong value is put into. Default: all. */
type When<Whole> = (whole: Whole) => boolean

/** The members of a union that a wrong value may fall on are read as those of any object. */
const asItem = (value: unknown) => value as Item

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/**
 * The ways of making faults of one provider.
 * @param listing the body that lists some instances
 */
export function faultsOf<Instance extends object, Account extends Holding<Instance>>(
  provider: string,
  listing: (instances: readonly Instance[]) => object,
) {
  type Made = Fault<Account>
  type Instances = readonly Instance[]
  type Apply = (right: Provider<Account>) => Provider<Account>
  type Alter = (right: MockResponse, seen: Seen<Account>) => MockResponse

  const fault = (id: string, breaks: readonly string[], apply: Apply): Made => ({
    id,
    provider,
    breaks,
    apply,
  })

  /** Alters any answer. */
  const answers = (id: string, breaks: readonly string[], alter: Alter): Made =>
    fault(id, breaks, (right) => {
      let count = 0
      return {
        ...right,
        handle: (request, account) => {
          count++
          return alter(right.handle(request, account), { request, account, count })
        },
      }
    })

  /** Alters the answers of one status. */
  const statuses = (id: string, breaks: readonly string[], status: number, alter: Alter): Made =>
    answers(id, breaks, (right, seen) => (right.status === status ? alter(right, seen) : right))

  /** Puts another body into every listing. */
  const bodies = (
    id: string,
    breaks: readonly string[],
    change: (body: Item, seen: Seen<Account>) => unknown,
  ): Made =>
    statuses(id, breaks, 200, (right, seen) => ({
      ...right,
      body: bodyOf(change(asItem(right.body), seen)),
    }))

  /** Lists other instances than it should, in an envelope that fits them. */
  const lists = (
    id: string,
    breaks: readonly string[],
    change: (instances: readonly Instance[], seen: Seen<Account>) => readonly Instance[],
  ): Made => bodies(id, breaks, (body, seen) => listing(change(listed(body), seen)))

  /** Leaves instances out of the whole account's listing now and then, and shows them again. */
  const hides = (breaks: readonly string[]): Made[] => {
    const hiding = (id: string, every: number, change: (all: Instances) => Instances): Made =>
      lists(`account.${id}`, breaks, (list, { request, count }) =>
        request.query.size === 0 && list.length > 1 && count % every === 0 ? change(list) : list,
      )
    return [
      hiding('hides-one-at-every-other-request', 2, (all) => all.slice(0, -1)),
      hiding('hides-one-at-every-third-request', 3, (all) => all.toSpliced(1, 1)),
      hiding('hides-half-at-every-other-request', 2, (all) => all.slice(all.length / 2)),
      hiding('empty-at-every-third-request', 3, () => []),
    ]
  }

  /** Wrong values of one member of the envelope, a fault each. */
  const member = (
    path: string,
    breaks: readonly string[],
    wrongs: Wrongs<Item>,
    when: When<Item> = () => true,
  ): Made[] =>
    Object.entries(wrongs).map(([how, change]) =>
      bodies(`${path}.${how}`, breaks, (body) =>
        when(body) ? replaced(body, path.split('.'), (value) => change(value, body)) : body,
      ),
    )

  const wrongIn = (
    id: string,
    breaks: readonly string[],
    isWrong: (instance: Instance, account: Account) => boolean,
    change: (instance: Instance) => unknown,
  ): Made =>
    bodies(id, breaks, (body, { account }) => {
      const items = listed(body).map((one) => (isWrong(one, account) ? change(one) : one))
      return Array.isArray(body) ? items : { ...body, instances: items }
    })

  /** Wrong values of one field of the items, a fault each; the first also in one item only. */
  const field = (
    path: string,
    breaks: readonly string[],
    wrongs: Wrongs<Instance>,
    when: When<Instance> = () => true,
  ): Made[] =>
    Object.entries(wrongs).flatMap(([how, change], index) => {
      const spoilt = (one: Instance) =>
        replaced(one, path.split('.'), (value) => change(value, one))
      const everywhere = wrongIn(`${path}.${how}`, breaks, when, spoilt)
      if (index > 0) return [everywhere]
      const isSpoilt = (one: Instance) => when(one) && !isSame(spoilt(one), one)
      const isLast = (one: Instance, { instances }: Account) => one === instances.findLast(isSpoilt)
      return [everywhere, wrongIn(`${path}.${how}-in-one`, breaks, isLast, spoilt)]
    })

  return { fault, answers, statuses, bodies, lists, hides, member, field }

  function listed(body: Item): readonly Instance[] {
    return (Array.isArray(body) ? body : body.instances) as readonly Instance[]
  }
}
