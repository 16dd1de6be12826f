import type { Provider } from '../provider.ts'
import type { Random } from '../random.ts'
import { variantsOf } from './kit.ts'
import type { Variant, Ways } from './variant.ts'

const movesOn = 'an account is in use while it is read'

/** More than any variant puts into an account. */
const mostNewcomers = 150

/** Servers whose account changes from one request to the next. */
export function movingVariants<
  Instance extends object,
  Account extends { readonly instances: readonly Instance[] },
>(ways: Ways<Instance>): Variant<Account>[] {
  return [...changing<Instance, Account>(ways), ...replacing<Instance, Account>(ways)]
}

/** Instances that change, and some that go. */
function changing<
  Instance extends object,
  Account extends { readonly instances: readonly Instance[] },
>({ provider, restate, rename, nameOf }: Ways<Instance>): Variant<Account>[] {
  const { moves } = variantsOf<Instance, Account>(provider)
  return [
    moves(
      'moves.states',
      movesOn,
      (instances) => (count) =>
        instances.map((instance, index) => restate(instance, count + index)),
    ),
    moves('moves.one-state-for-a-while', movesOn, (instances, random) => {
      const [turn, isNow] = [random.int(1, 5), whileOf(random)]
      const other = instances.map((one) => restate(one, turn))
      const choices = [...instances.keys()].filter(
        (index) => JSON.stringify(instances[index]) !== JSON.stringify(other[index]),
      )
      const one = random.pick(choices)
      return (count) =>
        replacedAt(instances, isNow(count) ? one : -1, (each) => restate(each, turn))
    }),
    moves('moves.one-goes', movesOn, (instances, random) => {
      const gone = random.int(0, instances.length - 1)
      const since = momentOf(random)
      return (count) => without(instances, count < since ? -1 : gone)
    }),
    moves('moves.one-is-away-once', movesOn, (instances, random) => {
      const away = random.int(0, instances.length - 1)
      const isNow = whileOf(random)
      return (count) => without(instances, isNow(count) ? away : -1)
    }),
    moves('moves.two-go', movesOn, (instances, random) => {
      const [first, second] = [momentOf(random), momentOf(random)]
      const from = random.int(0, instances.length - 2)
      return (count) =>
        instances.filter(
          (_, index) => (count < first || index !== from) && (count < second || index !== from + 1),
        )
    }),
    moves('moves.one-goes-every-six-requests', movesOn, (instances, random) => {
      const isLast = random.int(0, 1) === 1
      return (count) => {
        const gone = Math.floor(count / 6)
        return isLast
          ? instances.slice(0, Math.max(0, instances.length - gone))
          : instances.slice(gone)
      }
    }),
    moves('moves.emptied', movesOn, (instances, random) => {
      const since = momentOf(random)
      return (count) => (count < since ? instances : [])
    }),
    moves('moves.one-is-renamed', movesOn, (instances, random) => {
      const renamed = random.int(0, instances.length - 1)
      const since = momentOf(random)
      return (count) =>
        replacedAt(instances, count < since ? -1 : renamed, (one) => rename(one, 'meanwhile'))
    }),
    moves('moves.one-is-renamed-and-back', movesOn, (instances, random) => {
      const renamed = random.int(0, instances.length - 1)
      const isNow = whileOf(random)
      return (count) =>
        replacedAt(instances, isNow(count) ? renamed : -1, (one) => rename(one, 'meanwhile'))
    }),
    moves('moves.all-are-renamed', movesOn, (instances, random) => {
      const since = momentOf(random)
      const renamed = instances.map((one) => rename(one, `${nameOf(one)}-meanwhile`))
      return (count) => (count < since ? instances : renamed)
    }),
  ]
}

/** Instances that come, some of them in the place of others: a server draws a new id for each. */
function replacing<
  Instance extends object,
  Account extends { readonly instances: readonly Instance[] },
