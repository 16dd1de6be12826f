import type { Provider } from '../provider.ts'
import { variantsOf } from './kit.ts'
import type { Variant, Ways } from './variant.ts'

const movesOn = 'an account is in use while it is read'

/** Servers whose account changes from one request to the next. */
export function movingVariants<
  Instance extends object,
  Account extends { readonly instances: readonly Instance[] },
>(ways: Ways<Instance>): Variant<Account>[] {
  const { provider, restate, rename, idOf } = ways
  const { moves } = variantsOf<Instance, Account>(provider)
  return [
    moves(
      'moves.states',
      movesOn,
      (instances) => (count) =>
        instances.map((instance, index) => restate(instance, count + index)),
    ),
    moves('moves.one-appears', movesOn, (instances, random, right) => {
      const late = stranger(instances, right, idOf)
      const since = random.int(2, 40)
      return (count) => (count < since ? instances : [...instances, late])
    }),
    moves('moves.one-goes', movesOn, (instances, random) => {
      const gone = random.int(0, instances.length - 1)
      const since = random.int(2, 40)
      return (count) => instances.filter((_, index) => count < since || index !== gone)
    }),
    moves('moves.one-comes-and-goes', movesOn, (instances, random) => {
      const restless = random.int(0, instances.length - 1)
      const period = random.int(1, 7)
      return (count) =>
        instances.filter((_, index) => index !== restless || Math.floor(count / period) % 2 === 0)
    }),
    moves('moves.states-and-one', movesOn, (instances, random) => {
      const restless = random.int(0, instances.length - 1)
      const period = random.int(1, 7)
      return (count) =>
        instances
          .map((instance, index) => restate(instance, count + index))
          .filter((_, index) => index !== restless || Math.floor(count / period) % 2 === 0)
    }),
    moves('moves.one-is-away-once', movesOn, (instances, random) => {
      const away = random.int(0, instances.length - 1)
      const [from, length] = [random.int(3, 40), random.int(1, 9)]
      return (count) =>
        instances.filter((_, index) => index !== away || count < from || count >= from + length)
    }),
    moves('moves.one-is-renamed', movesOn, (instances, random) => {
      const renamed = random.int(0, instances.length - 1)
      const since = random.int(2, 40)
      return (count) =>
        instances.map((instance, index) =>
          index === renamed && count >= since ? rename(instance, 'renamed-meanwhile') : instance,
        )
    }),
  ]
}

/** An instance that the account has not. */
function stranger<Instance, Account extends { readonly instances: readonly Instance[] }>(
  instances: readonly Instance[],
  right: Provider<Account>,
  idOf: (instance: Instance) => string | number,
): Instance {
  const known = new Set(instances.map(idOf))
  const found = right
    .account(2, instances.length + 1)
    .instances.find((one) => !known.has(idOf(one)))
  if (!found) throw new Error('an account of another seed has the same instances')
  return found
}
