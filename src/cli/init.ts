import { initFile } from '../authoring/init/init-file.ts'
import { readArguments } from '../flags/arguments.ts'
import type { ProgramPlace } from '../flags/arguments.ts'
import { UsageError } from '../model/problem.ts'

const usage = (
  program: string,
): string => `Usage: ${program} <file> [--operation="GET /path"] [--provider=NAME] [--out=FILE] [--force]

Writes a first contract from an OpenAPI 3.0 or 3.1 document. Sends nothing and fetches nothing.

  <file>             YAML or JSON, or a Markdown page with the document in a fenced block
  --operation=GET …  the operation that lists; default: the only one that does
  --provider=NAME    default: as the documented server is called
  --out=FILE         default: <provider>.yaml; "-" prints the contract
  --force            overwrite the file
  --help             this text
`

const options = {
  operation: { type: 'string' },
  provider: { type: 'string' },
  out: { type: 'string' },
  force: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/**
 * Writes a first contract from an OpenAPI document, or from a documentation page with one.
 * @throws UsageError where the document, or a file, stands in the way
 */
export function init(args: readonly string[], { cwd, program, check }: ProgramPlace): number {
  const { values, positionals } = readArguments(args, options)
  if (values.help) {
    process.stdout.write(usage(program))
    return 0
  }
  const [file, ...more] = positionals
  if (file === undefined) throw new UsageError('no file given; --help says how it is used')
  if (more.length > 0) throw new UsageError(`one file at a time, not also "${more.join(' ')}"`)
  const { stdout, messages } = initFile({
    file,
    operation: values.operation ?? null,
    provider: values.provider ?? null,
    out: values.out ?? null,
    force: values.force ?? false,
    cwd,
    today: new Date().toISOString().slice(0, 10),
    command: check,
  })
  process.stdout.write(stdout)
  ;(stdout === '' ? process.stdout : process.stderr).write(messages)
  return 0
}
