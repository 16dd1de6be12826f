import { fileURLToPath } from 'node:url'
import { Contracts } from '../../src/files/contracts.ts'
import type { LoadedContract } from '../../src/files/contracts.ts'
import { packageRoot } from '../../src/files/package-root.ts'

/** The folder of this file; contracts and a catalogue of facts lie in it. */
export const folder = fileURLToPath(new URL('.', import.meta.url))

/** Where a command runs in these tests. */
export const place = { root: packageRoot(), cwd: folder, program: 'explain' }

const contracts = new Contracts(folder)
const read = new Map<string, LoadedContract>()

/** A contract of this folder, or one that comes with the package. */
export function loaded(reference: string): LoadedContract {
  const contract = read.get(reference) ?? contracts.read(reference)
  read.set(reference, contract)
  return contract
}
