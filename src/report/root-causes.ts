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

/**
 * The first of those that lead most; of these, of those that explain most by themselves; of two, the
 * one that holds for every answer, if they explain different things.
 */
function widestGroup(broken: readonly Broken[], passive: ReadonlySet<string>): Group {
  const groups = broken.map((leader) => ({ leader, led: ledBy(leader, broken) }))
  const widthOf = ({ leader, led }: Group): number => {
    const explained = led.filter((one) => explains(leader, one))
    const isForAll = passive.has(leader.id) && areaCount(explained) > 1
    return led.length * broken.length + explained.length + (isForAll ? 0.5 : 0)
  }
  return groups.reduce((best, one) => (widthOf(one) > widthOf(best) ? one : best))
}

/** What it explains, and what that explains in turn. */
function ledBy(leader: Broken, broken: readonly Broken[]): Broken[] {
  const led = new Set([leader])
  for (const one of led)
    for (const other of broken) if (!led.has(other) && explains(one, other)) led.add(other)
  return [...led].slice(1)
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
function isWhole(failure: Failure): boolean {
  const { pointer, expected } = failure
  return (
    /^(status \d|not JSON)/.test(cameOf(failure)) ||
    pointer === '' ||
    expected.startsWith('an array of instances')
  )
}

function isSuccess(failure: Failure): boolean {
  return cameOf(failure).startsWith('status 2')
}

/** What came, whenever it did, and wherever in a text that is no JSON. */
function cameOf({ actual }: Failure): string {
  return actual
    .replace(/^(when|after) .*?, (?=status \d|also |\d+ listed)/, '')
    .replace(/, at byte \d+ of \d+/, '')
}

const inInstance = /\/\d+\/./

function isAlike(one: Failure, other: Failure): boolean {
  if (isAboutFieldOf(one, other) || isAboutFieldOf(other, one)) return true
  const [sign, otherSign] = [signOf(one), signOf(other)]
  if (sign || otherSign) return sign === otherSign && asksAlike(one, other)
  return hasSameActual(one, other) || isSamePlace(one.pointer ?? '', other.pointer ?? '')
}

/** The one compares or asks for the values of a field of instances, of which the other finds one wrong. */
function isAboutFieldOf(one: Failure, other: Failure): boolean {
  const [, field] = /\/\d+\/([^/]+)$/.exec(other.pointer ?? '') ?? []
  if (field === undefined) return false
  const [, compared] = /(?:whose|with the same|the value of) (\S+)/.exec(one.expected) ?? []
  const isSelected = signOf(one) !== null || cameOf(one).startsWith('status 404')
  return compared === field || (isSelected && parametersOf(one).includes(field))
}

/** Whether an answer lists too much, or too little; null where that is not what is wrong. */
function signOf(failure: Failure): 'more' | 'less' | 'twice' | null {
  const { expected, request } = failure
  const came = cameOf(failure)
  if (/ again, after \d+$/.test(came) || expected.startsWith('no two items')) return 'twice'
  if (came.startsWith('also ')) return 'more'
  if (came.includes(' listed, without ')) return 'less'
  const isRefusalMissing =
    expected.startsWith('status 4') && !isOfCredential(failure) && isSuccess(failure)
  return isRefusalMissing && request.includes('?') ? 'more' : null
}

/** A credential was to be refused. */
function isOfCredential({ expected }: Failure): boolean {
  return /^status .*\b40[13]\b/.test(expected)
}

/** By the same parameters, or by some of the other's; or for the same instances, by whichever. */
function asksAlike(one: Failure, other: Failure): boolean {
  const selection = selectionOf(one)
  if (signOf(one) === 'twice' || (selection !== null && selection === selectionOf(other)))
    return true
  const [asked, otherAsked] = [parametersOf(one), parametersOf(other)]
  return asked.length > 0
    ? asked.every((name) => otherAsked.includes(name))
    : otherAsked.length === 0
}

/** Which instances are expected, whatever value they have: `exactly the instances whose name`; null where none is. */
function selectionOf({ expected }: Failure): string | null {
  return /^(only|exactly|every) .*?(?= is | contains |$)/.exec(expected)?.[0] ?? null
}

/** The names of the parameters; of `filter[name]`, `name`. */
function parametersOf({ request }: Failure): string[] {
  const [, query = ''] = request.split('?')
  return [...new URLSearchParams(query).keys()].map((name) => /\[(.+)\]$/.exec(name)?.[1] ?? name)
}

/** Both got the same value where the same was expected; or the same refusal, whatever was. */
function hasSameActual(one: Failure, other: Failure): boolean {
  if (cameOf(one) !== cameOf(other)) return false
  if (one.expected === other.expected || (isOfCredential(one) && isOfCredential(other))) return true
  return isWhole(one) && isWhole(other) && !isSuccess(one)
}

/** Both are about the same value, or in an instance one about a part of what the other is about. */
function isSamePlace(one: string, other: string): boolean {
  const [place, otherPlace] = [placeOf(one), placeOf(other)]
  if (!inInstance.test(one) || !inInstance.test(other)) return one !== '' && place === otherPlace
  return place.startsWith(otherPlace) || otherPlace.startsWith(place)
}

/** Of whichever instance; with a slash at its end. */
function placeOf(pointer: string): string {
  return `${pointer.replace(/\/\d+(?=\/|$)/g, '/*')}/`
}
