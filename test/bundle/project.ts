import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { entries } from '../../scripts/bundle/bundle.js'
import { packageRoot } from '../../src/files/package-root.ts'

/** A small project that is bundled as this one is. */
export interface Project {
  root: string
  /** Where its bundles are. */
  cache: string
  write: (file: string, text: string) => void
  /** Runs its program in a process of its own. */
  run: (env?: Readonly<Record<string, string>>) => {
    status: number | null
    stdout: string
    stderr: string
  }
}

/** @param program the source of its program */
export function projectWith(program: string): Project {
  const root = mkdtempSync(join(tmpdir(), 'bundle-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  for (const folder of ['mock', 'reporters', 'node_modules']) mkdirSync(join(root, folder))
  for (const entry of Object.values(entries)) write(entry, 'export {}\n')
  write('package.json', '{ "type": "module" }')
  write('tsconfig.json', '{}')
  write(entries.bin, program)
  const bundle = join('scripts', 'bundle')
  cpSync(join(packageRoot(), bundle), join(root, bundle), { recursive: true })
  const esbuild = join('node_modules', 'esbuild')
  symlinkSync(join(packageRoot(), esbuild), join(root, esbuild), 'junction')
  return {
    root,
    cache: join(root, 'node_modules', '.cache', 'wa-gateway-conformance'),
    write,
    run: (env = {}) =>
      spawnSync(process.execPath, [join(root, 'scripts', 'bundle', 'bin.js')], {
        encoding: 'utf8',
        env: { ...process.env, ...env },
      }),
  }
}
