import { pipeline } from 'node:stream/promises'
import { Writable } from 'node:stream'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { Turns } from './turns.ts'

/** Largest body that is read, decoded, in bytes. Ten thousand instances take about 12 million. */
export const maxBodyBytes = 32 * 1024 * 1024

/**
 * Most values that a body may hold, as they take many times the memory of their text. Ten thousand
 * instances hold about 600,000.
 */
export const maxValues = 1_000_000

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
  readonly #turns = new Turns()
  readonly #freeBytes: number

  /** @param together bodies that are under way together, at most */
  constructor(together: number) {
    this.#freeBytes = maxBodyBytes / together
  }

  /**
   * What is wrong with the body itself comes back as a reason.
   * @throws BodyTooLarge, and what the connection throws
   */
  async read(
    stream: Readable,
    encoding: string | string[] | undefined,
    signal: AbortSignal,
  ): Promise<{ ok: true; value: string } | { ok: false; reason: string }> {
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
    const body = new Collected(this.#turns, this.#freeBytes)
    try {
      const steps = decoders.filter((step) => step !== null)
      if (steps.length === 0) for await (const chunk of stream) await body.add(chunk as Buffer)
      else await pipeline([stream, ...steps, body.writable()], { signal })
      return decodeText(body.take())
    } catch (error) {
      if (isCodingError(error))
        return { ok: false, reason: `the body is not valid ${coded.join(', ')}` }
      throw error
    } finally {
      body.release()
    }
  }
}

/** The bytes of one body so far. */
class Collected {
  readonly #turns: Turns
  readonly #freeBytes: number
  #chunks: Buffer[] = []
  #size = 0
  #values = 0
  #endTurn: (() => void) | null = null
  #isReleased = false

  constructor(turns: Turns, freeBytes: number) {
    this.#turns = turns
    this.#freeBytes = freeBytes
  }

  async add(chunk: Buffer): Promise<void> {
    this.#size += chunk.length
    if (this.#size > maxBodyBytes)
      throw new BodyTooLarge(`the body is larger than ${maxBodyBytes} bytes`)
    this.#values += valuesIn(chunk)
    if (this.#values > maxValues)
      throw new BodyTooLarge(`the body holds more than ${maxValues} values`)
    this.#chunks.push(chunk)
    if (this.#size > this.#freeBytes) this.#endTurn ??= await this.#turns.next()
    // The request may have timed out meanwhile; who is gone must not keep the turn.
    if (this.#isReleased) this.release()
  }

  writable(): Writable {
    return new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.add(chunk).then(() => done(), done)
      },
    })
  }

  take(): Buffer {
    const whole = Buffer.concat(this.#chunks)
    this.#chunks = []
    return whole
  }

  release(): void {
    this.#isReleased = true
    this.#chunks = []
    this.#endTurn?.()
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

/** How many values begin in a part of a JSON text, near enough. */
function valuesIn(bytes: Buffer): number {
  let values = 0
  for (const byte of bytes) if (byte === comma || byte === brace || byte === bracket) values++
  return values
}

const comma = 0x2c
const brace = 0x7b
const bracket = 0x5b

function decodeText(bytes: Buffer): { ok: true; value: string } | { ok: false; reason: string } {
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { ok: false, reason: 'the body is not valid UTF-8' }
  }
}

function shown(names: readonly string[]): string {
  const text = names.slice(0, maxEncodings).join(', ')
  return JSON.stringify(names.length > maxEncodings ? `${text}, …` : text)
}
