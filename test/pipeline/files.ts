import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from '../command/support.ts'
import type { Step } from '../examples/runner.ts'

export interface Action {
  inputs: Record<string, { description: string; default: string }>
  outputs: Record<string, { description: string; value: string }>
  runs: { using: string; steps: (Step & { id?: string; shell?: string })[] }
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

export const action = parse(read('action.yml')) as Action

/** The project's own workflows, by their paths. */
export const workflows = readdirSync(join(root, '.github', 'workflows')).map(
  (name) => `.github/workflows/${name}`,
)
