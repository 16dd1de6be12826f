import type { ReportContext } from '../../../reporters/context.ts'
import type { RunRecord } from '../../../src/model/history.ts'
import { compareReports } from '../../../src/report/compare/compare.ts'
import { recordOf } from '../../../src/report/history.ts'
import { citedReport } from '../change-fixture.ts'
import { hostile } from '../fixture.ts'

/** The full report as it was a day before: what is broken now passed. */
const earlier = {
  ...citedReport,
  startedAt: '2026-11-19T10:00:00.000Z',
  targets: citedReport.targets.map((target) => ({
    ...target,
    contract: { revision: '2026-11-01', sha256: 'ef'.repeat(32) },
    behaviors: target.behaviors.map(({ id, level, title, covers, cases, exchanges, digest }) => ({
      ...{ id, level, title, covers, cases, exchanges, digest },
      verdict: 'pass' as const,
    })),
  })),
}

/** All that a format may know beside the report itself. */
export const fullContext: ReportContext = {
  comparison: compareReports(earlier, citedReport),
  history: [earlier, citedReport, earlier, citedReport].flatMap((report): RunRecord[] => {
    const record = recordOf(report)
    return record ? [record] : []
  }),
  factsOf: () =>
    new Map([
      [
        'R11',
        { text: 'What R11 says', level: 'must', lines: '28,33-45', link: 'https://docs.example/' },
      ],
      ['R95', { text: hostile, level: 'must', lines: '', link: `javascript:${hostile}` }],
      [
        'R99',
        { text: 'Nothing covers it', level: 'none', lines: '1', link: 'https://docs.example/' },
      ],
    ]),
}
