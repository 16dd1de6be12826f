import type { BehaviorReport, Failure } from '../../src/model/report.ts'
import { answerUnder, recordedExchanges } from '../../test/recordings/recorded.ts'
import type { Judged } from './judge.ts'

/** The name under which a contract cites a recording: its heading in small letters and hyphens. */
export const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

const files = ['evolution-2.3.6.txt', 'evolution-2.3.6-create.txt', 'evolution-2.3.6-empty.txt']

const headings = new Map(
  files
    .flatMap((file) => recordedExchanges(file))
    .map(({ heading }) => [slugOf(heading), heading] as const),
)

/** The headings of the recordings that a behavior cites, each once. */
export function recordingsOf({ covers }: Pick<BehaviorReport, 'covers'>): string[] {
  const found = covers.map((fact) => headings.get(fact.replace(/#.*/, '')))
  return [...new Set(found.filter((heading) => heading !== undefined))]
}

/**
 * The line of a report.
 * @throws Error where there is none
 */
export function lineOf({ report }: Judged, id: string): BehaviorReport {
  const line = report.behaviors.find((one) => one.id === `${report.provider}.${id}`)
  if (!line) throw new Error(`${report.provider} has no behavior "${id}"`)
  return line
}

/** Failures that tell a reader something of their own: one of each place, whatever the item. */
export function tellingFailures(line: BehaviorReport): Failure[] {
  const failures = line.verdict === 'fail' ? line.failures : []
  const kindOf = ({ pointer, actual }: Failure): string =>
    `${pointer?.replace(/\d+/g, '') ?? ''} ${actual}`
  return [...new Map(failures.map((one) => [kindOf(one), one] as const)).values()]
}

/** The answer that was recorded under a heading, as JSON with line breaks. */
export function recordedBody(heading: string): string {
  const { body } = answerUnder(heading, recordedExchanges())
  return JSON.stringify(JSON.parse(body), null, 2)
}

/** Which of the documented members the older version shows in an instance, and in what it wraps it. */
export function membersInOlderVersion(documented: readonly string[]): string[] {
  const listing = answerUnder('global key', recordedExchanges('evolution-1.8.2.txt'))
  const items = JSON.parse(listing.body) as { instance: Readonly<Record<string, unknown>> }[]
  return documented.filter((name) => items.some(({ instance }) => name in instance))
}
