import { keyOf } from '../ask/cases.ts'
import type { Exchange, WireRequest } from '../recording/exchange.ts'
import { byIdentity } from './instances/listing.ts'
import { ask } from './inquiry.ts'
import type { Inquiry } from './inquiry.ts'
import type { JudgeContext } from './judge-context.ts'
import { readingsOf } from './readings.ts'
import type { Reading } from './readings.ts'
import { listOf, readingRequest } from './snapshots.ts'

/** So many requests are repeated to see whether they spoil the listing again. */
const mostTriggers = 4

/** So many readings in a row show whether the listing changes without a trigger, too. */
const untriggered = 4

/** So many are repeated to see whether they still show what the listing lacks. */
const mostWitnesses = 3

/** So many requests at most retrace what changed the listing; each one has a reading after it, and one comes before all. */
export const mostRetracing = 1 + Math.max(2 * mostTriggers + untriggered, 2 * (mostWitnesses + 1))

/**
 * Where a reading of the account differs from the first one, asks again what stood before it, each
 * time followed by a reading: trouble comes again with its trigger, movement does not. Where the
 * listing stays as it is, asks for what it lacks with requests that showed it.
 */
export function* retrace(context: JudgeContext): Inquiry<void> {
  if (!readingsIn(context).some(({ isUnlike }) => isUnlike)) return
  yield* context.snapshots.inTurn(1)
  const now = readingsIn(context).at(-1)
  if (now?.isUnlike === false) yield* repeatTriggers(context)
  else if (now?.list) yield* callWitnesses(context)
}

function readingsIn({ contract, recording }: JudgeContext): Reading[] {
  return readingsOf(readingRequest(contract, recording), recording.exchanges, contract)
}

function* repeatTriggers(context: JudgeContext): Inquiry<void> {
  const triggers = triggersIn(readingsIn(context), context).slice(0, mostTriggers)
  for (const { request } of triggers) {
    yield* ask([{ request, cases: [] }])
    yield* context.snapshots.inTurn(1)
    if (readingsIn(context).at(-1)?.isUnlike === false) continue
    yield* context.snapshots.inTurn(untriggered)
    return
  }
}

/**
 * One request of each kind that stood before an unlike reading: those first after which no reading
 * was as the first, then those that stood before the most, then the latest.
 */
function triggersIn(readings: readonly Reading[], context: JudgeContext): Exchange[] {
  const kinds = new Map<string, { last: Exchange; spoilt: number; right: number }>()
  for (const { since, isUnlike } of readings)
    for (const [kind, last] of new Map(since.map((one) => [kindOf(one, context), one]))) {
      const { spoilt, right } = kinds.get(kind) ?? { spoilt: 0, right: 0 }
      const counts = { spoilt: spoilt + Number(isUnlike), right: right + Number(!isUnlike) }
      kinds.delete(kind)
      kinds.set(kind, { last, ...counts })
    }
  return [...kinds.values()]
    .filter(({ spoilt }) => spoilt > 0)
    .reverse()
    .sort((one, other) => one.right - other.right || other.spoilt - one.spoilt)
    .map(({ last }) => last)
}

/** What is alike in what it may leave behind. */
function kindOf(exchange: Exchange, { contract }: JudgeContext): string {
  const { as, query } = exchange.request
  const names = [...new Set(query.map(([name]) => name))].sort()
  const isFound = (listOf(exchange, contract)?.length ?? 0) > 0
  return JSON.stringify([as.role, as.genuine, names, isFound])
}

function* callWitnesses(context: JudgeContext): Inquiry<void> {
  const readings = readingsIn(context)
  const now = byIdentity(readings.at(-1)?.list ?? [])
  const gone = new Set([...byIdentity(readings[0]?.list ?? []).keys()].filter((id) => !now.has(id)))
  const showsGone = (one: Exchange): boolean =>
    listOf(one, context.contract)?.some(({ identity }) => gone.has(identity ?? '')) ?? false
  const own = new Set(readings.map(({ exchange }) => exchange))
  const witnesses = new Map(
    context.recording.exchanges
      .filter((one) => one.request.as.genuine && !own.has(one) && showsGone(one))
      .map((one) => [keyOf(one.request), one.request] as const),
  )
  function* isShown(request: WireRequest): Inquiry<boolean> {
    const [answer] = yield* ask([{ request, cases: [] }])
    yield* context.snapshots.inTurn(1)
    return answer !== undefined && showsGone(answer)
  }
  for (const request of [...witnesses.values()].slice(0, mostWitnesses)) {
    if (!(yield* isShown(request))) continue
    yield* isShown(request)
    return
  }
}
