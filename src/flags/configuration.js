import { readdirSync } from 'node:fs'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Names the configuration in a folder of the project: Vitest 4 finds the one above, Vitest 5 has to be told.
 *
 * @param {readonly string[]} args
 * @param {string} cwd where Vitest was called
 */
export function withConfiguration(args, cwd) {
  const isOwn = args.some((arg) => /^(-c|--config)(=|$)/.test(arg))
  if (isOwn || args[0] === 'init') return args
  const end = args.includes('--') ? args.indexOf('--') : args.length
  const above = configurationAbove(cwd)
  const file = above === null ? [] : [`--config=${above}`]
  return args.toSpliced(end, 0, ...file)
}

/**
 * The project's configuration, where a folder of it was called from that has none of its own on the way up.
 *
 * @param {string} cwd
 * @returns {string | null}
 */
function configurationAbove(cwd) {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const way = relative(root, cwd)
  if (way === '' || way.startsWith('..') || isAbsolute(way)) return null
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = readdirSync(folder).find((name) => /^vite(st)?\.config\.[cm]?[jt]s$/.test(name))
    if (relative(root, folder) === '') return found === undefined ? null : join(folder, found)
    if (found !== undefined) return null
  }
}
