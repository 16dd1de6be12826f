import { writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report } from '../src/model/report.ts'
import { withCited } from '../src/report/exchanges.ts'
import { renderConsole } from './console.ts'
import type { ReportContext } from './context.ts'
import { formats as known } from './formats.ts'
import { renderAnnotations } from './github.ts'
import type { PlaceOf } from './github.ts'
import { appendSummary } from './job-summary.ts'
import { renderJson } from './json.ts'
import { renderMarkdown } from './markdown.ts'
import { lookOf } from './terminal.ts'
import type { TextStream } from './terminal.ts'

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

/** Prints the summary, writes report.json and the chosen formats, and tells GitHub where it is asked to. */
export async function publish(
  report: Report,
  context: ReportContext,
  { dir, formats, notes, env, stream, placeOf }: PublishOptions,
): Promise<void> {
  const files = formats.flatMap((name) => known[name] ?? [])
  const short = { ...report, targets: report.targets.map(withCited) }
  await Promise.all([
    writeFile(join(dir, 'report.json'), renderJson(short)),
    ...files.map((format) => {
      const text = format.render(format.shows === 'all' ? report : short, context)
      return writeFile(join(dir, format.file), text)
    }),
  ])
  stream.write(
    renderConsole(report, {
      look: lookOf(stream, env),
      comparison: context.comparison,
      dir,
      files: ['report.json', ...files.map(({ file }) => file)],
    }),
  )
  for (const note of notes) stream.write(`${note}\n`)
  if (placeOf === null) return
  stream.write(renderAnnotations(report, placeOf))
  if (!env.GITHUB_STEP_SUMMARY) return
  const problem = await appendSummary(env.GITHUB_STEP_SUMMARY, renderMarkdown(short, context))
  if (problem !== null) stream.write(`${problem}\n`)
}

/** Writes report.json alone, at once: for a process that is about to end. */
export function writeJson(report: Report, dir: string): void {
  writeFileSync(join(dir, 'report.json'), renderJson(report))
}
