import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { parse } from 'yaml'
import type { Fact } from '../contract/facts.ts'
import { parseContract } from '../contract/load.ts'
import { suggestion } from '../contract/nearest.ts'
import { structureChecker } from '../contract/structure.ts'
import type { Contract } from '../model/contract.ts'
import { UsageError } from './problem.ts'

/** Reads contracts by name or file, each once. */
export class Contracts {
  readonly #folder: string
  readonly #cwd: string
  readonly #loaded = new Map<string, Contract>()
  readonly #facts = new Map<string, Readonly<Record<string, readonly Fact[]>>>()
  #checkStructure: ReturnType<typeof structureChecker> | null = null

  /** @param folder where the contracts that come with the package are */
  constructor(folder: string, cwd: string) {
    this.#folder = folder
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
    const file = this.#fileOf(reference)
    const known = this.#loaded.get(file)
    if (known) return known
    const contract = this.#read(file)
    this.#loaded.set(file, contract)
    return contract
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

  #fileOf(reference: string): string {
    if (/[\\/]|\.ya?ml$/.test(reference)) return resolve(this.#cwd, reference)
    const { providers } = this
    if (providers.includes(reference)) return join(this.#folder, `${reference}.yaml`)
    throw new UsageError(
      `no provider "${reference}"${suggestion(reference, providers)}; there are ${providers.join(', ')}, or give a file: --provider=./mine.yaml`,
    )
  }

  #read(file: string): Contract {
    const text = readOrRefuse(file, this.#cwd)
    this.#checkStructure ??= structureChecker(
      JSON.parse(readFileSync(join(this.#folder, 'contract.schema.json'), 'utf8')) as Record<
        string,
        unknown
      >,
    )
    return parseContract(shown(file, this.#cwd), text, {
      checkStructure: this.#checkStructure,
      factsOf: (provider) => this.#catalogue(dirname(file))[provider] ?? null,
    })
  }

  /** The facts beside the contract, by provider; a folder without the file has none. */
  #catalogue(folder: string): Readonly<Record<string, readonly Fact[]>> {
    const known = this.#facts.get(folder)
    if (known) return known
    const hasFacts = readdirSync(folder).includes(factsFile)
    const facts = hasFacts
      ? (parse(readFileSync(join(folder, factsFile), 'utf8')) as Record<string, readonly Fact[]>)
      : {}
    this.#facts.set(folder, facts)
    return facts
  }
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
