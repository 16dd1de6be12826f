import { expect, test } from 'vitest'
import { mockedFaults, mockedProviders, mockedVariants } from '../../mock/index.ts'
import { falseAlarm } from '../../scripts/prove/alarms.ts'
import { prove, reportOn, resultOf } from '../../scripts/prove/proof.ts'
import { contractOf } from '../support/target.ts'

// What moves is a matter of chance: seeds beside the first one, with which `npm run prove` judges all.
const seeds = [2, 3]

const moving = mockedProviders().flatMap((provider) =>
  mockedVariants(provider).filter(({ id }) => id.startsWith('moves.')),
)

test.for(moving)('$provider, $id: nothing is called broken with other seeds', async (variant) => {
  const contract = contractOf(variant.provider)
  const alarms = []
  for (const seed of seeds) alarms.push(await falseAlarm(variant, contract, seed))
  expect(alarms.filter((alarm) => alarm !== null)).toEqual([])
})

const hiding = mockedProviders().flatMap((provider) =>
  mockedFaults(provider).filter(({ id }) => /^account\.(hides|empty)-/.test(id)),
)

test.for(hiding)('$provider, $id: found as such with each seed', async (fault) => {
  for (const seed of [1, ...seeds]) {
    const { result, fell } = await prove(fault, contractOf(fault.provider), seed)
    expect(result).toBe('caught')
    expect(fell.map(({ id }) => id)).toContain(`${fault.provider}.scope.repeatable`)
  }
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

const hidden = moving
  .filter(({ id }) => !isTooMuch.test(id))
  .flatMap(({ provider, id: variant }) =>
    (relational[provider] ?? []).map((id) => ({ provider, variant, id })),
  )

test.for(hidden)(
  '$provider, $id: caught under $variant, too',
  async ({ provider, variant, id }) => {
    const fault = mockedFaults(provider).find((one) => one.id === id)
    const served = { provider, variant, fault: id }
    const { behaviors } = await reportOn(served, contractOf(provider), 1)
    const fell = behaviors.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
    expect(resultOf(fault?.breaks ?? [], fell)).toBe('caught')
  },
)
