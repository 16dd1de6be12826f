import { pipeline } from 'node:stream/promises'
import { Writable } from 'node:stream'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { Turns } from './turns.ts'

/** Largest body that is read, decoded, in bytes. Ten thousand instances take about 12 million. */
export const maxBodyBytes = 16 * 1024 * 1024

/** Encodings on top of each other that are undone; more is no server's honest work. */
const maxEncodings = 3

/** A body that is larger than is read. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

/**
 * Reads bodies to their end, decoded, in bounded memory: all that are under way may hold as much as
 * one of the largest, and beyond that one after the other.
 */
export class BodyReader {
  readonly #large = new LargeBody()
  readonly #freeBytes: number

  /** @param together bodies that are under way together, at most */
  constructor(together: number) {
    this.#freeBytes = maxBodyBytes / together
  }

  /**
   * What is wrong with the encodings of a body comes back as a reason.
   * @param use gets the bytes without their encodings; they are others' as soon as it returns
   * @throws BodyTooLarge, and what the connection or `use` throws
   */
  async read<Result>(
    stream: Readable,
    encoding: string | string[] | undefined,
    signal: AbortSignal,
    use: (bytes: Buffer) => Result,
  ): Promise<{ ok: true; value: Result } | { ok: false; reason: string }> {
    const coded = encodingsOf(encoding)
    const decoders = coded
      .slice(0, maxEncodings + 1)
      .map(decoderOf)
      .reverse()
    if (decoders.includes(null) || decoders.length > maxEncodings) {
      // What breaks off here is not read any more, so its error is nobody's.
      stream.once('error', () => undefined).destroy()
      return { ok: false, reason: `the content-encoding ${shown(coded)} cannot be undone` }
    }
    const body = new Collected(this.#large, this.#freeBytes)
    try {
      const steps = decoders.filter((step) => step !== null)
      if (steps.length === 0) for await (const chunk of stream) await body.add(chunk as Buffer)
      else await pipeline([stream, ...steps, body.writable()], { signal })
      return { ok: true, value: use(body.bytes()) }
    } catch (error) {
      if (isCodingError(error))
        return { ok: false, reason: `the body is not valid ${coded.join(', ')}` }
      throw error
    } finally {
      body.release()
    }
  }
}

/** Where a large body is collected; one at a time, and all in the same memory. */
class LargeBody {
  readonly turns = new Turns()
  #bytes: Buffer | null = null

  get bytes(): Buffer {
    return (this.#bytes ??= Buffer.allocUnsafeSlow(maxBodyBytes))
  }
}

/** The bytes of one body so far. */
class Collected {
  readonly #large: LargeBody
  readonly #freeBytes: number
  #chunks: Buffer[] = []
  #size = 0
  #endTurn: (() => void) | null = null
  #isReleased = false

  constructor(large: LargeBody, freeBytes: number) {
    this.#large = large
    this.#freeBytes = freeBytes
  }

  async add(chunk: Buffer): Promise<void> {
    if (this.#size + chunk.length > maxBodyBytes)
      throw new BodyTooLarge(`the body is larger than ${maxBodyBytes} bytes`)
    if (this.#endTurn === null && this.#size + chunk.length > this.#freeBytes) await this.#enlarge()
    if (this.#isReleased) return
    if (this.#endTurn === null) this.#chunks.push(chunk)
    else this.#large.bytes.set(chunk, this.#size)
    this.#size += chunk.length
  }

  writable(): Writable {
    return new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.add(chunk).then(() => done(), done)
      },
    })
  }

  bytes(): Buffer {
    return this.#endTurn ? this.#large.bytes.subarray(0, this.#size) : Buffer.concat(this.#chunks)
  }

  release(): void {
    this.#isReleased = true
    this.#chunks = []
    this.#endTurn?.()
  }

  async #enlarge(): Promise<void> {
    this.#endTurn = await this.#large.turns.next()
    // The request may have timed out meanwhile; who is gone must not keep the turn.
    if (this.#isReleased) {
      this.release()
      return
    }
    const all = this.#large.bytes
    let at = 0
    for (const chunk of this.#chunks) at += chunk.copy(all, at)
    this.#chunks = []
  }
}

function encodingsOf(header: string | string[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .flatMap((part) => part.split(','))
    .map((part) => part.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity')
}

function decoderOf(name: string) {
  switch (name) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      return createInflate()
    case 'br':
      return createBrotliDecompress()
    default:
      return null
  }
}

function isCodingError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return (
    code.startsWith('Z_') ||
    code.startsWith('ERR__ERROR_FORMAT') ||
    code.startsWith('ERR_BROTLI') ||
    code.startsWith('ERR_PADDING') ||
    code === 'ERR_ZLIB_INITIALIZATION_FAILED'
  )
}

function shown(names: readonly string[]): string {
  const text = names.slice(0, maxEncodings).join(', ')
  return JSON.stringify(names.length > maxEncodings ? `${text}, …` : text)
}
