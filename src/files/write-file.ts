import { randomUUID } from 'node:crypto'
import { closeSync, constants, mkdirSync, openSync, realpathSync } from 'node:fs'
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { codeOf } from './read-file.ts'

/** Why a file cannot be written; the message is a phrase for brackets. */
export class UnwritableError extends Error {
  override readonly name = 'UnwritableError'
}

/** `name (reason)` where something cannot be written; nothing where it was. */
export function problemsWriting(name: string, write: () => void): string[] {
  try {
    write()
    return []
  } catch (error) {
    if (error instanceof UnwritableError) return [`${name} (${error.message})`]
    throw error
  }
}

/**
 * Writes a whole file or nothing: beside it, under a name of its own, and then renamed. A link is followed.
 * @throws UnwritableError; what was begun is taken away, and what was there is there still
 */
export function writeWhole(path: string, text: string): void {
  tried(() => {
    const { file, mode } = placeOf(path)
    const draft = draftBeside(file)
    try {
      writeFileSync(draft, text, { flag: 'wx', mode })
      renameSync(draft, file)
    } catch (error) {
      rmSync(draft, { force: true })
      throw error
    }
  })
}

/**
 * Finds out ahead whether {@link writeWhole} will be able to write: all but whether there is room.
 * @throws UnwritableError
 */
export function probeWritable(path: string): void {
  tried(() => {
    const draft = draftBeside(placeOf(path).file)
    closeSync(openSync(draft, 'wx'))
    rmSync(draft)
  })
}

/**
 * Appends to a file, or only finds out whether that can be. Never waits for the reader of a pipe.
 * @throws UnwritableError
 */
export function append(path: string, text: string): void {
  tried(() => {
    const { O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK } = constants
    const file = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK, 0o666)
    try {
      writeFileSync(file, text)
    } finally {
      closeSync(file)
    }
  })
}

function tried(act: () => void): void {
  try {
    act()
  } catch (error) {
    if (error instanceof UnwritableError) throw error
    throw new UnwritableError(codeOf(error), { cause: error })
  }
}

/** The file that a path leads to, and the mode that it has or will have. */
function placeOf(path: string): { file: string; mode: number } {
  const stats = statSync(path, { throwIfNoEntry: false })
  // A link that leads nowhere is replaced.
  if (!stats) return { file: path, mode: 0o666 }
  if (stats.isDirectory()) throw new UnwritableError('it is a folder')
  // What is renamed to a device takes its place.
  if (!stats.isFile()) throw new UnwritableError('it is not a regular file')
  return { file: realpathSync(path), mode: stats.mode & 0o777 }
}

function draftBeside(file: string): string {
  return join(dirname(file), `.${basename(file)}.${randomUUID().slice(0, 8)}.tmp`)
}

/**
 * Creates a folder and its parents. Node's recursive `mkdir` loops forever in places such as /proc, where
 * nothing can be created and ENOENT is reported.
 * @throws UnwritableError
 */
export function makeFolder(path: string): void {
  tried(() => {
    if (isFolder(path)) return
    makeFolder(dirname(path))
    try {
      mkdirSync(path)
    } catch (error) {
      // Another process may have been faster.
      if (!isFolder(path)) throw error
    }
  })
}

/** @throws where something else stands there */
function isFolder(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats?.isDirectory() === false) throw new UnwritableError('EEXIST')
  return stats !== undefined
}
