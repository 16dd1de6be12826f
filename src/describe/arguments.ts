import { parseArgs } from 'node:util'
import type { ParseArgsConfig } from 'node:util'
import { UsageError } from '../run/problem.ts'

/** Where a command runs. */
export interface CommandPlace {
  /** Folder of the package. */
  root: string
  /** Folder that relative paths start from. */
  cwd: string
  /** How the command is called: `npm run explain --`. */
  program: string
}

/**
 * Reads flags and the words between them.
 * @throws UsageError that names the flag
 */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    // The first sentence says what is wrong; the others are about `--` and suit no flag of ours.
    const [problem] = (error as Error).message.split(/\.(?:\s|$)/)
    const known = Object.keys(options).map((name) => `--${name}`)
    throw new UsageError(`${problem ?? ''}; the flags are ${known.join(', ')}`)
  }
}

/** Whether a word of the command names a contract's file. */
export function isFile(word: string): boolean {
  return /[\\/]|\.ya?ml$/.test(word)
}
