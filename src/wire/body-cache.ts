import { createHash } from 'node:crypto'
import { valueAt } from '../contract/pointer.ts'
import type { BodyFacts, WireResponse } from '../recording/exchange.ts'
import { scanBody } from './scan-body.ts'
import { bodyLimits, OverLimit, runLimits } from './body-limits.ts'
import type { RunLimit } from './body-limits.ts'
import { isPage, noJson } from './no-json.ts'

type Kept = Pick<WireResponse, 'length' | 'body' | 'facts'>

/**
 * What was read of bodies, by their bytes: an account of thousands is the same in a hundred answers,
 * and scanned, parsed and kept once.
 */
export class BodyCache {
  readonly #items: string
  readonly #bodies = new Map<string, Kept | OverLimit>()
  readonly #unreadable = new Map<string, Kept>()
  #all: Record<RunLimit, number> = { bytes: 0, values: 0, names: 0 }

  /** @param items pointer to the array of instances in a body (RFC 6901) */
  constructor(items: string) {
    this.#items = items
  }

  /**
   * @param bytes in no encoding; nothing of them is kept
   * @throws OverLimit where it holds more than is judged of one body, or all bodies together do
   */
  parsed(bytes: Buffer): Kept {
    const key = createHash('sha256').update(bytes).digest('base64')
    const known = this.#bodies.get(key) ?? this.#fresh(bytes)
    this.#bodies.set(key, known)
    if (known instanceof OverLimit) throw known
    return known
  }

  #fresh(bytes: Buffer): Kept | OverLimit {
    const { facts, widened, over, text } = scanBody(bytes, bodyLimits)
    if (over !== null) return OverLimit.ofBody(over)
    const passed = this.#add({ ...facts, bytes: facts.bytes + widened })
    if (passed !== null) return OverLimit.ofRun(passed)
    const kept = keptOf(bytes, facts, text)
    if (!kept.body.ok) return kept
    const items = valueAt(kept.body.value, this.#items)
    const isLong = Array.isArray(items) && items.length > bodyLimits.instances
    return isLong ? OverLimit.ofBody('instances') : kept
  }

  /** Counts a body, with the bytes that it takes when it is kept, and says of what all together hold too much now. */
  #add({ bytes, values, names }: Record<RunLimit, number>): RunLimit | null {
    const all = this.#all
    this.#all = { bytes: all.bytes + bytes, values: all.values + values, names: all.names + names }
    return runLimitNames.find((name) => this.#all[name] > runLimits[name]) ?? null
  }

  /** A body of which nothing could be read. */
  unreadable(reason: string): Kept {
    const known = this.#unreadable.get(reason)
    const one = known ?? { length: 0, body: { ok: false, reason }, facts: null }
    this.#unreadable.set(reason, one)
    return one
  }
}

const runLimitNames = Object.keys(runLimits) as RunLimit[]

function keptOf(bytes: Buffer, facts: BodyFacts, text: string): Kept {
  const body: WireResponse['body'] =
    facts.break === null
      ? { ok: true, value: JSON.parse(text) as unknown }
      : {
          ok: false,
          reason: noJson(bytes, facts.break, facts.values),
          ...(isPage(bytes) ? { isPage: true } : {}),
        }
  return { length: bytes.length, body, facts }
}
