import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from './bundle.js'
import { sourcesHash } from './sources.js'

/** So many states of the sources stay: a process may still load from one that is not the newest. */
const kept = 10

const prefix = 'engine-'

/**
 * The folder that holds the bundle of the sources as they stand. It is made where there is none: in
 * node_modules, or, where nothing can be written there, for this process alone.
 *
 * @param {string} root folder of the package
 * @returns {Promise<string>}
 */
export async function engineFolder(root) {
  const cache = join(root, 'node_modules', '.cache', 'wa-gateway-conformance')
  const hash = sourcesHash(root)
  const folder = join(cache, `${prefix}${hash}`)
  if (existsSync(folder)) {
    if (isWhole(folder)) return folder
    rmSync(folder, { recursive: true, force: true })
  }
  const draft = draftIn(cache)
  if (draft === null) return bundleForThisProcess(root)
  const isSettled = await settle(draft, folder, async () => {
    await bundle(root, draft)
    writeFileSync(join(draft, sumFile), sumOf(draft))
    return sourcesHash(root) === hash
  })
  removeOldest(cache)
  // Somebody saved a source meanwhile.
  return isSettled ? folder : engineFolder(root)
}

/** Beside the bundle: a hash of all else in the folder. */
const sumFile = 'sha256'

/**
 * Whether a bundle is as it was made: a full disk cuts files short, and people edit what they find.
 *
 * @param {string} folder
 */
function isWhole(folder) {
  const file = join(folder, sumFile)
  return existsSync(file) && readFileSync(file, 'utf8') === sumOf(folder)
}

/** @param {string} folder */
function sumOf(folder) {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort())
    if (name !== sumFile) hash.update(JSON.stringify(name)).update(readFileSync(join(folder, name)))
  return hash.digest('hex')
}

/**
 * A folder that no other process writes to; null where there can be none.
 *
 * @param {string} cache
 */
function draftIn(cache) {
  try {
    mkdirSync(cache, { recursive: true })
    return mkdtempSync(join(cache, prefix))
  } catch {
    return null
  }
}

/**
 * Fills a draft and gives it its name, all at once. Another process may have been faster: theirs is the same.
 *
 * @param {string} draft
 * @param {string} folder
 * @param {() => Promise<boolean>} fill whether what was made may have that name
 */
async function settle(draft, folder, fill) {
  try {
    if (!(await fill())) return false
    renameSync(draft, folder)
    return true
  } catch (error) {
    if (!existsSync(folder)) throw error
    return true
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** @param {string} cache */
function removeOldest(cache) {
  const folders = readdirSync(cache)
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(cache, name))
    .map((path) => ({ path, madeAt: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.madeAt - a.madeAt)
  for (const { path } of folders.slice(kept)) rmSync(path, { recursive: true, force: true })
}

/** @param {string} root */
async function bundleForThisProcess(root) {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  // Packages are looked for upwards from the bundle.
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  await bundle(root, folder)
  return folder
}
