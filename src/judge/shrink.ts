import fc from 'fast-check'
import { fieldsOf } from '../contract/generator-kinds.ts'
import type { ActiveBehavior } from '../model/contract.ts'
import type { CaseValue, Finding } from './outcome.ts'
import type { Values } from '../ask/generators/value.ts'
import type { Judgement } from './judgement.ts'
import { keyOf, requestOf } from '../ask/cases.ts'
import type { Case } from '../ask/cases.ts'
import { judgeCase } from './active.ts'
import type { AnsweredCase } from '../ask/plan.ts'
import type { JudgeContext } from './judge-context.ts'
import type { Inquiry } from './inquiry.ts'
import type { Exchange } from '../recording/exchange.ts'
import type { Ask } from '../recording/recording.ts'

/** How many requests may be spent on making one counterexample smaller, and those of a run. */
const requestsPerCase = 4
export const spareRequests = 8

/** The smallest case that was found to fail, with the way to it. */
export interface Shrunk {
  answered: AnsweredCase
  judgement: Extract<Judgement, { kind: 'broken' }>
  /** Number of the case, then the steps of shrinking. */
  path: string
}

type Tried = Omit<Shrunk, 'path'> | 'held' | 'unasked'

/** Makes a failing case smaller, as far as a few more requests reach. */
export function* shrink(
  behavior: ActiveBehavior,
  failing: Omit<Shrunk, 'path'>,
  context: JudgeContext,
): Inquiry<Shrunk> {
  const { case: start } = failing.answered
  const asIs = { ...failing, path: String(start.index) }
  if (isOnlyRepeated(failing.judgement) || behavior.forAll.size === 0) return asIs
  let budget = requestsPerCase
  const { smallest, path } = yield* walk(start, failing, function* (values, path): Inquiry<Tried> {
    const request = requestOf(behavior, { index: start.index, values }, context.account)
    if (!request) return 'held'
    const key = keyOf(request)
    if (!context.answers.has(key) && budget-- <= 0) return 'unasked'
    const cases = [{ behavior: behavior.id, path: [start.index, ...path].join(':') }]
    const exchange = yield* spared({ request, cases }, context)
    if (exchange === null) return 'unasked'
    const answered = { case: { ...start, values, request }, exchanges: [exchange] }
    const judgement = judgeCase(behavior, answered, context)
    return judgement.kind === 'broken' ? { answered, judgement } : 'held'
  })
  return { ...smallest, path: [start.index, ...path].join(':') }
}

/** Whether a first answer was right: another case is no smaller for failing at its first. */
export function isOnlyRepeated({ steps = [] }: Shrunk['judgement']): boolean {
  return steps.length > 1
}

/** The answer to a request; null where it is not worth a wait, or too many were asked for already. */
function* spared(ask: Ask, context: JudgeContext): Inquiry<Exchange | null> {
  const { answers } = context
  const key = keyOf(ask.request)
  const known = answers.get(key)
  if (known) return known
  if (context.spareRequests <= 0) return null
  const [answer = null] = yield { pace: 'spare', asks: [ask] }
  if (answer === null) return null
  context.spareRequests--
  answers.set(key, answer)
  return answer
}

/** How many smaller values are looked at, whether they cost a request or not. */
const mostLookedAt = 200

/**
 * Goes from a failing value to its first smaller one that fails too, and so on, as fast-check does;
 * unlike it, ends where the requests do, as the values that are left can be without number.
 */
function* walk<Found>(
  { arbitrary, seed }: Pick<Case, 'arbitrary' | 'seed'>,
  failing: Found,
  tried: (values: Values, path: readonly number[]) => Inquiry<Found | 'held' | 'unasked'>,
): Inquiry<{ smallest: Found; path: number[] }> {
  const drawn = new Remembering(arbitrary)
  fc.sample(drawn, { seed, numRuns: 1 })
  let smallest = failing
  const path: number[] = []
  let lookedAt = 0
  for (let value = drawn.last; value;) {
    let smaller: fc.Value<Values> | undefined
    let step = 0
    for (const candidate of arbitrary.shrink(value.value, value.context)) {
      const found =
        ++lookedAt > mostLookedAt ? 'unasked' : yield* tried(candidate.value, [...path, step])
      if (found === 'unasked') return { smallest, path }
      if (found !== 'held') {
        smallest = found
        smaller = candidate
        path.push(step)
        break
      }
      step++
    }
    value = smaller
  }
  return { smallest, path }
}

/** Remembers what it drew last, with what its arbitrary needs to make that smaller. */
class Remembering extends fc.Arbitrary<Values> {
  readonly #inner: fc.Arbitrary<Values>
  last: fc.Value<Values> | undefined

  constructor(inner: fc.Arbitrary<Values>) {
    super()
    this.#inner = inner
  }

  override generate(random: fc.Random, bias: number | undefined): fc.Value<Values> {
    this.last = this.#inner.generate(random, bias)
    return this.last
  }

  override canShrinkWithoutContext(value: unknown): value is Values {
    return this.#inner.canShrinkWithoutContext(value)
  }

  override shrink(value: Values, context: unknown): fc.Stream<fc.Value<Values>> {
    return this.#inner.shrink(value, context)
  }
}

/** The values of a case, with the fields that they were drawn from; null where there are none. */
export function counterexampleOf(
  { forAll }: ActiveBehavior,
  { values }: Pick<Case, 'values'>,
): Finding['counterexample'] {
  const named = Object.entries(values).map(([name, value]) => {
    const generator = forAll.get(name)
    return [name, caseValue(value, generator ? fieldsOf(generator) : [])] as const
  })
  return named.length === 0 ? null : Object.fromEntries(named)
}

function caseValue(value: Values[string], fields: readonly string[]): CaseValue {
  if (typeof value === 'string' || Array.isArray(value))
    return { kind: 'drawn', value: value as string | readonly string[], fields }
  const tagged = value as Exclude<typeof value, string | readonly string[]>
  switch (tagged.kind) {
    case 'credential':
      return { kind: 'own', value: tagged.credential.shown }
    case 'forged':
      return { kind: 'own', value: tagged.shown }
    case 'layout': {
      const { order, gaps, before, after } = tagged
      return { kind: 'own', value: { order, gaps, before, after } }
    }
  }
}
