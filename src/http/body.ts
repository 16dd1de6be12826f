import { pipeline } from 'node:stream/promises'
import { Writable } from 'node:stream'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

/** Largest body that is read, decoded, in bytes. Ten thousand instances take about 12 million. */
export const maxBodyBytes = 48 * 1024 * 1024

/** Encodings on top of each other that are undone; more is no server's honest work. */
const maxEncodings = 3

class BodyTooLarge extends Error {}

/**
 * Reads a body to its end, decoded, in bounded memory.
 * @throws what the connection throws; what is wrong with the body itself comes back as a reason
 */
export async function readBody(
  stream: Readable,
  encoding: string | string[] | undefined,
  signal: AbortSignal,
): Promise<{ ok: true; value: string } | { ok: false; reason: string }> {
  const names = [encoding ?? []]
    .flat()
    .flatMap((part) => part.split(','))
    .map((part) => part.trim().toLowerCase())
  const coded = names.filter((name) => name !== '' && name !== 'identity')
  const decoders = coded
    .slice(0, maxEncodings + 1)
    .map(decoderOf)
    .reverse()
  if (decoders.includes(null) || decoders.length > maxEncodings) {
    // What breaks off here is not read any more, so its error is nobody's.
    stream.once('error', () => undefined).destroy()
    return {
      ok: false,
      reason: `the content-encoding ${shownEncoding(coded)} cannot be undone`,
    }
  }
  const chunks: Buffer[] = []
  try {
    const steps = decoders.filter((step) => step !== null)
    if (steps.length === 0) await collect(stream, chunks)
    else await pipeline([stream, ...steps, collector(chunks)], { signal })
  } catch (error) {
    if (error instanceof BodyTooLarge)
      return { ok: false, reason: `the body is larger than ${maxBodyBytes} bytes` }
    if (isCodingError(error))
      return { ok: false, reason: `the body is not valid ${coded.join(', ')}` }
    throw error
  }
  return decodeText(Buffer.concat(chunks))
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

/** As {@link collector}, without the machinery that decoding needs. */
async function collect(stream: Readable, chunks: Buffer[]): Promise<void> {
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes) throw new BodyTooLarge()
    chunks.push(chunk)
  }
}

function collector(chunks: Buffer[]): Writable {
  let size = 0
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size <= maxBodyBytes) chunks.push(chunk)
      done(size > maxBodyBytes ? new BodyTooLarge() : null)
    },
  })
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

function decodeText(bytes: Buffer): { ok: true; value: string } | { ok: false; reason: string } {
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { ok: false, reason: 'the body is not valid UTF-8' }
  }
}

function shownEncoding(names: readonly string[]): string {
  const text = names.slice(0, maxEncodings).join(', ')
  return JSON.stringify(names.length > maxEncodings ? `${text}, …` : text)
}
