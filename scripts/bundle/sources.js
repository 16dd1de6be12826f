import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the bundle is made of, and what makes it. */
const folders = ['mock', 'reporters', join('scripts', 'bundle'), 'src']
const files = ['tsconfig.json', join('node_modules', 'esbuild', 'package.json')]

/**
 * Tells one state of the sources from any other, by their content. The folder counts, too: it stands in
 * the bundle, so that code finds what lies beside its source.
 *
 * @param {string} root
 */
export function sourcesHash(root) {
  const hash = createHash('sha256').update(JSON.stringify(root))
  for (const file of [...folders.flatMap((folder) => sourcesIn(root, folder)), ...files])
    hash.update(JSON.stringify(file)).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/**
 * @param {string} root
 * @param {string} folder
 */
function sourcesIn(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file))
    .sort()
    .map((file) => join(folder, file))
}
