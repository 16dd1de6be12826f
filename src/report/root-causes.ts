import type { BehaviorReport, Failure } from '../model/report.ts'

/** A broken behavior. */
type Broken = Extract<BehaviorReport, { verdict: 'fail' | 'warn' }>

/**
 * Notes with each broken behavior which other one fell for the same cause and says more about it: one
 * wrong rule of a server mostly breaks many behaviors, and the one that explains most of them leads.
 * What is a known deviation neither leads nor is led.
 * @param passive ids of behaviors that are judged on every answer, and not on requests of their own
 */
export function withCauses(
  behaviors: readonly BehaviorReport[],
  passive: ReadonlySet<string>,
): BehaviorReport[] {
  const causes = new Map<string, string>()
  let left = [...brokenOf(behaviors, 'fail'), ...brokenOf(behaviors, 'warn')]
  while (left.length > 1) {
    const { leader, led } = widestGroup(left, passive)
    for (const { id } of led) causes.set(id, leader.id)
    left = left.filter((one) => one !== leader && !led.includes(one))
  }
  return behaviors.map((one) => {
    const cause = causes.get(one.id)
    return cause === undefined || !('failures' in one) ? one : { ...one, cause }
  })
}

interface Group {
  leader: Broken
  led: readonly Broken[]
}

/** The first of those that explain most; of two, the one that holds for every answer, if they lead different things. */
function widestGroup(broken: readonly Broken[], passive: ReadonlySet<string>): Group {
  const groups = broken.map((leader) => ({
    leader,
    led: broken.filter((one) => one !== leader && explains(leader, one)),
  }))
  const widthOf = ({ leader, led }: Group): number =>
    led.length + (passive.has(leader.id) && areaCount(led) > 1 ? 0.5 : 0)
  return groups.reduce((best, one) => (widthOf(one) > widthOf(best) ? one : best))
}

/** Of how many parts of the contract they are: `filter`, `access`, … */
function areaCount(broken: readonly Broken[]): number {
  return new Set(broken.map(({ id }) => id.split('.')[1])).size
}

function brokenOf(behaviors: readonly BehaviorReport[], verdict: Broken['verdict']): Broken[] {
  return behaviors.filter((one): one is Broken => one.verdict === verdict && !('known' in one))
}

function explains(leader: Broken, other: Broken): boolean {
  if (leader.verdict === 'warn' && other.verdict === 'fail') return false
  return other.failures.every((failure) =>
    leader.failures.some((one) => spoils(one, failure) || isAlike(one, failure)),
  )
}

/** The one is about the whole answer, of which the other finds a part wrong. */
function spoils(one: Failure, other: Failure): boolean {
  if (one.exchange !== other.exchange || !isWhole(one) || inInstance.test(other.pointer ?? ''))
    return false
  return !isSuccess(one) || isWhole(other)
}

/** The answer is another one than was expected, and not something in it. */
function isWhole({ pointer, expected, actual }: Failure): boolean {
  return /^status \d/.test(actual) || pointer === '' || expected.startsWith('an array of instances')
}

function isSuccess({ actual }: Failure): boolean {
  return actual.startsWith('status 2')
}

const inInstance = /\/\d+\/./

function isAlike(one: Failure, other: Failure): boolean {
  const [sign, otherSign] = [signOf(one), signOf(other)]
  if (sign || otherSign) return sign === otherSign && asksAlike(one, other)
  return hasSameActual(one, other) || isSamePlace(one.pointer ?? '', other.pointer ?? '')
}

/** Whether an answer lists too much, or too little; null where that is not what is wrong. */
function signOf({ expected, actual, request }: Failure): 'more' | 'less' | 'twice' | null {
  if (/ again, after \d+$/.test(actual) || expected.startsWith('no two items')) return 'twice'
  if (actual.startsWith('also ')) return 'more'
  if (actual.includes(' listed, without ')) return 'less'
  const isRefusalMissing = expected.startsWith('status 4') && actual.startsWith('status 2')
  return isRefusalMissing && request.includes('?') ? 'more' : null
}

/** Both ask by the same parameters; or for the same, and one of them by none. */
function asksAlike(one: Failure, other: Failure): boolean {
  const [asked, otherAsked] = [parametersOf(one), parametersOf(other)]
  if (asked === otherAsked || signOf(one) === 'twice') return true
  return one.expected === other.expected && (asked === '' || otherAsked === '')
}

function parametersOf({ request }: Failure): string {
  const [, query = ''] = request.split('?')
  return query
    .split('&')
    .map((part) => part.split('=')[0])
    .join('&')
}

/** Both got the same value where the same was expected; or the same refusal, whatever was. */
function hasSameActual(one: Failure, other: Failure): boolean {
  if (one.actual !== other.actual) return false
  return one.expected === other.expected || (isWhole(one) && isWhole(other) && !isSuccess(one))
}

/** Both are about the same value of an instance, or one about a part of what the other is about. */
function isSamePlace(one: string, other: string): boolean {
  if (!inInstance.test(one) || !inInstance.test(other)) return false
  const [place, otherPlace] = [placeOf(one), placeOf(other)]
  return place.startsWith(otherPlace) || otherPlace.startsWith(place)
}

/** Of whichever instance; with a slash at its end. */
function placeOf(pointer: string): string {
  return `${pointer.replace(/\/\d+(?=\/|$)/g, '/*')}/`
}
