import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../src/model/report.ts'
import { withCited } from '../src/report/exchanges.ts'
import { lastJudged } from '../src/run/earlier-report.ts'
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

/** Prints the summary, writes report.json and the chosen formats, and tells GitHub where it is asked to. */
export async function publish(
  report: Report,
  context: ReportContext,
  { dir, formats, isComplete, notes, env, stream, placeOf }: PublishOptions,
): Promise<void> {
  const short = cited(report)
  const files = writeReport(report, context, { dir, formats })
  if (isComplete) writeFileSync(join(dir, lastJudged), renderJson(short))
  const { comparison } = context
  stream.write(renderConsole(report, { look: lookOf(stream, env), comparison, dir, files }))
  for (const note of notes) stream.write(`${note}\n`)
  if (placeOf === null) return
  stream.write(renderAnnotations(report, placeOf))
  if (!env.GITHUB_STEP_SUMMARY) return
  const problem = await appendSummary(env.GITHUB_STEP_SUMMARY, renderMarkdown(short, context))
  if (problem !== null) stream.write(`${problem}\n`)
}

/**
 * Writes report.json and the chosen formats, at once: the process may be about to end.
 * @returns the names of the files
 */
export function writeReport(
  report: Report,
  context: ReportContext,
  { dir, formats }: ReportFiles,
): string[] {
  const short = cited(report)
  const json: Format = { file: 'report.json', render: renderJson }
  const files = [json, ...formats.flatMap((name) => known[name] ?? [])]
  for (const format of files) {
    const text = format.render(format.shows === 'all' ? report : short, context)
    writeFileSync(join(dir, format.file), text)
  }
  return files.map(({ file }) => file)
}

function cited(report: Report): Report {
  return { ...report, targets: report.targets.map(withCited) }
}
