import { join } from 'node:path'
import type { Report } from '../src/model/report.ts'
import { withCited } from '../src/report/exchanges.ts'
import { lastJudged } from '../src/report/compare/earlier-report.ts'
import { renderConsole } from './console.ts'
import type { ReportContext } from './context.ts'
import { formats as known } from './formats.ts'
import type { Format } from './formats.ts'
import { renderAnnotations } from './github.ts'
import type { PlaceOf } from './github.ts'
import { appendSummary } from './job-summary.ts'
import { renderJson } from './json.ts'
import { renderMarkdown } from './markdown.ts'
import { lookOf } from './terminal.ts'
import type { TextStream } from './terminal.ts'
import { problemsWriting, writeWhole } from '../src/files/write-file.ts'

/** Where reports go, and which. */
export interface ReportFiles {
  /** Folder that exists. */
  dir: string
  /** Beside report.json. */
  formats: readonly string[]
}

export interface PublishOptions extends ReportFiles {
  /** Whether it is to be kept as the last one that was judged to its end. */
  isComplete: boolean
  /** Lines to be said after the summary. */
  notes: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  stream: TextStream
  /** Where behaviors are, for annotations on GitHub; null where nothing is to be annotated. */
  placeOf: PlaceOf | null
}

/**
 * Prints the summary, writes report.json and the chosen formats, and tells GitHub where it is asked to.
 * @returns what could not be written, each with the reason in brackets
 */
export function publish(
  report: Report,
  context: ReportContext,
  { dir, formats, isComplete, notes, env, stream, placeOf }: PublishOptions,
): string[] {
  const { files, problems } = writeReport(report, context, { dir, formats })
  const short = cited(report)
  if (isComplete)
    problems.push(
      ...problemsWriting(lastJudged, () => writeWhole(join(dir, lastJudged), renderJson(short))),
    )
  const { comparison, factsOf } = context
  stream.write(
    renderConsole(report, { look: lookOf(stream, env), comparison, factsOf, dir, files }),
  )
  for (const note of notes) stream.write(`${note}\n`)
  if (placeOf === null) return problems
  stream.write(renderAnnotations(report, placeOf))
  const { GITHUB_STEP_SUMMARY: summary } = env
  if (!summary) return problems
  return [
    ...problems,
    ...problemsWriting('GITHUB_STEP_SUMMARY', () => {
      const note = appendSummary(summary, renderMarkdown(short, context))
      if (note !== null) stream.write(`${note}\n`)
    }),
  ]
}

/** The files of a run's report, the first of which is always written. */
export function reportFiles(formats: readonly string[]): Format[] {
  const json: Format = { file: 'report.json', render: renderJson }
  return [json, ...formats.flatMap((name) => known[name] ?? [])]
}

/** What of a report was written, and what could not be, with the reason in brackets. */
export interface WrittenReport {
  files: string[]
  problems: string[]
}

/** Writes report.json and the chosen formats, at once: the process may be about to end. */
export function writeReport(
  report: Report,
  context: ReportContext,
  { dir, formats }: ReportFiles,
): WrittenReport {
  const short = cited(report)
  const written: WrittenReport = { files: [], problems: [] }
  for (const format of reportFiles(formats)) {
    const problems = problemsWriting(format.file, () => {
      const text = format.render(format.shows === 'all' ? report : short, context)
      writeWhole(join(dir, format.file), text)
    })
    written.problems.push(...problems)
    if (problems.length === 0) written.files.push(format.file)
  }
  return written
}

function cited(report: Report): Report {
  return { ...report, targets: report.targets.map(withCited) }
}
