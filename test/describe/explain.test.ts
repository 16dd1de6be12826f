import { expect, test } from 'vitest'
import { behaviorsInWords } from '../../src/describe/behavior.ts'
import { explain } from '../../src/describe/explain.ts'
import { explanation } from '../../src/describe/explanation.ts'
import { UsageError } from '../../src/run/problem.ts'
import { loaded, place } from './support.ts'

const refusal = (...args: readonly string[]): string => {
  try {
    return explain(args, place)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
}

test('a behavior is explained with its facts, its request and what is expected', () => {
  expect(explain(['ryzeapi.filter.single-name'], place)).toBe(
    `ryzeapi.filter.single-name  must
One name that exists lists that instance alone

documented  R8   instanceName is an optional string query parameter (lines
                 301-303)
            R10  One existing name returns only that instance (lines 70, 339)
            R28  name is a string, the value that the filter matches (line 215)
            https://docs.ryzeapi.cloud/en/api/instance/list
request     GET /instance/list?instanceName={name}, as account
values      {name}: the name of one of the account's instances
expected    status 200, and it lists exactly the instances whose name is {name}
cases       up to 7, more with --runs
needs       an instance that the filter must leave out
`,
  )
})

test('what stands behind the provider is enough where one contract alone has it', () => {
  const whole = explain(['ryzeapi.filter.single-name'], place)
  expect(explain(['filter.single-name'], place)).toBe(whole)
})

test('a behavior of a contract of one’s own is found by its file', () => {
  const text = explain(['filter.one', './gallery.yaml'], place)
  expect(text).toContain('GET /devices?label={label}')
})

test('a fact that nobody catalogued is named by its id', () => {
  const text = explain(['item.device', '../command/clinic.yaml'], place)
  expect(text).toContain('documented  C2\n')
})

test.each<[string, string[], string]>([
  [
    'an unknown id',
    ['ryzeapi.filter.sinle-name'],
    'no behavior "ryzeapi.filter.sinle-name" (did you mean "ryzeapi.filter.single-name"?)',
  ],
  [
    'an unknown short id',
    ['filter.sinle-name'],
    'no behavior "filter.sinle-name" (did you mean "filter.single-name"?)',
  ],
  ['no id', [], 'which behavior? Give its id, such as <provider>.filter.unknown-name'],
  [
    'two ids',
    ['item.id', 'item.name'],
    'one behavior of one contract at a time, not also "item.name"',
  ],
])('%s is refused in one line', (_, args, message) => {
  expect(refusal(...args)).toBe(message)
})

test('an id that several contracts have is refused with all of them', () => {
  expect(refusal('access.missing-token')).toBe(
    'several contracts have "access.missing-token"; which one: hypersender.access.missing-token, ryzeapi.access.missing-token?',
  )
})

test('no line is longer than 80 columns, unless a word of it is', () => {
  const one = loaded('evolution')
  const lines = behaviorsInWords(one).flatMap((words) =>
    explanation(words, one.contract.docs).split('\n'),
  )
  const long = lines.filter((line) => line.length > 80)
  expect(long.filter((line) => /\S +\S/.test(line.slice(12)))).toEqual([])
})
