/**
 * Builds the package into dist/: JavaScript in a few files with source maps, and declarations of what
 * a program may use.
 *
 *     npm run build
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { build } from 'esbuild'
import { bundleOptions } from './bundle/bundle.js'
import { packageRoot } from '../src/files/package-root.ts'
import { writeLineMaps } from './line-maps.ts'

const root = packageRoot()
const dist = join(root, 'dist')
const types = join(dist, 'types')

rmSync(dist, { recursive: true, force: true })
await build({
  ...bundleOptions,
  absWorkingDir: root,
  entryPoints: {
    bin: 'src/cli/bin.ts',
    index: 'src/api/index.ts',
    vitest: 'src/vitest/conformance.ts',
    config: 'src/vitest/config.ts',
    ...suites(),
  },
  outdir: dist,
  chunkNames: '[name]-[hash]',
  // The sources are public; with them the package would be twice as large.
  sourcesContent: false,
  minifyWhitespace: true,
  minifySyntax: true,
  minifyIdentifiers: true,
  logLevel: 'warning',
})
writeLineMaps(dist)
// Read as text by the code that makes report.html of them, from beside itself.
cpSync(join(root, 'reporters', 'html', 'client'), join(dist, 'html', 'client'), { recursive: true })
copyFileSync(join(root, 'reporters', 'html', 'style.css'), join(dist, 'html', 'style.css'))
declare()

/** The suites, which a configuration of Vitest's names as files. */
function suites(): Record<string, string> {
  const files = readdirSync(join(root, 'suites')).map((file) => `suites/${file}`)
  return Object.fromEntries(files.map((file) => [file.replace(/\.ts$/, ''), file]))
}

/** Declarations of the entries, and of what they name; not of everything that the compiler went through. */
function declare(): void {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.types.json'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`tsc: ${stdout}`)
  const named = new Set<string>()
  const entries = ['src/api/index.d.ts', 'src/vitest/conformance.d.ts', 'src/vitest/config.d.ts']
  for (const entry of entries) follow(join(types, entry), named)
  for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !named.has(path)) rmSync(path)
  }
  removeEmpty(types)
}

function follow(file: string, named: Set<string>): void {
  if (named.has(file)) return
  named.add(file)
  const text = readFileSync(file, 'utf8').replaceAll(/(['"]\.{1,2}\/[^'"]+)\.ts(['"])/g, '$1.js$2')
  writeFileSync(file, text)
  for (const [, path = ''] of text.matchAll(/['"](\.{1,2}\/[^'"]+)\.js['"]/g))
    follow(resolve(dirname(file), `${path}.d.ts`), named)
}

function removeEmpty(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name))
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true })
}

process.stdout.write(`${relative(process.cwd(), dist)}: ${readdirSync(dist).join(', ')}\n`)
