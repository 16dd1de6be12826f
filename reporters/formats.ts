import type { Report } from '../src/model/report.ts'
import type { ReportContext } from './context.ts'
import { renderBadge, renderBadgeJson } from './badge.ts'
import { renderCtrf } from './ctrf.ts'
import { renderHar } from './har.ts'
import { renderHtml } from './html.ts'
import { renderJunit } from './junit.ts'
import { renderMarkdown } from './markdown.ts'

/** A format beside the console and report.json: its file, and a pure function from report to text. */
export interface Format {
  file: string
  /** Which exchanges it shows; without it, what failures cite. */
  shows?: 'all'
  render(report: Report, context: ReportContext): string
}

/** Every format that `--report` can name. */
export const formats: Readonly<Record<string, Format>> = {
  html: { file: 'report.html', render: renderHtml },
  markdown: { file: 'report.md', render: renderMarkdown },
  junit: { file: 'junit.xml', render: renderJunit },
  har: { file: 'report.har', shows: 'all', render: renderHar },
  ctrf: { file: 'ctrf.json', render: renderCtrf },
  badge: { file: 'badge.svg', render: renderBadge },
  'badge-json': { file: 'badge.json', render: renderBadgeJson },
}
