import { expect, test } from 'vitest'
import { regexProblem, runawayPart } from '../../src/contract/schema/regex.ts'

test.each([
  ['^(a+)+$', 'a+'],
  ['(a|a)*b', '(a|a)*'],
  ['(a|aa)+$', '(a|aa)+'],
  ['^(a|b|ab)*c', '(a|b|ab)*'],
  ['^(\\w|[a-z])*$', '(\\w|[a-z])*'],
  ['^(\\p{L}|é)+$', '(\\p{L}|é)+'],
  ['(a*)*$', 'a*'],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', '(([a-z])+.)+'],
  ['((a*)*b)*', 'a*'],
  ['(a{1,100}){1,100}b', 'a{1,100}'],
  ['\\s+$', '\\s+'],
  ['^(.+)@(.+)$', '.+'],
  ['.*foo.*bar', '.*'],
  ['\\d+\\d+$', '\\d+'],
  ['(?=(a+)+b)', 'a+'],
  ['(?<=a+)b', 'a+'],
  ['x(?=.*y)', '.*'],
  ['(a*)\\1b', '\\1'],
  [`^${'a?'.repeat(500)}$`, 'more than 400 characters'],
])('%s may run away, for %s', (pattern, part) => {
  expect(runawayPart(pattern)).toBe(part)
})

test.each([
  '^[^@]+@[^@]+$',
  '^([^,]*,)*[^,]*$',
  '^([a-z0-9]+-)*[a-z0-9]+$',
  '^(?:[^"\\\\]|\\\\.)*"$',
  '^\\d+(\\.\\d+)*$',
  '^(?!.*--)[a-z-]+$',
  '^(?=.*a)(?=.*b)[a-z]+$',
  '^[a-f0-9]{64}$',
  '^\\S{1,2000}$',
  '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==)?$',
  '[0-9]+',
  ',|^\\s|\\s$',
  '(a*)*',
  '^(\\p{L}|\\p{N})+$',
  '(^|-)[a-z]{4,}(-|$)',
  '^((ab){1,20})+',
])('%s takes time in proportion', (pattern) => {
  expect(runawayPart(pattern)).toBeNull()
})

test('the error names the part, and what to write instead', () => {
  expect(regexProblem('^(x+)+$')).toMatch(/^not a regular expression .* "x\+" .* begin with \^/)
})
