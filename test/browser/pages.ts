import { readFileSync } from 'node:fs'
import { renderHtml } from '../../reporters/html.ts'
import { citedReport } from '../reporters/change-fixture.ts'
import { hostile, reportOf, targetReport } from '../reporters/fixture.ts'
import { fullContext } from '../reporters/html/context-fixture.ts'

/** Seven targets, every verdict, changes and thirty runs. */
export const example = readFileSync(new URL('../../examples/report.html', import.meta.url), 'utf8')

/** Hostile text wherever text can be. */
export const hostilePage = renderHtml(citedReport, fullContext)

const [, broken] = citedReport.targets

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
