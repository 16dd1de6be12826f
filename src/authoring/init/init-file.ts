import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { unwritten, writeWhole } from '../../files/write-file.ts'
import { checkContract } from '../../contract/check-contract.ts'
import { structureChecker } from '../../contract/structure.ts'
import { packageRoot } from '../../files/package-root.ts'
import { readUserFile } from '../../files/read-file.ts'
import { UsageError } from '../../model/problem.ts'
import { printable } from '../../report/disclosure/printable.ts'
import { init } from './init.ts'
import type { InitOptions, InitResult } from './init.ts'

/** `file` is relative to `cwd`. */
export interface InitFileOptions extends Omit<InitOptions, 'text' | 'schema'> {
  /** Where the contract goes; null: `<provider>.yaml` in `cwd`, `-`: nowhere but into the result. */
  out: string | null
  /** Whether a file that is there is overwritten. */
  force: boolean
  cwd: string
  /** What checks with a contract, for the next step: `npx vitest`. */
  command: string
}

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
export function initFile(options: InitFileOptions): InitOutput {
  try {
    return writtenFor(options)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    // Documents are untrusted text: what is quoted of one must not act on a terminal.
    throw new UsageError(error.message.replace(/[^\n\t]+/g, printable))
  }
}

function writtenFor(options: InitFileOptions): InitOutput {
  const { file, cwd, out, force } = options
  if (/^https?:\/\//.test(file))
    throw new UsageError(`init reads files alone; fetch it first: curl -o openapi.yaml '${file}'`)
  const document = resolve(cwd, file)
  const text = readUserFile({ path: document, shown: file })
  const schema = join(packageRoot(), 'contracts', 'contract.schema.json')
  const folder = out === null || out === '-' ? cwd : dirname(resolve(cwd, out))
  const shownSchema = relative(folder, schema).split(sep).join('/')
  const result = init({ ...options, text, schema: shownSchema })
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
  const problems = unwritten(target, () => writeWhole(path, result.text))
  if (problems.length > 0) throw new UsageError(`cannot write ${problems.join()}`)
  return { stdout: '', messages: messagesOn(result, target, options) }
}

/** A document can be odd in unforeseen ways; a draft that is no valid contract must not be written. */
function refuseOwnMistakes({ text, provider }: InitResult, schema: string): void {
  const structure = JSON.parse(readFileSync(schema, 'utf8')) as Record<string, unknown>
  checkContract(`${provider}.yaml`, text, {
    checkStructure: structureChecker(structure),
    factsOf: () => null,
  })
}

function messagesOn(
  result: InitResult,
  target: string,
  { file, command }: InitFileOptions,
): string {
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
