import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs'
import type { Stats } from 'node:fs'
import { UsageError } from '../model/problem.ts'

export interface UserFile {
  path: string
  /** What the error calls it: `the contract mine.yaml`. */
  shown: string
  /** What the error begins with: the flag, and a colon. */
  lead?: string
  /** Most bytes that are read; default: 16 MB. */
  most?: number
  /** How long a pipe may take to come to its end, in milliseconds; default: 5000. */
  timeoutMs?: number
}

/** A phrase for brackets; it quotes nothing of the file. */
class Unreadable extends Error {}

/**
 * Reads a text that the user named: a file, or a pipe such as `/dev/stdin`, `<(…)` and a FIFO. Folders
 * and devices are refused at once, what is too large or does not end in time when that shows.
 * @throws UsageError that says why it cannot be read, and quotes nothing of it
 */
export function readUserFile(file: UserFile): string {
  const { path, shown, lead = '', most = 16 * 1024 * 1024, timeoutMs = 5000 } = file
  try {
    const stats = statSync(path)
    refuse(stats, most)
    const until = stats.isFile() ? Infinity : performance.now() + timeoutMs
    if (stats.isSocket() && isStandardInput(stats)) {
      // A socket cannot be opened by its path. To touch the stream makes its reads return at once.
      process.stdin.pause()
      return toTheEnd(0, { most, until, waits: false })
    }
    const fd = openSync(path, constants.O_RDONLY | (O_NONBLOCK ?? 0))
    try {
      const waits = stats.isFIFO() && !/^\/(?:dev|proc)\//.test(path)
      return toTheEnd(fd, { most, until, waits })
    } finally {
      closeSync(fd)
    }
  } catch (error) {
    const reason = error instanceof Unreadable ? error.message : codeOf(error)
    throw new UsageError(`${lead}cannot read ${shown} (${reason})`)
  }
}

/** A FIFO may have no writer yet, and a read must not block. Windows has no such flag, and no FIFO. */
const { O_NONBLOCK } = constants as Partial<typeof constants>

/** Whether anything stands at a path, be it unreadable. */
export function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    return codeOf(error) !== 'ENOTDIR'
  }
}

/** The code of a system's error, for brackets. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
}

function refuse(stats: Stats, most: number): void {
  if (stats.isDirectory()) throw new Unreadable('it is a folder')
  if (stats.isCharacterDevice() || stats.isBlockDevice()) throw new Unreadable('it is a device')
  if (stats.size > most) throw tooLarge(most)
}

function tooLarge(most: number): Unreadable {
  return new Unreadable(`it is larger than ${most / 1024 / 1024} MB`)
}

function isStandardInput({ dev, ino }: Stats): boolean {
  const input = fstatSync(0)
  return input.dev === dev && input.ino === ino
}

interface Limits {
  most: number
  /** By `performance.now()`. */
  until: number
  /** Whether it may end, or have nothing to read, before its writer came. */
  waits: boolean
}

function toTheEnd(fd: number, { most, until, waits }: Limits): string {
  const chunks: Buffer[] = []
  let size = 0
  for (;;) {
    const chunk = Buffer.allocUnsafe(64 * 1024)
    const length = readSome(fd, chunk)
    // Before its writer came, a FIFO looks as one that has ended.
    if (length === 0 && !(waits && size === 0)) return Buffer.concat(chunks).toString('utf8')
    if (length !== null) chunks.push(chunk.subarray(0, length))
    size += length ?? 0
    if (size > most) throw tooLarge(most)
    if (performance.now() > until) throw new Unreadable('it did not end in time')
    if (!length) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
  }
}

/** How many bytes were read, 0 at the end; null where there are none yet. */
function readSome(fd: number, into: Buffer): number | null {
  try {
    return readSync(fd, into)
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return null
    if (codeOf(error) === 'EOF') return 0
    throw error
  }
}
