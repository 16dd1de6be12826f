import { parseArgs } from 'node:util'
import type { ParseArgsConfig } from 'node:util'
import { suggestion } from '../contract/nearest.ts'
import { UsageError } from '../model/problem.ts'

/** Where a command runs. */
export interface CommandPlace {
  /** Folder that relative paths start from. */
  cwd: string
  /** How the command is called: `npm run explain --`. */
  program: string
}

/** Where a command of the program runs. */
export interface ProgramPlace extends CommandPlace {
  env: Readonly<Record<string, string | undefined>>
  /** How the command that checks a server is called. */
  check: string
}

/**
 * Reads flags and the words between them.
 * @throws UsageError that names the flag
 */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true }>> {
  const known = Object.keys(options)
  const shown = `the flags are ${known.map((name) => `--${name}`).join(', ')}`
  const unknown = flagsIn(args, options).find(({ name }) => !known.includes(name))
  if (unknown) {
    const near = suggestion(unknown.name, known)
    throw new UsageError(`there is no flag ${unknown.rawName}${near}; ${shown}`)
  }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    // The first sentence says what is wrong; the others are about `--` and suit no flag of ours.
    const [problem] = (error as Error).message.split(/\.(?:\s|$)/)
    throw new UsageError(`${problem ?? ''}; ${shown}`)
  }
}

/** All flags, whether there are such or not. */
function flagsIn(args: readonly string[], options: ParseArgsConfig['options']) {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  return tokens.filter((token) => token.kind === 'option')
}

/** Whether a word of the command names a contract's file. */
export function looksLikePath(word: string): boolean {
  return /[\\/]|\.ya?ml$/.test(word)
}
