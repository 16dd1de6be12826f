import fc from 'fast-check'
import { expect, test } from 'vitest'
import { credential, wrong } from '../../src/ask/generators/credential.ts'
import type { ForgedCredential, Value } from '../../src/ask/generators/value.ts'
import { accountOf, caseIndex, runSeed, samplesOf, sourceOf } from './support.ts'

const nearDuplicates = ['tokenA', 'tokenB', 'tokena', 'token', 'tokenAb', 'TOKENA', 'TokenA']

const secrets = fc.oneof(
  fc.array(fc.uuid(), { minLength: 1, maxLength: 4 }),
  fc.shuffledSubarray(nearDuplicates, { minLength: 1 }),
)

function forgeriesOf(drawn: ReturnType<typeof wrong>, seed?: number): ForgedCredential[] {
  return samplesOf(drawn, seed).map((value) => {
    if (!isForged(value)) throw new Error('the generator gave no forged credential')
    return value
  })
}

function isForged(value: Value): value is ForgedCredential {
  return typeof value === 'object' && 'kind' in value && value.kind === 'forged'
}

test('a wrong credential is never a right one', () => {
  fc.assert(
    fc.property(secrets, caseIndex, runSeed, (right, index, seed) => {
      const drawn = wrong(sourceOf(accountOf([], right), index), 'account')
      for (const forged of forgeriesOf(drawn, seed)) expect(right).not.toContain(forged.secret)
    }),
  )
})

test('what is shown of a wrong credential is not its value, nor the right one', () => {
  fc.assert(
    fc.property(fc.uuid(), caseIndex, (right, index) => {
      const drawn = wrong(sourceOf(accountOf([], [right]), index), 'account')
      for (const { secret: value, shown } of forgeriesOf(drawn)) {
        expect(shown).not.toContain(right)
        expect(value === '' || !shown.includes(value)).toBe(true)
      }
    }),
  )
})

test('the ways of being wrong take turns, as many as there are said to be', () => {
  const account = accountOf([], ['Token-1a'])
  const drawn = wrong(sourceOf(account, 0), 'account')
  const size = drawn.ok ? drawn.size : 0
  const values = Array.from({ length: size }, (_, index) =>
    forgeriesOf(wrong(sourceOf(account, index), 'account')).at(0),
  )
  expect(new Set(values.map((one) => one?.shown)).size).toBe(size)
  expect(values.map((one) => one?.secret).slice(0, -1)).toEqual([
    'Token-1b',
    'Token-1',
    'Token-1ab',
    'TOKEN-1A',
    'Uoken-1a',
    '',
  ])
})

test('a role without a credential has no wrong one', () => {
  expect(wrong(sourceOf(accountOf([]), 0), 'account')).toMatchObject({ ok: false })
})

test('credentials of a role take turns', () => {
  const account = accountOf([], ['first', 'second'])
  const drawn = [0, 1, 2].flatMap((index) =>
    samplesOf(credential(sourceOf(account, index), 'account')).slice(0, 1),
  )
  expect(drawn).toMatchObject(
    ['first', 'second', 'first'].map((value) => ({
      kind: 'credential',
      credential: { secret: value },
    })),
  )
})

test('a role without a credential says what is lacking', () => {
  expect(credential(sourceOf(accountOf([]), 0), 'account')).toEqual({
    ok: false,
    needs: 'a credential of the role "account"',
  })
})
