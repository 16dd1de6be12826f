import type { RawBehavior, RawExpectation } from './raw.ts'
import type { Path, Report } from './source.ts'

type Key = keyof RawBehavior

const kinds = ['on', 'request', 'burst'] as const

/** Keys that a behavior of a kind would pass over, and why. */
const strangers: Readonly<Record<(typeof kinds)[number], readonly (readonly [Key, string])[]>> = {
  on: [
    ['for-all', 'variables are for a request, and "on" sends none'],
    ['runs', '"on" sends no request whose cases could be counted'],
    ['together', '"on" sends no request whose answers could be put together'],
    ['alternatives', 'alternatives are for a request'],
  ],
  request: [['when', '"when" is for "on"; the answer to a request is always judged']],
  burst: [
    ['when', '"when" is for "on"'],
    ['for-all', 'a burst draws no values'],
    ['runs', 'a burst has one case'],
    ['expect', 'what a burst expects follows from "rateLimit"'],
    ['together', 'what a burst expects follows from "rateLimit"'],
    ['alternatives', 'what a burst expects follows from "rateLimit"'],
  ],
}

/**
 * Checks which keys of a behavior stand side by side.
 * @param isLimited the contract has a rate limit
 * @param report takes paths inside of the behavior
 */
export function checkForm(behavior: RawBehavior, isLimited: boolean, report: Report): void {
  const [kind, ...more] = kinds.filter((key) => behavior[key] !== undefined)
  if (kind === undefined || more.length > 0) {
    const found = kind === undefined ? 'none' : [kind, ...more].join(' and ')
    report([], `a behavior has exactly one of "on", "request" and "burst"; this one has ${found}`)
    return
  }
  for (const [key, reason] of strangers[kind]) {
    if (behavior[key] !== undefined)
      report([key], `"${key}" has no place beside "${kind}": ${reason}`, 'key')
  }
  if (behavior.burst && !isLimited)
    report(['burst'], 'a burst needs "rateLimit" in the contract', 'key')
  checkPromise(behavior, report)
  if (behavior.on !== undefined) checkItems(behavior, report)
}

function checkPromise(behavior: RawBehavior, report: Report): void {
  const { alternatives, level, request } = behavior
  const promises = (['expect', 'together'] as const).filter((key) => behavior[key] !== undefined)
  if (alternatives && level !== 'observe') {
    const message = 'alternatives are for level observe: a rule has one right answer'
    report(['alternatives'], message, 'key')
  }
  if (alternatives && request && promises.length > 0) {
    const message = `a behavior has either "alternatives" or "${promises.join('" and "')}"`
    report(['alternatives'], message, 'key')
  }
  if (!alternatives && !behavior.burst && promises.length === 0)
    report([], 'nothing is expected: "expect" is missing')
}

/** Of every item only an item can be judged, and of a whole answer anything but an item. */
function checkItems({ on, when, expect = [] }: RawBehavior, report: Report): void {
  const isOfItems = on === 'every-item'
  if (isOfItems && [expect].flat().length > 1)
    report(['expect'], '"on: every-item" takes one expectation, not a list of several')
  const check = (path: Path, part: object): void => {
    for (const key of Object.keys(part)) {
      if (isOfItems && key !== 'item') {
        const message = `"on: every-item" judges items alone, with "item"; "${key}" is of a whole answer`
        report([...path, key], message, 'key')
      } else if (!isOfItems && key === 'item') {
        const more = path[0] === 'expect' ? ' or a request' : ''
        report([...path, key], `"item" needs "on: every-item"${more}`, 'key')
      }
    }
  }
  check(['when'], when ?? {})
  for (const [path, part] of expectationsOf(expect)) check(path, part)
}

/** Each expectation, with its path inside of the behavior. */
export function expectationsOf(
  expect: RawBehavior['expect'] = [],
): readonly (readonly [Path, RawExpectation])[] {
  return Array.isArray(expect)
    ? expect.map((part, index) => [['expect', index], part] as const)
    : [[['expect'], expect]]
}
