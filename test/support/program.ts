import { vi } from 'vitest'
import { main } from '../../src/cli/main.ts'

export interface Ended {
  /** With which the process would end. */
  code: number
  stdout: string
  stderr: string
}

/**
 * Runs a command of the program as its npm script would, but in this process: most tests of a command are of
 * what it says, and to start a process for each takes more than all else. One test at a time, for the streams
 * are the process's own.
 * @param command that of the npm script
 * @param cwd the folder that the script is called in
 * @param env what the environment has beside that
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const output = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      output[name] += String(text)
      return true
    }),
  )
  try {
    const code = await main([command, ...args], { ...scriptEnvironment(command, cwd), ...env })
    return { code, ...output }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

/** What npm tells a script of this package. */
export function scriptEnvironment(command: string, cwd: string): Record<string, string> {
  return {
    npm_lifecycle_event: command,
    npm_package_name: 'wa-gateway-conformance',
    INIT_CWD: cwd,
  }
}
