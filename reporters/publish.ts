import { join } from 'node:path'
import type { Report } from '../src/model/report.ts'
import { withCited } from '../src/run/shown-exchange.ts'
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
import { unwritten, writeWhole } from './write.ts'

export interface PublishOptions {
  /** Folder that exists. */
  dir: string
  formats: readonly string[]
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
  { dir, formats, notes, env, stream, placeOf }: PublishOptions,
): string[] {
  const files = reportFiles(formats)
  const short = { ...report, targets: report.targets.map(withCited) }
  const tries = files.map((format) => ({
    file: format.file,
    problem: unwritten(format.file, () => {
      const text = format.render(format.shows === 'all' ? report : short, context)
      writeWhole(join(dir, format.file), text)
    }),
  }))
  const problems = tries.flatMap(({ problem }) => problem)
  stream.write(
    renderConsole(report, {
      look: lookOf(stream, env),
      comparison: context.comparison,
      dir,
      files: tries.flatMap(({ file, problem }) => (problem.length === 0 ? [file] : [])),
    }),
  )
  for (const note of notes) stream.write(`${note}\n`)
  if (placeOf === null) return problems
  stream.write(renderAnnotations(report, placeOf))
  const { GITHUB_STEP_SUMMARY: summary } = env
  if (!summary) return problems
  return [
    ...problems,
    ...unwritten('GITHUB_STEP_SUMMARY', () => {
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

/** Writes report.json alone, at once: for a process that is about to end. */
export function writeJson(report: Report, dir: string): void {
  writeWhole(join(dir, 'report.json'), renderJson(report))
}
