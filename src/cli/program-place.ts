import type { CommandPlace } from '../flags/arguments.ts'

/** Where the program runs, and how it is called. */
export interface ProgramPlace extends CommandPlace {
  env: Readonly<Record<string, string | undefined>>
  /** How the command at hand is called: `wa-gateway-conformance mock`. */
  program: string
  /** How the command is called that checks a server. */
  check: string
}
