import { initFile } from '../authoring/init/init-file.ts'
import type { ProgramPlace } from '../flags/arguments.ts'

/**
 * Writes a first contract from an OpenAPI document, or from a documentation page with one.
 * @throws UsageError where the document, or a file, stands in the way
 */
export function init(args: readonly string[], place: ProgramPlace): number {
  const { stdout, messages } = initFile(args, place)
  process.stdout.write(stdout)
  ;(stdout === '' ? process.stdout : process.stderr).write(messages)
  return 0
}
