import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Report } from '../model/report.ts'

/** The folder of this package: where its package.json is, seen from this file upwards. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder)
    folder = dirname(folder)
  return folder
}

/** Name and version of this package, and the version of Node that runs it. */
export function packageInfo(): Report['suite'] {
  const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8')
  const { name, version } = JSON.parse(text) as Report['suite']
  return { name, version, node: process.version }
}
