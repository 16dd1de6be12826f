import { expect, test } from 'vitest'
import { evolution } from '../../mock/evolution.ts'
import { hypersender } from '../../mock/hypersender.ts'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { wachat } from '../../mock/wachat.ts'
import { unique } from './support.ts'

const phone = (text: string | null | undefined) => (text ? [text] : [])

/** Per provider: what has to be unique in an account of any size. */
const identities = {
  evolution: (seed: number, size?: number) => {
    const { instances } = evolution.account(seed, size)
    return {
      ids: instances.map((item) => item.instanceId),
      names: instances.map((item) => item.instanceName),
      phones: instances.flatMap((item) => phone(item.owner)),
      tokens: instances.map((item) => item.apikey),
    }
  },
  hypersender: (seed: number, size?: number) => {
    const { instances } = hypersender.account(seed, size)
    return {
      ids: instances.map((item) => item.id),
      names: instances.map((item) => item.name),
      phones: instances.map((item) => item.phone),
      tokens: instances.flatMap((item) => phone(item.access_token)),
    }
  },
  ryzeapi: (seed: number, size?: number) => {
    const { instances } = ryzeapi.account(seed, size)
    return {
      ids: instances.map((item) => item.id),
      names: instances.map((item) => item.name),
      phones: instances.flatMap((item) => phone(item.connection.numberJid)),
      tokens: instances.map((item) => item.token),
    }
  },
  wachat: (seed: number, size?: number) => {
    const { instances } = wachat.account(seed, size)
    return {
      ids: instances.map((item) => item.id),
      names: instances.map((item) => item.instanceName),
      phones: instances.flatMap((item) => phone(item.number)),
      tokens: instances.map((item) => item.apiInstanceName),
    }
  },
}

const providers = Object.entries(identities)

test.each(providers)('%s makes accounts of the size asked for', (_, identify) => {
  for (const size of [0, 1, 2, 15, 300]) expect(identify(1, size).ids).toHaveLength(size)
})

test.each(providers)('%s repeats nothing among 10,000 instances', (_, identify) => {
  const { ids, names, phones, tokens } = identify(1, 10_000)
  for (const values of [ids, names, phones, tokens]) expect(unique(values)).toBe(true)
})

test.each(providers)(
  '%s gives the same account for the same seed, and another for another',
  (_, identify) => {
    expect(identify(5)).toEqual(identify(5))
    expect(identify(5).tokens).not.toEqual(identify(6).tokens)
  },
)

test.each(providers)('%s has names that a list of names can carry, some alike', (_, identify) => {
  const { names } = identify(1)
  for (const name of names) {
    expect(name).not.toContain(',')
    expect(name.trim()).toBe(name)
  }
  expect(names).toEqual(expect.arrayContaining(['sales', 'sales-2', 'presales']))
  expect(names).toEqual(expect.arrayContaining(['support', 'Support']))
})

test.each([
  ['evolution', evolution.account(1, 200).instances],
  ['ryzeapi', ryzeapi.account(1, 200).instances],
  ['wachat', wachat.account(1, 200).instances],
])('%s updates no instance before it was created', (_, instances) => {
  for (const { createdAt, updatedAt } of instances) {
    expect(Date.parse(updatedAt)).toBeGreaterThanOrEqual(Date.parse(createdAt))
  }
})
