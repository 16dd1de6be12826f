import type { RawBehavior } from './raw.ts'
import type { Scope } from './scope.ts'

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

/** Checks which keys of a behavior stand side by side. */
export function checkForm(scope: Scope): void {
  const { behavior } = scope
  const [kind, ...more] = kinds.filter((key) => behavior[key] !== undefined)
  if (kind === undefined || more.length > 0) {
    const found = kind === undefined ? 'none' : [kind, ...more].join(' and ')
    const message = `a behavior has exactly one of "on", "request" and "burst"; this one has ${found}`
    scope.problem([], message)
    return
  }
  for (const [key, reason] of strangers[kind]) {
    if (behavior[key] !== undefined)
      scope.problem([key], `"${key}" has no place beside "${kind}": ${reason}`, 'key')
  }
  checkPromise(scope)
  if (behavior.on !== undefined) checkItems(scope)
}

function checkPromise(scope: Scope): void {
  const { behavior, contract } = scope
  const { alternatives, expect, together, burst } = behavior
  if (alternatives && behavior.level !== 'observe') {
    const message = 'alternatives are for level observe: a rule has one right answer'
    scope.problem(['alternatives'], message, 'key')
  }
  const rivals = (['expect', 'together'] as const).filter((key) => behavior[key] !== undefined)
  if (alternatives && behavior.request && rivals.length > 0) {
    const message = `a behavior has either "alternatives" or "${rivals.join('" and "')}"`
    scope.problem(['alternatives'], message, 'key')
  }
  if (!expect && !alternatives && !together && !burst) {
    scope.problem([], 'nothing is expected: "expect" is missing')
  }
  if (burst && !contract.rateLimit) {
    scope.problem(['burst'], 'a burst needs "rateLimit" in the contract', 'key')
  }
}

/** Of every item only an item can be judged, and of a whole answer anything but an item. */
function checkItems(scope: Scope): void {
  const { on, when, expect } = scope.behavior
  const parts = Array.isArray(expect) ? expect : expect ? [expect] : []
  const holders = [
    ...(when ? [{ path: ['when'], part: when }] : []),
    ...parts.map((part, index) => ({
      path: Array.isArray(expect) ? ['expect', index] : ['expect'],
      part,
    })),
  ]
  if (on === 'every-item' && parts.length > 1) {
    scope.problem(['expect'], '"on: every-item" takes one expectation, not a list of several')
  }
  for (const { path, part } of holders) {
    for (const key of Object.keys(part)) {
      if (on === 'every-item' && key !== 'item') {
        const message = `"on: every-item" judges items alone, with "item"; "${key}" is of a whole answer`
        scope.problem([...path, key], message, 'key')
      } else if (on !== 'every-item' && key === 'item') {
        const more = path[0] === 'expect' ? ' or a request' : ''
        scope.problem([...path, key], `"item" needs "on: every-item"${more}`, 'key')
      }
    }
  }
}
