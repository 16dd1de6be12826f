import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { checkContract } from '../contract/check-contract.ts'
import { compileContract } from '../contract/compile.ts'
import type { Fact } from '../contract/facts.ts'
import { suggestion } from '../contract/nearest.ts'
import { parseSource } from '../contract/source.ts'
import { structureChecker } from '../contract/yaml-structure.ts'
import { looksLikePath } from '../flags/arguments.ts'
import { shownUrl } from '../flags/options.ts'
import type { Contract } from '../model/contract.ts'
import { UsageError } from '../model/problem.ts'
import { cacheFolder, checkerState, ContractCache } from './contract-cache.ts'
import { packageRoot } from './package-root.ts'
import { readUserFile } from './read-file.ts'
import { parseYaml } from './yaml-file.ts'

/** A contract with what it was compiled from. */
export interface LoadedContract {
  contract: Contract
  /** The file as it was written; its behaviors stand in the same order. */
  text: string
  /**
   * The provider's facts in the catalogue beside the file; empty where they are not catalogued.
   * Read when asked for: a run that only judges need not wait for them.
   */
  facts: () => readonly Fact[]
}

/** Facts by provider. */
type Catalogue = Readonly<Record<string, readonly Fact[]>>

/** What a provider's documentation says, and where. */
export interface DocumentedFact {
  text: string
  level: Fact['level']
  /** Lines of the page, such as `28,33-45`; empty where the page says nothing of it. */
  lines: string
  /** Address of the page. */
  link: string
}

/** Reads contracts by name or file, each once. */
export class Contracts {
  readonly #folder = join(packageRoot(), 'contracts')
  readonly #cwd: string
  /** By their files. */
  readonly #loaded = new Map<string, LoadedContract>()
  /** By their text, because many contracts lie beside the same one. */
  readonly #catalogues = new Map<string, Catalogue>()
  readonly #cache = new ContractCache(cacheFolder())
  #checkStructure: ReturnType<typeof structureChecker> | null = null

  /** @param cwd folder that relative paths start from */
  constructor(cwd: string) {
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

  /** As {@link load}, with the file's own words and the documented facts. */
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

  /**
   * The facts of a provider whose contract comes with the package, by id. Empty for any other provider, and
   * for one whose facts are not catalogued: ids are unique within a provider only.
   */
  documentedFacts(provider: string): ReadonlyMap<string, DocumentedFact> {
    if (!this.providers.includes(provider)) return new Map()
    const { contract, facts } = this.read(provider)
    const { docs: link } = contract
    return new Map(
      facts().map(({ id, fact, level, at }) => [id, { text: fact, level, lines: at, link }]),
    )
  }

  /** The file of a contract, and the line of a behavior in it, from 1 on; null where there is none. */
  placeOf(contract: Contract, behavior: string): { file: string; line: number } | null {
    const at = contract.behaviors.findIndex(({ id }) => id === behavior)
    const loaded = [...this.#loaded].find(([, one]) => one.contract === contract)
    if (!loaded || at < 0) return null
    const [file, { text }] = loaded
    return { file, line: parseSource(file, text).placeOf(['behaviors', at, 'id']).line }
  }

  #fileOf(reference: string): string {
    if (reference.includes('://')) {
      throw new UsageError(
        `a contract is a name or a file, not "${shownUrl(reference)}"; give a server as --base-url=<url>`,
      )
    }
    if (looksLikePath(reference)) return resolve(this.#cwd, reference)
    const { providers } = this
    if (providers.includes(reference)) return join(this.#folder, `${reference}.yaml`)
    throw new UsageError(
      `no provider "${reference}"${suggestion(reference, providers)}; there are ${providers.join(', ')}, or give a file: --provider=./mine.yaml`,
    )
  }

  #read(file: string): LoadedContract {
    const text = readUserFile({ path: file, shown: `the contract ${shown(file, this.#cwd)}` })
    // A folder without a catalogue has an empty one.
    const beside = join(dirname(file), factsFile)
    const isCatalogued = existsSync(beside)
    const facts = isCatalogued
      ? readUserFile({ path: beside, shown: shown(beside, this.#cwd) })
      : '{}'
    const factsOf = (provider: string) => this.#factsOf(provider, facts, beside)
    const schema = readFileSync(join(this.#folder, 'contract.schema.json'), 'utf8')
    const inputs = [checkerState(), process.version, text, facts, schema]
    const raw = this.#cache.recall(file, inputs, () => {
      this.#checkStructure ??= structureChecker(JSON.parse(schema) as Record<string, unknown>)
      const checkStructure = this.#checkStructure
      return checkContract(shown(file, this.#cwd), text, { checkStructure, factsOf })
    })
    return { contract: compileContract(raw, text), text, facts: () => factsOf(raw.provider) ?? [] }
  }

  /** Null where the catalogue does not have the provider. */
  #factsOf(provider: string, text: string, file: string): readonly Fact[] | null {
    const parse = (): Catalogue => parseYaml(text, file, 'facts', factsSchema) as Catalogue
    const catalogue = this.#catalogues.get(text) ?? this.#cache.recall(file, [text], parse)
    this.#catalogues.set(text, catalogue)
    return Object.hasOwn(catalogue, provider) ? (catalogue[provider] ?? null) : null
  }
}

const factsFile = 'facts.yaml'

const factsSchema = {
  type: 'object',
  additionalProperties: {
    type: 'array',
    items: {
      type: 'object',
      required: ['id', 'basis', 'level', 'at', 'fact'],
      properties: {
        id: { type: 'string' },
        basis: { enum: ['stated', 'shown', 'inferred', 'open'] },
        level: { enum: ['must', 'should', 'observe', 'none'] },
        at: { type: 'string' },
        fact: { type: 'string' },
        untestable: { type: 'string' },
      },
    },
  },
}

function shown(file: string, cwd: string): string {
  const path = relative(cwd, file)
  return path.startsWith('..') ? file : path
}
