import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from './package-root.ts'

/**
 * Remembers what was made of a file, so that the next run need not make it again: to check the contracts
 * takes a third of a default run. An entry counts only where everything that it was made of is the same,
 * and where its text is whole, because it carries a hash of both.
 */
export class ContractCache {
  readonly #folder: string | null

  /** @param folder null: nothing is remembered */
  constructor(folder: string | null) {
    this.#folder = folder
  }

  /**
   * What was made earlier, or what `make` makes now: JSON.
   * @param name of what is made; only the newest of a name stays
   * @param inputs all that it depends on
   */
  recall<Made>(name: string, inputs: readonly string[], make: () => Made): Made {
    if (this.#folder === null) return make()
    const file = join(this.#folder, `${hashOf(name)}.json`)
    const known = read(file, inputs)
    if (known !== undefined) return known as Made
    const made = make()
    try {
      mkdirSync(this.#folder, { recursive: true })
      const text = JSON.stringify(made)
      writeFileSync(file, `${hashOf(...inputs, text)}\n${text}`)
    } catch {
      // A folder that cannot be written costs time, and nothing else.
    }
    return made
  }
}

/** Undefined where nothing is there, or not what the inputs led to: it is made again. */
function read(file: string, inputs: readonly string[]): unknown {
  try {
    const [, hash, text = ''] = /^(\w+)\n([^]*)$/.exec(readFileSync(file, 'utf8')) ?? []
    return hash === hashOf(...inputs, text) ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

function hashOf(...texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex')
}

/** Where checked contracts are remembered: beside other caches; an installed package has no such place. */
export function cacheFolder(): string | null {
  const modules = join(packageRoot(), 'node_modules')
  return existsSync(modules) ? join(modules, '.cache', 'wa-gateway-conformance') : null
}

/** Tells one state of the checking code from another, while it is worked on. */
export function checkerState(): string {
  const folder = join(packageRoot(), 'src', 'contract')
  if (!existsSync(folder)) return ''
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return files.map((file) => `${file} ${statSync(join(folder, file)).mtimeMs}`).join('\n')
}
