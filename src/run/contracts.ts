import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { parse } from 'yaml'
import type { Fact } from '../contract/facts.ts'
import { checkContract } from '../contract/check.ts'
import { compileContract } from '../contract/compile.ts'
import { suggestion } from '../contract/nearest.ts'
import { structureChecker } from '../contract/structure.ts'
import type { Contract } from '../model/contract.ts'
import { shownUrl } from './options.ts'
import { UsageError } from './problem.ts'
import { Remembered } from './remembered.ts'

/** A contract with what it was compiled from. */
export interface LoadedContract {
  contract: Contract
  /** The file as it was written; its behaviors stand in the same order. */
  text: string
  /**
   * The provider's facts in the catalogue beside the file; empty where nobody catalogued them. Read
   * when asked for: a run that only judges need not wait for it.
   */
  facts: () => readonly Fact[]
}

/** Facts by provider. */
type Catalogue = Readonly<Record<string, readonly Fact[]>>

/** Reads contracts by name or file, each once. */
export class Contracts {
  readonly #root: string
  readonly #folder: string
  readonly #cwd: string
  readonly #loaded = new Map<string, LoadedContract>()
  /** By their text, because many contracts lie beside the same one. */
  readonly #catalogues = new Map<string, Catalogue>()
  readonly #version: string
  readonly #remembered: Remembered
  #checkStructure: ReturnType<typeof structureChecker> | null = null

  /**
   * @param root folder of the package
   * @param version of the package
   */
  constructor(root: string, version: string, cwd: string) {
    this.#root = root
    this.#folder = join(root, 'contracts')
    this.#version = version
    this.#remembered = new Remembered(root)
    this.#cwd = cwd
  }

  /** Names of the contracts that come with the package. */
  get providers(): string[] {
    return readdirSync(this.#folder)
      .filter((file) => file.endsWith('.yaml') && file !== factsFile)
      .map((file) => basename(file, '.yaml'))
      .sort()
  }

  /**
   * The contract of a provider's name, or of a YAML file.
   * @throws UsageError when there is none, ContractError when it is no contract
   */
  load(reference: string): Contract {
    return this.read(reference).contract
  }

  /**
   * As {@link load}, with the file's own words and the documented facts.
   * @throws UsageError when there is none, ContractError when it is no contract
   */
  read(reference: string): LoadedContract {
    const file = this.#fileOf(reference)
    const known = this.#loaded.get(file)
    if (known) return known
    const loaded = this.#read(file)
    this.#loaded.set(file, loaded)
    return loaded
  }

  /** The name of the provider whose documented servers hold the URL's host. */
  providerOf(baseUrl: string): string {
    const { host } = new URL(baseUrl)
    const { providers } = this
    const found = providers.find((name) =>
      this.load(name).servers.some((server) => new URL(server).host === host),
    )
    if (found !== undefined) return found
    throw new UsageError(
      `no contract names the host ${host}; say which one to check by: --provider=${providers.join('|')}`,
    )
  }

  /** The file that a contract was read from; null where it was not read here. */
  fileOf(contract: Contract): string | null {
    return [...this.#loaded].find(([, loaded]) => loaded.contract === contract)?.[0] ?? null
  }

  #fileOf(reference: string): string {
    if (reference.includes('://')) {
      throw new UsageError(
        `a contract is a name or a file, not "${shownUrl(reference)}"; give a server as --base-url=<url>`,
      )
    }
    if (/[\\/]|\.ya?ml$/.test(reference)) return resolve(this.#cwd, reference)
    const { providers } = this
    if (providers.includes(reference)) return join(this.#folder, `${reference}.yaml`)
    throw new UsageError(
      `no provider "${reference}"${suggestion(reference, providers)}; there are ${providers.join(', ')}, or give a file: --provider=./mine.yaml`,
    )
  }

  #read(file: string): LoadedContract {
    const text = readOrRefuse(file, this.#cwd)
    const facts = this.#factsText(dirname(file))
    const schema = readFileSync(join(this.#folder, 'contract.schema.json'), 'utf8')
    const inputs = [
      this.#version,
      checkerOf(this.#root),
      process.version,
      file,
      text,
      facts,
      schema,
    ]
    const raw = this.#remembered.recall(inputs, () => {
      this.#checkStructure ??= structureChecker(JSON.parse(schema) as Record<string, unknown>)
      return checkContract(shown(file, this.#cwd), text, {
        checkStructure: this.#checkStructure,
        factsOf: (provider) => this.#catalogue(facts)[provider] ?? null,
      })
    })
    const contract = compileContract(raw, text)
    return { contract, text, facts: () => this.#catalogue(facts)[raw.provider] ?? [] }
  }

  /** The catalogue beside the contract; a folder without one has an empty one. */
  #factsText(folder: string): string {
    const file = join(folder, factsFile)
    return existsSync(file) ? readFileSync(file, 'utf8') : '{}'
  }

  #catalogue(text: string): Catalogue {
    const known = this.#catalogues.get(text)
    if (known) return known
    const parsed = this.#remembered.recall(['facts', text], () => parse(text) as Catalogue)
    this.#catalogues.set(text, parsed)
    return parsed
  }
}

/** What tells one state of the checking code from another, while it is worked on. */
function checkerOf(root: string): string {
  const folder = join(root, 'src', 'contract')
  if (!existsSync(folder)) return ''
  const files = readdirSync(folder).sort()
  return files.map((file) => `${file} ${statSync(join(folder, file)).mtimeMs}`).join('\n')
}

const factsFile = 'facts.yaml'

function readOrRefuse(file: string, cwd: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new UsageError(`cannot read the contract ${shown(file, cwd)} (${code})`)
  }
}

function shown(file: string, cwd: string): string {
  const path = relative(cwd, file)
  return path.startsWith('..') ? file : path
}
