import type { HypersenderInstance } from '../hypersender.ts'
import { make } from './hypersender.ts'
import { plainNumber, shared, splitAnyhow, words } from './strata.ts'

const { answers, fault, lists } = make

type Instances = readonly HypersenderInstance[]

/** Lists otherwise where a filter is given. */
const filtering = (
  id: string,
  name: string,
  fact: string,
  change: (found: Instances, wanted: string, all: Instances) => Instances,
) =>
  lists(id, [fact], (found, { request, account: { instances } }) => {
    const wanted = request.query.get(`filter[${name}]`)
    return wanted ? change(found, wanted, instances) : found
  })

const lost = [
  ...(['uuid', 'phone'] as const).flatMap((name) => [
    filtering(
      `filter.${name}.loses-the-last`,
      name,
      name === 'uuid' ? 'H6' : 'H9',
      (found, _, all) => found.filter((one) => one !== all.at(-1)),
    ),
    filtering(
      `filter.${name}.loses-the-first`,
      name,
      name === 'uuid' ? 'H6' : 'H9',
      (found, _, all) => found.filter((one) => one !== all[0]),
    ),
  ]),
  fault('filter.phone.first-of-two', ['H9'], (right) => ({
    ...right,
    account: (seed, size) => {
      const account = right.account(seed, size)
      const share = ({ phone }: HypersenderInstance, to: HypersenderInstance) => ({ ...to, phone })
      return { ...account, instances: shared(account.instances, share, 2, 7) }
    },
    handle: (request, account) => {
      const given = right.handle(request, account)
      const isFiltered = Boolean(request.query.get('filter[phone]')) && Array.isArray(given.body)
      return isFiltered ? { ...given, body: (given.body as Instances).slice(0, 1) } : given
    },
  })),
]

const alike = [
  filtering('filter.phone.ninth-digit-ignored', 'phone', 'H9', (found, wanted, all) =>
    wanted.startsWith('+55')
      ? all.filter(({ phone }) => plainNumber(phone) === plainNumber(wanted))
      : found,
  ),
  filtering('filter.phone.however-dialled', 'phone', 'H9', (_, wanted, all) => {
    const digits = wanted.trim().replace(/^(\+|00)/, '')
    return all.filter(({ phone }) => phone === `+${digits}`)
  }),
  filtering('filter.phone.bar-or-comma-is-or', 'phone', 'H9', (found, wanted, all) =>
    found.length > 0 ? found : all.filter(({ phone }) => splitAnyhow(wanted).includes(phone)),
  ),
  ...(['uuid', 'name', 'phone'] as const).map((name) =>
    filtering(
      `filter.${name}.words-are-no-filter`,
      name,
      { uuid: 'H6', name: 'H7', phone: 'H9' }[name],
      (found, wanted, all) => (words.has(wanted) ? all : found),
    ),
  ),
  answers('filter.name.words-are-500', ['H7'], (right, { request }) =>
    words.has(request.query.get('filter[name]') ?? '')
      ? { status: 500, body: { message: 'Server Error' } }
      : right,
  ),
]

/** Faults of some instances, and of values that other software holds equal. */
export const hypersenderStrata = [...lost, ...alike]
