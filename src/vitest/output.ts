import { version } from 'vitest/node'
import type { ResolvedConfig } from 'vitest/node'
import type { Output } from '../run/publish.ts'

/** Vitest's reporters that print a document, and whether they can be told to write a file instead. */
const documents: Readonly<Record<string, 'file' | 'stdout'>> = {
  junit: 'file',
  json: 'file',
  tap: 'stdout',
  'tap-flat': 'stdout',
}

/** Vitest's reporters that write nothing to a standard stream before the end. */
const silent: readonly string[] = ['blob', 'html', 'github-actions', ...Object.keys(documents)]

/** What Vitest's configuration has of this. */
export interface OutputConfig {
  reporters: ResolvedConfig['reporters']
  outputFile?: ResolvedConfig['outputFile'] | undefined
}

/**
 * What the reporters that the user chose make of the streams.
 * @param major version of Vitest: from 5 on, what can be written to a file is, unless it is asked to be printed
 */
export function outputOf(
  { reporters, outputFile }: OutputConfig,
  major = Number.parseInt(version),
): Output {
  const chosen = reporters.flatMap((one) => chosenReporter(one) ?? [])
  const isPrinted = ({ name, file, stdout }: Chosen): boolean => {
    if (documents[name] !== 'file') return documents[name] === 'stdout'
    const own = typeof outputFile === 'string' ? outputFile : outputFile?.[name as 'junit']
    return (file ?? own) === undefined && (major < 5 || stdout)
  }
  return {
    summaryTo: chosen.some(isPrinted) ? 'stderr' : 'stdout',
    isShared: chosen.some(({ name }) => !silent.includes(name)),
    isPart: chosen.some(({ name }) => name === 'blob'),
  }
}

/** A reporter that was chosen by its name, which the session is not. */
interface Chosen {
  name: string
  /** The file of its own that it writes to. */
  file?: unknown
  /** Whether it was asked to print. */
  stdout: boolean
}

function chosenReporter(one: unknown): Chosen | null {
  const [name, options] = (Array.isArray(one) ? one : [one]) as [unknown, Record<string, unknown>?]
  if (typeof name !== 'string') return null
  return { name, file: options?.outputFile, stdout: options?.stdout === true }
}
