import { readFileSync } from 'node:fs'
import { renderHtml } from '../../reporters/html.ts'
import type { ShownBody } from '../../src/model/report.ts'
import { citedReport, exchange } from '../reporters/change-fixture.ts'
import { hostile, reportOf, targetReport } from '../reporters/fixture.ts'
import { fullContext } from '../reporters/html/context-fixture.ts'

/** Seven targets, every verdict, changes and thirty runs. */
export const example = readFileSync(new URL('../../examples/report.html', import.meta.url), 'utf8')

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
