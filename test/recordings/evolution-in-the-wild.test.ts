import { beforeAll, expect, test } from 'vitest'
import type { BehaviorReport, Failure } from '../../src/model/report.ts'
import { targetOf } from '../command/support.ts'
import type { Finished } from '../command/support.ts'
import { checkReplay } from './check-replay.ts'
import { broken, passing, unverified } from './evolution-differences.ts'
import type { Difference } from './evolution-differences.ts'

let filled: Finished

beforeAll(async () => {
  filled = await checkReplay('filled')
})

function withVerdict(finished: Finished, ...verdicts: BehaviorReport['verdict'][]): string[] {
  return targetOf(finished)
    .behaviors.filter(({ verdict }) => verdicts.includes(verdict))
    .map(({ id }) => id.replace('evolution.', ''))
    .sort()
}

function named(name: string): BehaviorReport | undefined {
  return targetOf(filled).behaviors.find(({ id }) => id === `evolution.${name}`)
}

const reasonOf = (behavior: BehaviorReport | undefined): string =>
  behavior && 'reason' in behavior ? behavior.reason : ''

/** The failures as differences, equal ones once: a token's listing shows again what the whole one shows. */
function differences(behavior: BehaviorReport | undefined): Difference[] {
  const failures: readonly Failure[] = behavior && 'failures' in behavior ? behavior.failures : []
  const all = failures.map(({ pointer, expected, actual }): Difference => [
    pointer,
    expected,
    actual,
  ])
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
}

test('the command ends with exit code 1 and calls the server non-conformant', () => {
  expect(filled.code).toBe(1)
  expect(targetOf(filled).verdict).toBe('non-conformant')
})

test('nothing outside the list of differences fails, warns or stays without an answer', () => {
  expect(withVerdict(filled, 'fail', 'warn', 'error')).toEqual(Object.keys(broken).sort())
})

test.for(Object.entries(broken))('%s is named with its pointers', ([name, expected]) => {
  const found = named(name)
  const wanted = expected.map(([pointer, promise, actual]): unknown[] => [
    pointer,
    promise,
    typeof actual === 'string' ? actual : expect.stringMatching(actual),
  ])
  expect(found?.verdict).toBe('fail')
  expect(differences(found)).toEqual(wanted)
})

test('only what this server cannot show is unverified', () => {
  expect(withVerdict(filled, 'unverified')).toEqual(Object.keys(unverified).sort())
})

test.for(Object.entries(unverified))('%s is unverified for want of %s', ([name, member]) => {
  const found = named(name)
  expect(found?.verdict).toBe('unverified')
  expect(reasonOf(found)).toContain(member)
})

test('what the server does as documented passes', () => {
  expect(withVerdict(filled, 'pass')).toEqual(passing.toSorted())
})

test('owner and profile are observed on an instance that is not open', () => {
  expect(withVerdict(filled, 'observed')).toEqual([
    'open.large-numbers',
    'open.owner-and-profile',
    'open.repeated-names',
  ])
  expect(reasonOf(named('open.owner-and-profile'))).toMatch(
    /^no: \/1\/owner: expected present, a string, got absent /,
  )
})

const counterexamples = [
  ['filter.unknown-instance-id', 'id', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ['filter.unknown-number', 'number', /^‹a new value like number, \d+ characters›$/],
] as const

test.for(counterexamples)(
  'the counterexample of %s is shown as far as it may be',
  ([name, variable, shape]) => {
    const found = named(name)
    const [failure] = found && 'failures' in found ? found.failures : []
    expect(failure?.counterexample?.[variable]).toMatch(shape)
  },
)

test('nothing of the account reaches the output or the report', () => {
  const shown = [filled.output, ...filled.files.values()].join('\n')
  expect(shown).toContain('evolution.item.instanceName')
  expect(shown).not.toMatch(/GLOBAL-KEY-0001|TOKEN-[A-Z]|5511999990|Alpha Shop|Loja S/)
})

test('a server without instances breaks the promises about errors and nothing found, and no other', async () => {
  const empty = await checkReplay('empty')
  const aboutErrors = Object.keys(broken).filter((name) => /^(filter|access)\./.test(name))
  expect(empty.code).toBe(1)
  expect(withVerdict(empty, 'fail', 'warn', 'error')).toEqual(aboutErrors.sort())
  expect(withVerdict(empty, 'pass', 'observed')).toEqual(
    [
      ...passing.filter((name) => !/^(item|scope)\./.test(name)),
      'filter.nothing-found',
      'open.large-numbers',
      'open.repeated-names',
    ].sort(),
  )
})

test('a server whose database does not answer is not judged: exit code 2', async () => {
  const down = await checkReplay('down')
  expect(down.code).toBe(2)
  expect(targetOf(down)).toMatchObject({ verdict: 'error' })
  expect(down.output).toContain('answers 500')
  expect(withVerdict(down, 'pass', 'fail', 'warn', 'observed')).toEqual([])
})
