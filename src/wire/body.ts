import { addAbortSignal, pipeline } from 'node:stream'
import type { Readable, Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import pLimit from 'p-limit'
import { bodyLimits, OverLimit } from './body-limits.ts'

/**
 * Reads bodies to their end, decoded, in bounded memory: all that are under way may hold as much as
 * one of the largest, and beyond that one after the other.
 */
export class BodyReader {
  readonly #freeBytes: number
  readonly #turns = pLimit(1)

  /** @param together bodies that are under way together, at most */
  constructor(together: number) {
    this.#freeBytes = bodyLimits.bytes / together
  }

  /**
   * What is wrong with the encoding of a body comes back as a reason.
   * @returns the bytes without their encoding
   * @throws OverLimit, the reason of `signal`, and what the connection throws
   */
  async read(
    stream: Readable,
    encoding: string | string[] | undefined,
    signal: AbortSignal,
  ): Promise<{ ok: true; bytes: Buffer } | { ok: false; reason: string }> {
    const [name, ...more] = encodingsOf(encoding)
    const decoder = name === undefined ? null : decoders.get(name)?.()
    if (more.length > 0 || decoder === undefined) {
      // What breaks off here is not read any more, so its error is nobody's.
      stream.once('error', () => undefined).destroy()
      if (more.length > 0) throw new OverLimit('encodings')
      return { ok: false, reason: `the content-encoding${shown(name)} cannot be undone` }
    }
    const decoded = decoder === null ? stream : pipeline(stream, decoder, () => undefined)
    try {
      return { ok: true, bytes: await this.#collect(addAbortSignal(signal, decoded), signal) }
    } catch (error) {
      if (isCodingError(error)) return { ok: false, reason: `the body is not valid ${name}` }
      throw error
    }
  }

  async #collect(stream: Readable, signal: AbortSignal): Promise<Buffer> {
    const chunks: Buffer[] = []
    let size = 0
    let endTurn: (() => void) | null = null
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        size += chunk.length
        if (size > bodyLimits.bytes) throw new OverLimit('bytes')
        if (size > this.#freeBytes) endTurn ??= await this.#turn(signal)
        chunks.push(chunk)
      }
      return Buffer.concat(chunks)
    } finally {
      endTurn?.()
    }
  }

  /** Waits until no other large body is under way, no longer than for the signal. */
  #turn(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => reject(signal.reason as Error)
      signal.addEventListener('abort', giveUp, { once: true })
      void this.#turns(() => {
        signal.removeEventListener('abort', giveUp)
        return signal.aborted ? undefined : new Promise<void>((endTurn) => resolve(endTurn))
      })
    })
  }
}

function encodingsOf(header: string | string[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .flatMap((part) => part.split(','))
    .map((part) => part.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity')
}

const decoders = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
])

function isCodingError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^(Z_|ERR_(_ERROR_FORMAT|BROTLI|PADDING|ZLIB_INITIALIZATION_FAILED$))/.test(code)
}

/** The name of an encoding is the server's text: shown only where it looks like one. */
function shown(name = ''): string {
  return /^[a-z-]{1,12}\d{0,3}$/.test(name) ? ` "${name}"` : ''
}
