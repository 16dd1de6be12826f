import { isIndex, tokens } from '../src/contract/pointer.ts'
import type { BehaviorReport, TargetReport } from '../src/model/report.ts'
import type { DocumentedFact } from '../src/files/contracts.ts'
import { firstNames, plural } from './words.ts'

/** Behaviors that are named where many fell for one cause; the report has them all. */
const namedOfSameCause = 4

/** Whether a behavior is told by itself, and not beneath another one that fell for the same cause. */
export function isFinding(
  behavior: BehaviorReport,
  { behaviors }: Pick<TargetReport, 'behaviors'>,
): boolean {
  if (!('cause' in behavior)) return true
  return !behaviors.some((one) => one.id === behavior.cause && 'failures' in one)
}

/** The behaviors that fell for the same cause as this one, which leads them. */
export function ledBy(
  leader: BehaviorReport,
  { behaviors }: Pick<TargetReport, 'behaviors'>,
): BehaviorReport[] {
  return behaviors.filter((one) => 'cause' in one && one.cause === leader.id)
}

/** What fell for the same cause, in a line; null where nothing did. */
export function sameCauseWords(
  led: readonly BehaviorReport[],
  shown: (id: string) => string = (id) => id,
): string | null {
  if (led.length === 0) return null
  const names = firstNames(
    led.map(({ id }) => shown(id)),
    namedOfSameCause,
  )
  return `and ${led.length} more of the same cause: ${names}`
}

/** How many of its behaviors a target breaks; null where it breaks none. */
export function brokenWords({
  counts,
  behaviors,
}: Pick<TargetReport, 'counts' | 'behaviors'>): string | null {
  const broken = behaviors.filter((one) => one.verdict === 'fail' && !one.known)
  if (broken.length === 0) return null
  const findings = broken.filter((one) => isFinding(one, { behaviors })).length
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const grouped = findings < broken.length ? `, ${plural(findings, 'finding')}` : ''
  return `${broken.length} of ${all} broken${grouped}`
}

/** The name of a target, with its provider where that is another one. */
export function labelOf({ name, provider }: Pick<TargetReport, 'name' | 'provider'>): string {
  return name === provider ? name : `${name} (${provider})`
}

/** A target, and how much of it is broken, or why it could not be judged; null where there is nothing to say. */
export function brokenLine(target: TargetReport): { where: string; what: string } | null {
  const { verdict, reason } = target
  const what = brokenWords(target) ?? (verdict === 'error' ? reason : null)
  return what === null ? null : { where: `${labelOf(target)} at ${target.baseUrl}`, what }
}

/**
 * What a behavior fell for, in words: its title, unless that speaks of something around what is wrong,
 * as `me is an object` does where `me.pushName` is a number.
 */
export function whatBroke(behavior: BehaviorReport): string {
  const [failure] = 'failures' in behavior ? behavior.failures : []
  const [, inInstance = ''] = /\/\d+(\/.+)$/.exec(failure?.pointer ?? '') ?? []
  const path = tokens(inInstance).filter((step) => !isIndex(step))
  const title = wordsOf(behavior.title)
  if (!failure || wordsOf(path.at(-1) ?? '').every((word) => title.includes(word)))
    return behavior.title
  return `${path.join('.')}: expected ${failure.expected}`
}

/** What is told by itself, the worst first. */
export const brokenFirst: readonly string[] = ['fail', 'error', 'warn', 'known']

/** What of a target is told by itself: broken musts, what has no answer, broken shoulds, known deviations. */
export function findingsOf(target: Pick<TargetReport, 'behaviors'>): BehaviorReport[] {
  const rankOf = (one: BehaviorReport): number =>
    brokenFirst.indexOf('known' in one ? 'known' : one.verdict)
  return target.behaviors
    .filter((one) => rankOf(one) >= 0 && isFinding(one, target))
    .toSorted((one, other) => rankOf(one) - rankOf(other))
}

/**
 * The id of the fact that a behavior is mostly about: of those that it covers, the one that shares most
 * words with its title, each the more telling the fewer facts have it; null where none is catalogued.
 */
export function quotedFact(
  { covers, title }: Pick<BehaviorReport, 'covers' | 'title'>,
  facts: ReadonlyMap<string, DocumentedFact>,
): string | null {
  const all = new Map([...facts].map(([id, { text }]) => [id, new Set(wordsOf(text))]))
  const words = [...new Set(wordsOf(title))].map((word) => {
    const holders = [...all.values()].filter((one) => one.has(word)).length
    return { word, weight: Math.log(all.size / holders) }
  })
  const sharedBy = (id: string): number =>
    words.reduce((sum, { word, weight }) => sum + (all.get(id)?.has(word) ? weight : 0), 0)
  const known = covers.filter((id) => facts.has(id))
  return known.toSorted((one, other) => sharedBy(other) - sharedBy(one))[0] ?? null
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** What the documentation says of a behavior, and where; null where that is not catalogued. */
export function documentedWords(
  behavior: BehaviorReport,
  facts: ReadonlyMap<string, DocumentedFact>,
): string | null {
  const fact = facts.get(quotedFact(behavior, facts) ?? '')
  if (!fact) return null
  const lines = fact.lines === '' ? '' : `, lines ${fact.lines}`
  return `${fact.text} (${fact.link}${lines})`
}

/** Where the page of a report shows an exchange. */
export function evidencePlace(page: string, target: string, exchange: string): string {
  return `${page}#${encodeURIComponent(target)}/${encodeURIComponent(exchange)}`
}
