import { fileURLToPath } from 'node:url'
import { Contracts } from '../../src/run/contracts.ts'
import type { LoadedContract } from '../../src/run/contracts.ts'
import { packageRoot } from '../../src/run/root.ts'

/** The folder of this file; contracts and a catalogue of facts lie in it. */
export const folder = fileURLToPath(new URL('.', import.meta.url))

/** Where a command runs in these tests. */
export const place = { root: packageRoot(), cwd: folder, program: 'explain' }

/** A contract of this folder, or one that comes with the package. */
export function loaded(reference: string): LoadedContract {
  return new Contracts(place.root, 'test', folder).read(reference)
}
