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
  /** Where a large body is collected; one at a time, and all in the same memory. */
  #large: Buffer | null = null

  /** @param together bodies that are under way together, at most */
  constructor(together: number) {
    this.#freeBytes = bodyLimits.bytes / together
  }

  /**
   * What is wrong with the encoding of a body comes back as a reason.
   * @param use gets the bytes without their encoding; they are others' as soon as it returns
   * @throws OverLimit, the reason of `signal`, and what the connection or `use` throws
   */
  async read<Result>(
    stream: Readable,
    encoding: string | string[] | undefined,
    signal: AbortSignal,
    use: (bytes: Buffer) => Result,
  ): Promise<{ ok: true; value: Result } | { ok: false; reason: string }> {
    const [name, ...more] = encodingsOf(encoding)
    const decoder = name === undefined ? null : decoders.get(name)?.()
    if (more.length > 0 || decoder === undefined) {
      // What breaks off here is not read any more, so its error is nobody's.
      stream.once('error', () => undefined).destroy()
      if (more.length > 0) throw OverLimit.ofBody('encodings')
      return { ok: false, reason: `the content-encoding${shown(name)} cannot be undone` }
    }
    const decoded = decoder === null ? stream : pipeline(stream, decoder, () => undefined)
    try {
      return { ok: true, value: await this.#collect(addAbortSignal(signal, decoded), signal, use) }
    } catch (error) {
      if (isCodingError(error)) return { ok: false, reason: `the body is not valid ${name}` }
      throw error
    }
  }

  async #collect<Result>(
    stream: Readable,
    signal: AbortSignal,
    use: (bytes: Buffer) => Result,
  ): Promise<Result> {
    let chunks: Buffer[] = []
    let size = 0
    let large: { bytes: Buffer; endTurn: () => void } | null = null
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        if (size + chunk.length > bodyLimits.bytes) throw OverLimit.ofBody('bytes')
        if (large === null && size + chunk.length > this.#freeBytes) {
          large = await this.#turn(signal)
          Buffer.concat(chunks).copy(large.bytes)
          chunks = []
        }
        if (large === null) chunks.push(chunk)
        else large.bytes.set(chunk, size)
        size += chunk.length
      }
      return use(large?.bytes.subarray(0, size) ?? Buffer.concat(chunks))
    } finally {
      large?.endTurn()
    }
  }

  /** Waits for the memory of a large body, no longer than for the signal. */
  #turn(signal: AbortSignal): Promise<{ bytes: Buffer; endTurn: () => void }> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => reject(signal.reason as Error)
      signal.addEventListener('abort', giveUp, { once: true })
      void this.#turns(() => {
        signal.removeEventListener('abort', giveUp)
        if (signal.aborted) return undefined
        const bytes = (this.#large ??= Buffer.allocUnsafeSlow(bodyLimits.bytes))
        return new Promise<void>((endTurn) => resolve({ bytes, endTurn }))
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
