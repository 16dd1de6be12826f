import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { problemsWriting, writeWhole } from '../../files/write-file.ts'
import { checkContract } from '../../contract/check-contract.ts'
import { structureChecker } from '../../contract/yaml-structure.ts'
import { packageRoot } from '../../files/package-root.ts'
import { readUserFile } from '../../files/read-file.ts'
import { readArguments } from '../../flags/arguments.ts'
import type { ProgramPlace } from '../../flags/arguments.ts'
import { UsageError } from '../../model/problem.ts'
import { printable } from '../../report/disclosure/printable.ts'
import { init } from './init.ts'
import type { InitResult } from './init.ts'

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

const flags = {
  operation: { type: 'string' },
  provider: { type: 'string' },
  out: { type: 'string' },
  force: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** What is to be printed. */
export interface InitOutput {
  /** The contract, where it goes nowhere else. */
  stdout: string
  /** What was done, and what comes next. */
  messages: string
}

/**
 * Reads an OpenAPI document, or a documentation page with one, and writes a first contract.
 * @throws UsageError where the document cannot be used, or the file cannot be written
 */
export function initFile(args: readonly string[], place: ProgramPlace): InitOutput {
  const { values, positionals } = readArguments(args, flags)
  if (values.help) return { stdout: '', messages: usage(place.program) }
  const [file, ...more] = positionals
  if (file === undefined) throw new UsageError('no file given; --help says how it is used')
  if (more.length > 0) throw new UsageError(`one file at a time, not also "${more.join(' ')}"`)
  if (/^https?:\/\//.test(file))
    throw new UsageError(`init reads files alone; fetch it first: curl -o openapi.yaml '${file}'`)
  try {
    return writtenFor(file, values, place)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    // Documents are untrusted text: what is quoted of one must not act on a terminal.
    throw new UsageError(error.message.replace(/[^\n\t]+/g, printable))
  }
}

interface Values {
  operation?: string
  provider?: string
  out?: string
  force?: boolean
}

function writtenFor(
  file: string,
  { operation, provider, out, force }: Values,
  { cwd, check: command }: ProgramPlace,
): InitOutput {
  const document = resolve(cwd, file)
  const text = readUserFile({ path: document, shown: file })
  const schema = join(packageRoot(), 'contracts', 'contract.schema.json')
  const folder = out === undefined || out === '-' ? cwd : dirname(resolve(cwd, out))
  const shownSchema = relative(folder, schema).split(sep).join('/')
  const result = init({
    file,
    text,
    operation: operation ?? null,
    provider: provider ?? null,
    today: new Date().toISOString().slice(0, 10),
    schema: shownSchema,
  })
  refuseOwnMistakes(result, schema)
  if (out === '-') return { stdout: result.text, messages: notesOn(result) }
  const target = out ?? `${result.provider}.yaml`
  const path = resolve(cwd, target)
  const isThere = existsSync(path)
  if (isThere && realpathSync(path) === realpathSync(document))
    throw new UsageError(`${target} is the document itself; --out=<file> names another`)
  if (isThere && !force) {
    throw new UsageError(
      `${target} is there already; --force overwrites it, --out=<file> names another`,
    )
  }
  const problems = problemsWriting(target, () => writeWhole(path, result.text))
  if (problems.length > 0) throw new UsageError(`cannot write ${problems.join()}`)
  return { stdout: '', messages: messagesOn(result, target, file, command) }
}

/** A document can be odd in unforeseen ways; a draft that is no valid contract must not be written. */
function refuseOwnMistakes({ text, provider }: InitResult, schema: string): void {
  const structure = JSON.parse(readFileSync(schema, 'utf8')) as Record<string, unknown>
  checkContract(`${provider}.yaml`, text, {
    checkStructure: structureChecker(structure),
    factsOf: () => null,
  })
}

function messagesOn(result: InitResult, target: string, file: string, command: string): string {
  const { operation, line, env, server, leftOut } = result
  const named = /^[./]/.test(target) ? target : `./${target}`
  return [
    `Wrote ${printable(target)}, from ${printable(operation)} (${printable(file)}, line ${line})\n`,
    notesOn(result),
    leftOut.length === 0
      ? ''
      : `  ${count(leftOut.length, 'thing')} left out, listed at the end of the file\n`,
    '\nNext: look at each GUESS, then check with it\n\n',
    `  export ${env}=…\n`,
    `  ${command} --provider=${printable(named)} --base-url=${printable(server ?? 'https://…')}\n`,
  ].join('')
}

function notesOn({ stated, guesses }: InitResult): string {
  return [
    `  ${count(stated, 'behavior')} stated by the document, each with its line\n`,
    `  ${count(guesses, 'guess', 'guesses')} to look at, marked GUESS\n`,
  ].join('')
}

function count(number: number, one: string, other = `${one}s`): string {
  return `${number} ${number === 1 ? one : other}`
}
