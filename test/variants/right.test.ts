import { expect, test } from 'vitest'
import { mockedFaults, mockedProviders, mockedVariants } from '../../mock/index.ts'
import { alarmsIn, falseAlarm } from '../../scripts/prove/alarms.ts'
import { reportOn, resultOf } from '../../scripts/prove/proof.ts'
import { contractOf } from '../support/target.ts'

const variants = mockedProviders().flatMap((provider) => mockedVariants(provider))

test.for(variants.filter(({ slow = false }) => !slow))(
  '$provider, $id: nothing is called broken ($because)',
  async (variant) => {
    expect(await falseAlarm(variant, contractOf(variant.provider), 1)).toBeNull()
  },
)

test('a server that is wrong gives an alarm, as a variant must not', async () => {
  const served = { fault: 'message.one-is-plural' }
  const alarms = alarmsIn(await reportOn(served, contractOf('ryzeapi'), 1))
  expect(alarms).toEqual([expect.stringMatching(/^fail ryzeapi\.message\.one: /)])
})

/** Faults of filters, scopes and counts: what moves must not hide them. */
const relational: Readonly<Record<string, readonly string[]>> = {
  evolution: ['filter.instanceName.by-start', 'filter.number.ignored', 'scope.token-sees-all'],
  hypersender: ['filter.uuid.by-prefix', 'filter.name.start-of-name-only', 'filter.phone.ignored'],
  ryzeapi: ['filter.substring', 'filter.first-of-several', 'scope.instance-sees-all'],
  wachat: ['account.lists-one-twice', 'count.off-by-one', 'auth.not-required'],
}

/** An account that is emptied, or turned over as a whole, leaves too little to tell. */
const isTooMuch = /^moves\.(emptied|all-are-|one-goes-every-)/

const moving = mockedProviders().flatMap((provider) =>
  mockedVariants(provider)
    .filter(({ id }) => id.startsWith('moves.') && !isTooMuch.test(id))
    .flatMap(({ id: variant }) =>
      (relational[provider] ?? []).map((id) => ({ provider, variant, id })),
    ),
)

test.for(moving)(
  '$provider, $id: caught under $variant, too',
  async ({ provider, variant, id }) => {
    const fault = mockedFaults(provider).find((one) => one.id === id)
    const served = { provider, variant, fault: id }
    const { behaviors } = await reportOn(served, contractOf(provider), 1)
    const fell = behaviors.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
    expect(resultOf(fault?.breaks ?? [], fell)).toBe('caught')
  },
)
