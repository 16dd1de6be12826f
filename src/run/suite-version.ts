import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../model/report.ts'

/**
 * Name and version of this package, and the version of Node that runs it.
 * @param root its folder
 */
export function suiteOf(root: string): Report['suite'] {
  const { name, version } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Report['suite']
  return { name, version, node: process.version }
}
