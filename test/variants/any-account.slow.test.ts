import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evolution } from '../../mock/evolution.ts'
import { hypersender } from '../../mock/hypersender.ts'
import type { Provider } from '../../mock/provider.ts'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import {
  evolutionWays,
  hypersenderWays,
  ryzeapiWays,
  wachatWays,
} from '../../mock/variants/index.ts'
import type { Ways } from '../../mock/variants/variant.ts'
import { wachat } from '../../mock/wachat.ts'
import { alarmsIn } from '../../scripts/prove/alarms.ts'
import { judged, serveAltered, targetAt } from '../run/support.ts'

interface Drawn {
  seed: number
  /** One for each instance. */
  names: readonly string[]
  /** One for each instance: which of the states it could be in. */
  turns: readonly number[]
}

/** Of few letters, so that names are often parts of one another, or differ in case or spaces only. */
const near = fc.string({
  unit: fc.constantFrom('a', 'A', 'b', 'é', '1', ' ', '-', '_', '%', ',', '+'),
  minLength: 1,
  maxLength: 5,
})

const name = fc.oneof(
  { weight: 4, arbitrary: near },
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 10 }),
)

const drawn: fc.Arbitrary<Drawn> = fc.uniqueArray(name, { maxLength: 12 }).chain((names) =>
  fc.record({
    seed: fc.integer({ min: 0, max: 1_000_000 }),
    names: fc.constant(names),
    turns: fc.array(fc.nat(11), { minLength: names.length, maxLength: names.length }),
  }),
)

const servers = {
  evolution: serving(evolution, evolutionWays),
  hypersender: serving(hypersender, hypersenderWays),
  ryzeapi: serving(ryzeapi, ryzeapiWays),
  wachat: serving(wachat, wachatWays),
}

/** Serves the account that was drawn as the reference would. */
function serving<Instance extends object, Account extends { instances: readonly Instance[] }>(
  provider: Provider<Account>,
  { rename, restate }: Ways<Instance>,
) {
  return ({ seed, names, turns }: Drawn) => {
    const account = provider.account(seed, names.length)
    const instances = account.instances.map((one, index) =>
      restate(rename(one, names[index] ?? ''), turns[index] ?? 0),
    )
    return serveAltered(provider, () => ({ ...account, instances }))
  }
}

test.for(Object.entries(servers))(
  '%s: whatever account a right server has, nothing is called broken',
  async ([provider, serve]) => {
    await fc.assert(
      fc.asyncProperty(drawn, fc.nat(), async (account, seed) => {
        const report = await judged(targetAt(provider, await serve(account), { seed }))
        expect(alarmsIn(report)).toEqual([])
      }),
      { numRuns: 40 },
    )
  },
)
