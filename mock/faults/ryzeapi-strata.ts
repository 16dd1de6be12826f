import { filtering, found, make, refused } from './ryzeapi-kit.ts'
import type { Instances } from './ryzeapi-kit.ts'
import type { RyzeApiInstance } from '../ryzeapi-instance.ts'
import { splitAnyhow, words } from './strata.ts'

/** Never finds an instance of the kind, whatever is asked for. */
const unfindable = (kind: string, isLost: (one: RyzeApiInstance, all: Instances) => boolean) =>
  filtering(`filter.${kind}`, ['R12'], (names, all, right) => {
    const some = all.filter((one) => names.includes(one.name))
    const left = some.filter((one) => !isLost(one, all))
    return left.length < some.length ? found(left) : right
  })

const lost = [
  unfindable('loses-the-last', (one, all) => one === all.at(-1)),
  unfindable('loses-the-first', (one, all) => one === all[0]),
  unfindable('loses-those-that-connect', ({ status }) => status === 'connecting'),
  unfindable('loses-those-logged-out', ({ status }) => status === 'loggedout'),
  unfindable('cut-after-twelve-letters', ({ name }) => name.length > 12),
]

const alike = [
  filtering('filter.words-are-no-filter', ['R11'], (names, all, right) =>
    right.status === 404 && words.has(names[0] ?? '') ? found(all) : right,
  ),
  filtering('filter.words-are-500', ['R11'], (names, _, right) =>
    right.status === 404 && words.has(names[0] ?? '') ? refused(500, 'Internal error') : right,
  ),
  filtering('filter.bar-is-or', ['R11'], (names, all, right) => {
    const some = all.filter(({ name }) => splitAnyhow(names[0] ?? '').includes(name))
    return right.status === 404 && some.length > 0 ? found(some) : right
  }),
  filtering('filter.a-name-twice-lists-twice', ['R12'], (names, all, right) =>
    new Set(names).size < names.length
      ? found(names.flatMap((wanted) => all.filter(({ name }) => name === wanted)))
      : right,
  ),
]

/** The account's token is longer than what is compared. */
const longToken = make.fault('auth.first-72-characters', ['R94'], (right) => ({
  ...right,
  account: (seed, size) => {
    const account = right.account(seed, size)
    return { ...account, token: account.token.padEnd(90, account.token) }
  },
  handle: (request, account) => {
    const { token = '' } = request.headers
    const isAlike = token.slice(0, 72) === account.token.slice(0, 72)
    const headers = { ...request.headers, ...(isAlike && { token: account.token }) }
    return right.handle({ ...request, headers }, account)
  },
}))

/** Faults of some instances, and of values that other software holds equal. */
export const ryzeapiStrata = [...lost, ...alike, longToken]