>(ways: Ways<Instance>): Variant<Account>[] {
  const { provider, restate } = ways
  const { moves } = variantsOf<Instance, Account>(provider)
  type Plan = Parameters<typeof moves>[2]

  const comesAndGoes =
    (turnOf: (count: number) => number | null): Plan =>
    (instances, random, right) => {
      const makeAgain = makerOf(instances, right, ways)
      const restless = random.int(0, instances.length - 1)
      const period = random.int(1, 7)
      return (count) => {
        const [turn, phase] = [turnOf(count), Math.floor(count / period)]
        const now = turn === null ? instances : instances.map((one, at) => restate(one, turn + at))
        if (phase % 2 === 1) return without(now, restless)
        return replacedAt(now, restless, (one) => makeAgain(one, phase / 2))
      }
    }

  return [
    moves(
      'moves.one-comes-and-goes',
      movesOn,
      comesAndGoes(() => null),
    ),
    moves(
      'moves.states-and-one',
      movesOn,
      comesAndGoes((count) => count),
    ),
    moves('moves.one-appears', movesOn, (instances, random, right) => {
      const late = newcomers(instances, right, ways).slice(0, 1)
      const since = momentOf(random)
      return (count) => (count < since ? instances : [...instances, ...late])
    }),
    moves('moves.one-is-there-for-a-while', movesOn, (instances, random, right) => {
      const guest = newcomers(instances, right, ways).slice(0, 1)
      const isNow = whileOf(random)
      return (count) => (isNow(count) ? [...instances, ...guest] : instances)
    }),
    moves('moves.one-for-another', movesOn, (instances, random, right) => {
      const [late] = newcomers(instances, right, ways)
      const [gone, since] = [random.int(0, instances.length - 1), momentOf(random)]
      return (count) => replacedAt(instances, count < since ? -1 : gone, (one) => late ?? one)
    }),
    moves('moves.one-is-made-again-twice', movesOn, (instances, random, right) => {
      const makeAgain = makerOf(instances, right, ways)
      const one = random.int(0, instances.length - 1)
      const [first, second] = [momentOf(random), momentOf(random)]
      return (count) => {
        const times = Number(count >= first) + Number(count >= second)
        return replacedAt(instances, one, (each) => makeAgain(each, times))
      }
    }),
    moves('moves.all-are-made-again', movesOn, (instances, random, right) => {
      const makeAgain = makerOf(instances, right, ways)
      const since = momentOf(random)
      const again = instances.map((one, index) => makeAgain(one, index + 1))
      return (count) => (count < since ? instances : again)
    }),
    moves('moves.all-of-it', movesOn, (instances, random, right) => {
      const makeAgain = makerOf(instances, right, ways)
      const [late] = newcomers(instances, right, ways).slice(-1)
      const [came, went, again, renamed] = [0, 0, 0, 0].map(() => momentOf(random)) as Moments
      const from = random.int(0, instances.length - 3)
      return (count) => {
        const now = replacedAt(instances, from + 1, (one) => makeAgain(one, Number(count >= again)))
        const then = replacedAt(now, count < renamed ? -1 : from + 2, (one) =>
          restate(ways.rename(one, 'meanwhile'), count),
        )
        const left = without(then, count < went ? -1 : from)
        return late === undefined || count < came ? left : [...left, late]
      }
    }),
  ]
}

/** When something happens: the number of a request. */
type Moments = [number, number, number, number]

/** Soon, halfway, or while what was seen is looked at once more. */
function momentOf(random: Random): number {
  return random.int(2, random.pick([15, 40, 90]))
}

/** Whether the n-th request falls into a while of some requests. */
function whileOf(random: Random): (count: number) => boolean {
  const [from, length] = [momentOf(random), random.int(1, 9)]
  return (count) => count >= from && count < from + length
}

function without<Instance>(instances: readonly Instance[], at: number): readonly Instance[] {
  return at < 0 ? instances : instances.toSpliced(at, 1)
}

function replacedAt<Instance>(
  instances: readonly Instance[],
  at: number,
  change: (instance: Instance) => Instance,
): readonly Instance[] {
  return at < 0 ? instances : instances.map((one, index) => (index === at ? change(one) : one))
}

/** Instances that the account has not. */
function newcomers<Instance, Account extends { readonly instances: readonly Instance[] }>(
  instances: readonly Instance[],
  right: Provider<Account>,
  { idOf }: Pick<Ways<Instance>, 'idOf'>,
): readonly Instance[] {
  const known = new Set(instances.map(idOf))
  const others = right.account(2, instances.length + mostNewcomers).instances
  return others.slice(instances.length).filter((one) => !known.has(idOf(one)))
}

/** Deletes an instance and makes it again under its name, so many times. */
function makerOf<Instance, Account extends { readonly instances: readonly Instance[] }>(
  instances: readonly Instance[],
  right: Provider<Account>,
  ways: Pick<Ways<Instance>, 'idOf' | 'nameOf' | 'rename'>,
): (instance: Instance, times: number) => Instance {
  const others = newcomers(instances, right, ways)
  return (instance, times) => {
    const other = times === 0 ? undefined : others[times % others.length]
    return other === undefined ? instance : ways.rename(other, ways.nameOf(instance))
  }
}
