import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RawContract } from '../contract/raw.ts'

/**
 * Remembers contracts that were checked, so that the next run need not parse and check them again:
 * that takes a third of a run against a server nearby. What is remembered is found by everything
 * that the check looked at, so that nothing stale is ever found.
 */
export class CheckedContracts {
  readonly #folder: string | null

  /** @param root folder of the package; without a node_modules in it nothing is remembered */
  constructor(root: string) {
    const modules = join(root, 'node_modules')
    this.#folder = existsSync(modules) ? join(modules, '.cache', 'wa-gateway-conformance') : null
  }

  /** The contract as it was checked, or what `check` makes of it now. */
  recall(inputs: readonly string[], check: () => RawContract): RawContract {
    if (this.#folder === null) return check()
    const hash = createHash('sha256').update(JSON.stringify(inputs)).digest('hex')
    const file = join(this.#folder, `${hash}.json`)
    const known = read(file)
    if (known) return known
    const raw = check()
    write(this.#folder, file, raw)
    return raw
  }
}

function read(file: string): RawContract | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RawContract
  } catch {
    // Not there, or cut short by a process that ended: checked again.
    return null
  }
}

function write(folder: string, file: string, raw: RawContract): void {
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, JSON.stringify(raw))
  } catch {
    // A folder that cannot be written costs time, and nothing else.
  }
}
