import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/**
 * Remembers contracts that were checked, and facts that were parsed, so that the next run need not do it
 * again: that takes a third of a run against a server nearby. What is remembered is found by everything
 * that it was made of, so that nothing stale is ever found.
 */
export class Remembered {
  readonly #folder: string | null

  /** @param root folder of the package; without a node_modules in it nothing is remembered */
  constructor(root: string) {
    const modules = join(root, 'node_modules')
    this.#folder = existsSync(modules) ? join(modules, '.cache', 'wa-gateway-conformance') : null
  }

  /** What was made of the inputs earlier, or what `make` makes of them now: JSON. */
  recall<Made>(inputs: readonly string[], make: () => Made): Made {
    if (this.#folder === null) return make()
    const hash = createHash('sha256').update(JSON.stringify(inputs)).digest('hex')
    const file = join(this.#folder, `${hash}.json`)
    const known = read(file)
    if (known !== null) return known as Made
    const made = make()
    write(this.#folder, file, made)
    return made
  }
}

/** So many stay; a run recalls under ten. */
const mostRemembered = 100

/** Null where there is nothing to be read; nothing that is remembered is null. */
function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Not there, or cut short by a process that ended: made again.
    return null
  }
}

function write(folder: string, file: string, made: unknown): void {
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, JSON.stringify(made))
    forgetOldest(folder)
  } catch {
    // A folder that cannot be written costs time, and nothing else.
  }
}

function forgetOldest(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name))
  if (files.length <= mostRemembered) return
  const ages = files.map((path) => ({ path, at: statSync(path).mtimeMs }))
  for (const { path } of ages.sort((one, other) => other.at - one.at).slice(mostRemembered))
    rmSync(path, { force: true })
}
