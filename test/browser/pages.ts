import { readFileSync } from 'node:fs'
import { renderHtml } from '../../reporters/html.ts'
import type { ShownBody, ShownExchange } from '../../src/model/report.ts'
import { citedReport, exchange } from '../reporters/change-fixture.ts'
import { hostile, reportOf, targetReport } from '../reporters/fixture.ts'
import { fullContext } from '../reporters/html/context-fixture.ts'

/** Seven targets, every verdict, changes and thirty runs. */
export const example = readFileSync(new URL('../../examples/report.html', import.meta.url), 'utf8')

/** The first exchange that the example cites of a target with such an outcome. */
export function exchangeOfExample(
  target: string,
  kind: ShownExchange['outcome']['kind'],
): ShownExchange {
  const [, json = '[]'] =
    new RegExp(`data-exchanges="${target}">(.*?)</script>`).exec(example) ?? []
  const all = JSON.parse(json) as ShownExchange[]
  const found = all.find(({ outcome }) => outcome.kind === kind)
  if (!found) throw new Error(`the example cites no exchange of ${target} with ${kind}`)
  return found
}

/** Hostile text wherever text can be. */
export const hostilePage = renderHtml(citedReport, fullContext)

const [, broken] = citedReport.targets

/** The page of a target with one failure that cites this answer. */
export function pageOfBody(body: ShownBody): string {
  const outcome = { kind: 'response' as const, status: 200, headers: [], body }
  const behaviors = broken?.behaviors.filter(({ id }) => id === 'ryzeapi.item.complete') ?? []
  const target = targetReport({ behaviors, exchanges: [{ ...exchange, outcome }] })
  return renderHtml(reportOf(target), fullContext)
}

/** One target with a finding, and four runs. */
export const onePage = renderHtml(
  reportOf(targetReport({ ...broken, name: 'eu', baseUrl: 'https://eu.example/api' })),
  fullContext,
)

/** Text without a place to break it, in names of targets, too, and many of them. */
export const longPage = renderHtml(
  reportOf(
    ...Array.from({ length: 40 }, (_, index) =>
      targetReport({
        ...broken,
        name: `${'x'.repeat(80)}-${index} ${hostile}`,
        baseUrl: `https://${'long.'.repeat(60)}example/`,
      }),
    ),
  ),
  fullContext,
)
