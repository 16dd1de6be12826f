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
 * that it was made of, so that nothing stale is ever found, and carries a hash of itself, so that nothing is
 * believed that was cut short or changed.
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
    const file = join(this.#folder, `${sumOf(JSON.stringify(inputs))}.json`)
    const known = read(file)
    if (known !== undefined) return known as Made
    const made = make()
    write(this.#folder, file, made)
    return made
  }
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** So many stay; a run recalls under ten. */
const mostRemembered = 100

/** Undefined where nothing is there, or not what was written: it is made again. */
function read(file: string): unknown {
  try {
    const [, sum, text = ''] = /^(\w+)\n([^]*)$/.exec(readFileSync(file, 'utf8')) ?? []
    return sum === sumOf(text) ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

function write(folder: string, file: string, made: unknown): void {
  try {
    mkdirSync(folder, { recursive: true })
    const text = JSON.stringify(made)
    writeFileSync(file, `${sumOf(text)}\n${text}`)
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
