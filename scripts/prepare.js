/**
 * Bundles the engine and checks the contracts once after an installation, so that the first run need not.
 * Whatever stands in the way (no development dependencies, a contract that is wrong) is the first run's to say.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')

try {
  const { load } = await import('./bundle/index.js')
  /** @type {unknown} */
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const { Contracts } = await load('contracts')
  const { version } = /** @type {{ version: string }} */ (manifest)
  const contracts = new Contracts(root, version, process.cwd())
  for (const provider of contracts.providers) contracts.read(provider).facts()
} catch {
  process.exitCode = 0
}
