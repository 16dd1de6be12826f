import { expect, test } from 'vitest'
import type { Instance } from '../../src/model/account.ts'
import type { Behavior } from '../../src/model/contract.ts'
import { lacking, unproven } from '../../src/judge/unverified.ts'
import { contractOf } from '../support/target.ts'
import { listing } from './support.ts'

/** An account of that size; `-1` where what came was no listing. */
const context = (size: number) => {
  const rows = Array.from({ length: Math.max(0, size) }, (_, index) => ({ id: String(index) }))
  const instances: readonly Instance[] = listing(...rows)
  const recording = { settings: { burst: false } } as Parameters<typeof lacking>[2]['recording']
  const timeline = { readings: size < 0 ? 0 : 1 }
  return { recording, account: { instances, credentials: new Map() }, timeline }
}

function behavior(id: string): Behavior {
  const found = contractOf('ryzeapi').behaviors.find((one) => one.id === `ryzeapi.${id}`)
  if (!found) throw new Error(`no behavior ${id}`)
  return found
}

test.for([
  ['2 instances', -1, "needs the account's listing, and what came is none"],
  ['2 instances', 1, 'needs 2 instances, the account has 1'],
  ['1 instance', 0, 'needs 1 instance, the account has none'],
  ['1 instance', 7, 'needs 1 instance that holds still'],
  ['2 instances', 7, 'needs 2 instances that hold still'],
  ['an answer that lists an instance', 7, 'needs an answer that lists an instance'],
] as const)('cases that lack %s on an account of %i: %s', ([needs, size, reason]) => {
  expect(unproven(needs, context(size))).toEqual({ kind: 'unverified', reason })
})

test.for([
  ['item.proxy.host', -1, "needs the account's listing, and what came is none"],
  ['limit.body', -1, 'needs --burst: it goes past the documented rate limit on purpose'],
  ['item.proxy.host', 7, 'needs an instance without a proxy'],
  ['item.proxy.enabled', 0, 'needs 1 instance, the account has none'],
  ['item.proxy.enabled', 7, 'needs an instance of the kind that it judges'],
  ['error.body', 7, 'needs an answer of the kind that it judges'],
  ['limit.body', 7, 'needs --burst: it goes past the documented rate limit on purpose'],
] as const)('%s without anything to judge, on an account of %i: %s', ([id, size, reason]) => {
  expect(lacking(behavior(id), null, context(size))).toMatchObject({ reason })
})

test('values that cannot be drawn although there are enough instances need other ones', () => {
  expect(lacking(behavior('filter.single-name'), '2 instances', context(7))).toMatchObject({
    reason: 'needs 2 instances that differ in what is asked for',
  })
})
