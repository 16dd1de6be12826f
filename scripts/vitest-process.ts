import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../src/files/package-root.ts'
import { peakBytesOf } from './peak-memory.ts'

export interface EndedProcess {
  code: number | null
  stdout: string
  stderr: string
  durationMs: number
  /** Most resident memory that the process ever had, in bytes; null where the system does not say. */
  peakBytes: number | null
}

/**
 * Runs the command in a process of its own, as npm would start it; `env` has the flags as variables,
 * and credentials.
 */
export async function runVitest(env: Readonly<Record<string, string>>): Promise<EndedProcess> {
  const root = packageRoot()
  const started = performance.now()
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs')], {
    cwd: root,
    env: { PATH, HOME, NODE_OPTIONS: nodeOptions(root), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const text = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (chunk: string) => (text[name] += chunk))
  let peakBytes: number | null = null
  const timer = setInterval(() => {
    if (child.pid !== undefined) peakBytes = peakBytesOf(child.pid) ?? peakBytes
  }, 50)
  const [code] = (await once(child, 'close')) as [number | null]
  clearInterval(timer)
  return { code, ...text, durationMs: performance.now() - started, peakBytes }
}

/** What npm hands to Node: the project's own `node-options`. */
export function nodeOptions(root: string): string {
  const settings = readFileSync(join(root, '.npmrc'), 'utf8')
  return /^node-options=(.*)$/m.exec(settings)?.[1] ?? ''
}
