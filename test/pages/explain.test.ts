import { expect, test } from 'vitest'
import { behaviorsInWords } from '../../src/authoring/behaviors/behavior.ts'
import { explain, explanation } from '../../src/authoring/behaviors/explain.ts'
import { generatorKinds } from '../../src/contract/generator-kinds.ts'
import { UsageError } from '../../src/model/problem.ts'
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
  const text = explain(['ryzeapi.filter.single-name'], place)
  expect(text.replace(/\d+ \|/, 'N |')).toBe(
    `ryzeapi.filter.single-name  must
One name that exists lists that instance alone

documented  R8: instanceName is an optional string query parameter (lines
            301-303)
            R10: One existing name returns only that instance (lines 70, 339)
            R28: name is a string, the value that the filter matches (line 215)
            https://docs.ryzeapi.cloud/en/api/instance/list
request     GET /instance/list?instanceName={name}, as account
values      {name}: the name of one of the account's instances
expected    N | expect: { status: 200, items: { where: { name: { is: '{name}' } } } }
cases       up to 8, more with --runs
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

test('a fact that is not in the catalogue is named by its id', () => {
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
    'a behavior of two contracts',
    ['item.id', 'wachat', './gallery.yaml'],
    'one behavior of one contract at a time, not also "./gallery.yaml"',
  ],
])('%s is refused in one line', (_, args, message) => {
  expect(refusal(...args)).toBe(message)
})

test('an id that several contracts have is refused with all of them', () => {
  expect(refusal('access.missing-token')).toBe(
    'several contracts have "access.missing-token"; which one: hypersender.access.missing-token, ryzeapi.access.missing-token?',
  )
})

/** What follows a label in the explanation of a behavior of the gallery. */
function explained(id: string, label: string): string {
  const text = explain([id, './gallery.yaml'], place)
  const [, words = ''] = new RegExp(`^${label} +((?:.|\\n )*)`, 'm').exec(text) ?? []
  return words.replace(/\s+/g, ' ')
}

test.each([
  ['filter.one', "{label}: the label of one of the account's instances"],
  [
    'open.two',
    "{label}: the label of one of the account's instances {number}: the number of another instance than the one that {label} is taken from",
  ],
  [
    'scope.own-or-none',
    '{holder}: a credential of the role device {label}: in turn the label of the instance that {holder} belongs to, or a value that is the label of no instance: made up in the shape of a real one, or a near miss of one',
  ],
  [
    'scope.mixed',
    "{holder}: a credential of the role device {own}: the label of each of 1 to 4 of the account's instances that {holder} belongs to {other}: the label of each of 1 to 2 of the account's instances, other than the one that {holder} is taken from",
  ],
  [
    'filter.list',
    '{some}: the label of each of 1 to 3 of the account\'s instances {unknown}: 0 to 2 different values that are the label of no instance: made up in the shape of a real one, or a near miss of one (fresh, case, longer) {layout}: a way to write the list: any order, spaces around ",", "," repeated or at the ends, and a value repeated',
  ],
  [
    'filter.most',
    '{most}: the label of every instance of the account but one (as many as fit into a URL)',
  ],
  [
    'filter.part',
    "{part}: a few characters from the middle of the label of one of the account's instances",
  ],
  ['filter.state', '{state}: each of on, off, one a case'],
  ['open.state', '{state}: a value that looks like one of on, off and is none of them'],
  ['filter.blank', '{blank}: nothing but "," and spaces'],
  [
    'access.wrong',
    '{key}: in turn a value that comes close to a credential of the role account and is none, or nothing at all, or a value that comes close to a credential of the role device and is none, or nothing at all',
  ],
])('the values of %s are said in a sentence', (id, words) => {
  expect(explained(id, 'values')).toBe(words)
})

test('the gallery shows every generator', () => {
  const { text } = loaded('./gallery.yaml')
  expect(Object.keys(generatorKinds).filter((kind) => !text.includes(`${kind}: `))).toEqual([])
})

test.each([
  ['request', 'scope.all', 'GET /devices, as account, with the header accept: application/json'],
  ['request', 'scope.repeat', 'GET /devices, as account, sent 3 times'],
  ['request', 'scope.own', 'GET /devices, as the holder of {holder}'],
  ['request', 'access.nobody', 'GET /devices, without a credential'],
  ['request', 'access.wrong', 'GET /devices, with {key} in place of the credential account'],
  [
    'request',
    'filter.list',
    'GET /devices?label={some},{unknown}, written as {layout} says, as account',
  ],
  [
    'request',
    'scope.mixed',
    'in turn GET /devices?label={own}&label={other}, as the holder of {holder} or GET /devices?q={other}, as the holder of {holder}',
  ],
  ['judged on', 'envelope.success', 'every success (2xx) that a right credential gets'],
  ['judged on', 'item.id', 'every instance of every listing'],
  ['expected', 'item.id', '32 | expect: { item: { /id: { type: integer, minimum: 1 } } }'],
  [
    'expected',
    'limit.burst',
    'a 429 once 60 requests were answered in 30 seconds, and none before',
  ],
  ['cases', 'scope.repeat', '1 of 3 requests'],
  ['cases', 'filter.state', 'one for each value, whatever --runs says'],
  ['cases', 'filter.one', 'up to 4, more with --runs'],
  ['needs', 'envelope.listing', 'two devices'],
  ['needs', 'filter.one', 'an instance that the filter must leave out'],
  ['opt-in', 'limit.burst', 'only with --burst'],
])('%s: %s reads "%s"', (label, id, words) => {
  expect(explained(id, label)).toBe(words)
})

test('no line but those of the contract is longer than 80 columns, unless a word is', () => {
  const one = loaded('evolution')
  const lines = behaviorsInWords(one).flatMap((words) =>
    explanation(words, one.contract.docs).split('\n'),
  )
  const long = lines.filter((line) => line.length > 80 && !/^.{12} *\d+ \| /.test(line))
  expect(long.filter((line) => /\S +\S/.test(line.slice(12)))).toEqual([])
})
