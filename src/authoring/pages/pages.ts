import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Contracts } from '../../files/contracts.ts'
import { contractPage } from './page.ts'

const folder = 'docs/contracts'

/**
 * Writes a page for each contract that comes with the package.
 * @returns their paths below the root
 * @throws ContractError when a contract is none
 */
export function writePages(root: string): string[] {
  mkdirSync(join(root, folder), { recursive: true })
  return [...contractPages(root)].map(([path, text]) => {
    writeFileSync(join(root, path), text)
    return path
  })
}

/** Pages that are not what the contracts say now, are missing, or belong to no contract. */
export function stalePages(root: string): string[] {
  const pages = contractPages(root)
  const differing = [...pages].filter(([path, text]) => readPage(join(root, path)) !== text)
  const there = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []
  const foreign = there.map((file) => `${folder}/${file}`).filter((path) => !pages.has(path))
  return [...differing.map(([path]) => path), ...foreign]
}

/** The pages by their paths below the root. */
function contractPages(root: string): ReadonlyMap<string, string> {
  const contracts = new Contracts(root)
  return new Map(
    contracts.providers.map((provider) => [
      `${folder}/${provider}.md`,
      contractPage(contracts.read(provider), `../../contracts/${provider}.yaml`),
    ]),
  )
}

/** A checkout may write other ends of lines. */
function readPage(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : null
}
