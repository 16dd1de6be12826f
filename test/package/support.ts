import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../src/files/package-root.ts'

/** A project of a vendor's, with the package installed from its tarball. */
export interface Project {
  folder: string
  /** Of the package without its dependencies, in bytes. */
  unpackedSize: number
  files: readonly string[]
}

/** What `npm pack --json` says. */
interface Packed {
  filename: string
  unpackedSize: number
  files: readonly { path: string }[]
}

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** The environment of somebody's shell, without what npm and Vitest added to it here. */
const shell = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|CONFORMANCE_|NODE_|CI$|INIT_CWD$|GITHUB_)/i.test(name),
  ),
)

/** Packs the package into a folder. */
export function packInto(folder: string): Packed {
  const output = npm(['pack', '--json', `--pack-destination=${folder}`], packageRoot())
  const [packed] = JSON.parse(output) as Packed[]
  if (!packed) throw new Error(`npm packed nothing: ${output}`)
  return packed
}

/** Packs the package, and installs it and Vitest into an empty project. */
export function installed(): Project {
  const folder = mkdtempSync(join(tmpdir(), 'vendor-'))
  const packed = packInto(folder)
  writeFileSync(join(folder, 'package.json'), '{ "name": "vendor", "type": "module" }\n')
  const { version } = JSON.parse(
    readFileSync(join(packageRoot(), 'node_modules', 'vitest', 'package.json'), 'utf8'),
  ) as { version: string }
  npm(
    ['install', '--no-audit', '--no-fund', join(folder, packed.filename), `vitest@${version}`],
    folder,
  )
  const { unpackedSize, files } = packed
  return { folder, unpackedSize, files: files.map(({ path }) => path) }
}

function npm(args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8', env: shell })
  if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}`)
  // What `prepack` prints stands before what was asked for.
  return stdout.slice(Math.max(0, stdout.search(/^\[/m)))
}

/** Runs a program of the project's, as `npx` finds it. */
export function run(
  project: Pick<Project, 'folder'>,
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return started(join(project.folder, 'node_modules', '.bin', name), args, project.folder, env)
}

/** Runs Node in the project's folder. */
export function runNode({ folder }: Project, args: readonly string[]): Promise<Ended> {
  return started(process.execPath, args, folder, {})
}

/** Runs lines in a shell, as somebody types them. */
export function runLines(
  folder: string,
  lines: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  return started('bash', ['-e', '-c', lines], folder, env)
}

function started(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const child = spawn(command, args, { cwd, env: { ...shell, NO_COLOR: '1', ...env } })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, ...output }))
  })
}
