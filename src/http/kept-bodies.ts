import { createHash } from 'node:crypto'
import type { WireResponse } from '../model/exchange.ts'
import { BodyTooLarge, maxBodyBytes } from './body.ts'
import { weigh } from './body-weight.ts'
import type { BodyWeight } from './body-weight.ts'

/**
 * Most that one body may hold besides its bytes, as that takes many times the memory of its text. Ten
 * thousand instances hold about 600,000 values, and under a hundred names.
 */
export const mostInBody: BodyWeight = { values: 1_000_000, names: 50_000 }

/**
 * Most that all different bodies of a run may hold together. An account of ten thousand instances that
 * changes with every request is read eight times: 100 MB, and 5 million values.
 */
export const mostInAll = { bytes: 8 * maxBodyBytes, values: 6_000_000, names: 200_000 }

type Kept = Pick<WireResponse, 'length' | 'body'>

/**
 * What was read of bodies, by their bytes: an account of thousands is the same in a hundred answers,
 * and decoded, parsed and kept once.
 */
export class KeptBodies {
  readonly #bodies = new Map<string, Kept>()
  readonly #unreadable = new Map<string, Kept>()
  #all = { bytes: 0, values: 0, names: 0 }

  /**
   * @param bytes in no encoding; nothing of them is kept
   * @throws BodyTooLarge where it holds more than is kept of one body, or all bodies together do
   */
  parsed(bytes: Buffer): Kept {
    const key = createHash('sha256').update(bytes).digest('base64')
    const known = this.#bodies.get(key)
    if (known) return known
    this.#add(bytes.length, weigh(bytes, mostInBody))
    const text = decoded(bytes)
    const fresh: Kept = {
      length: bytes.length,
      body: text === null ? { ok: false, reason: 'the body is not valid UTF-8' } : parseJson(text),
    }
    this.#bodies.set(key, fresh)
    return fresh
  }

  /** @throws BodyTooLarge */
  #add(bytes: number, { values, names }: BodyWeight): void {
    limit('the body holds', mostInBody, { values, names })
    const all = this.#all
    this.#all = { bytes: all.bytes + bytes, values: all.values + values, names: all.names + names }
    limit('all bodies together hold', mostInAll, this.#all)
  }

  /** A body of which nothing could be read. */
  unreadable(reason: string): Kept {
    const known = this.#unreadable.get(reason)
    const one = known ?? { length: 0, body: { ok: false, reason } }
    this.#unreadable.set(reason, one)
    return one
  }
}

type Held = Partial<typeof mostInAll>

/** @throws BodyTooLarge */
function limit(who: string, most: Held, held: Held): void {
  for (const [what, noun] of nouns)
    if ((held[what] ?? 0) > (most[what] ?? Infinity))
      throw new BodyTooLarge(`${who} more than ${most[what]} ${noun}`)
}

const nouns = [
  ['bytes', 'bytes'],
  ['values', 'values'],
  ['names', 'different member names'],
] as const

/** Null where the bytes are no UTF-8. */
function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function parseJson(text: string): WireResponse['body'] {
  if (text.trim() === '') return { ok: false, reason: 'the body is empty' }
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return {
      ok: false,
      reason: /^\s*</.test(text) ? 'the body is HTML or XML, not JSON' : 'the body is not JSON',
    }
  }
}
