import type { Contract, Expectation, Field, Shape } from '../model/contract.ts'
import type { WireResponse } from '../recording/exchange.ts'
import { seenFrom } from '../model/words.ts'
import type { Words } from '../model/words.ts'
import { pointerOf, tokens, valueAt } from '../contract/pointer.ts'
import type { Values } from '../ask/generators/value.ts'
import { held, judged } from './judgement.ts'
import { jsonTextMismatches } from './json-text.ts'
import type { Judgement, Mismatch } from './judgement.ts'
import { listedBy, servesListing } from './instances/listing.ts'
import { judgeRelation } from './instances/relation.ts'
import { lastingOf } from './instances/stable.ts'
import type { RelationContext } from './instances/selected-instances.ts'
import type { Timeline } from './instances/timeline.ts'

/** What an answer is judged by, beside the expectation. */
export interface AnswerContext {
  contract: Contract
  timeline: Timeline
  values: Values
}

/** Judges an answer by expectations of which one must hold. */
export function judgeAny(
  expectations: readonly Expectation[],
  response: WireResponse,
  context: AnswerContext,
): Judgement {
  const judgements = expectations.map((expectation) =>
    judgeExpectation(expectation, response, context),
  )
  const best =
    judgements.find(({ kind }) => kind === 'held') ??
    judgements.find(({ kind }) => kind === 'vacuous')
  if (best) return best
  // The alternative whose status fits is the one that the server tried to follow.
  const meant = expectations.findIndex(
    ({ status }) => status === null || fitsStatus(response.status, status),
  )
  return judgements[Math.max(meant, 0)] ?? held
}

/** Judges an answer by one expectation; a wrong status makes all else moot. */
export function judgeExpectation(
  expectation: Expectation,
  response: WireResponse,
  context: AnswerContext,
): Judgement {
  const { status, listing, item, items } = expectation
  if (status && !fitsStatus(response.status, status)) return judged([wrongStatus(status, response)])
  if (listing === true && !listedBy(response, context.contract.listing)) {
    return judged([noListing(response, context)])
  }
  const isKnown = (identity: string): boolean => context.timeline.has(identity)
  if (listing === false && servesListing(response, context.contract.listing, isKnown)) {
    const actual = `a listing, with status ${response.status}`
    return judged([{ expected: 'no listing', actual, pointer: null }])
  }
  if (isAdvice(expectation) && !response.body.ok)
    return { kind: 'vacuous', needs: 'an answer in JSON' }
  const mismatches = wholeMismatches(expectation, response)
  if (mismatches.length > 0) return judged(mismatches)
  if (listing === false && status === null && context.timeline.readings === 0) {
    return { kind: 'vacuous', needs: 'an account whose listing could be withheld' }
  }
  return item === null && items === null ? held : judgeInstances(expectation, response, context)
}

/** What is advised of JSON says nothing of what is none. */
function isAdvice({ json }: Expectation): boolean {
  return json !== null && json !== 'valid'
}

function wholeMismatches(
  { contentType, json, body }: Expectation,
  response: WireResponse,
): Mismatch[] {
  const ofText = json === null ? [] : jsonTextMismatches(json, response)
  return [
    ...(contentType === null ? [] : contentTypeMismatches(contentType, response)),
    ...ofText,
    ...(body === null || ofText.length > 0 ? [] : bodyMismatches(body, response)),
  ]
}

function judgeInstances(
  { item, items }: Expectation,
  response: WireResponse,
  context: AnswerContext,
): Judgement {
  const { contract } = context
  const instances = listedBy(response, contract.listing)
  if (!instances) return judged([noListing(response, context)])
  const mismatches = item
    ? instances.flatMap(({ item: value, index }) => itemMismatches(item, value, index, contract))
    : []
  if (mismatches.length > 0 || items === null) return judged(mismatches)
  return judgeRelation(items, instances, relationContext(context))
}

/** What the relation of an answer's instances is judged by. */
export function relationContext({ contract, timeline, values }: AnswerContext): RelationContext {
  const { items, id } = contract.listing
  return { timeline, values, items, id, fixed: fixedFields(contract) }
}

/** What an instance keeps for life, but for what must not be shown. */
function fixedFields({ listing, secrets }: Contract): Field[] {
  return lastingOf(listing.fields).filter(
    ({ pointer }) => !secrets.includes(tokens(pointer).at(-1) ?? ''),
  )
}

/** Whether a status is one of those listed, or of a class such as `4xx`. */
export function fitsStatus(status: number, wanted: readonly string[]): boolean {
  return wanted.some((one) => one === String(status) || one === `${Math.floor(status / 100)}xx`)
}

/** Mismatches of one instance, with pointers into the whole body. */
export function itemMismatches(
  shape: Shape,
  value: unknown,
  index: number,
  { listing }: Pick<Contract, 'listing'>,
): Mismatch[] {
  const at = listing.items + pointerOf([index])
  return shape.mismatches(value).map(({ pointer, expected, actual }) => ({
    pointer: at + pointer,
    expected: seenFrom(expected, at),
    actual: seenFrom(actual, at),
  }))
}

function wrongStatus(status: readonly string[], { status: actual, body }: WireResponse): Mismatch {
  const said: Words =
    body.ok && actual >= 400 ? [', ', { kind: 'body', pointer: '', value: body.value }] : []
  return {
    expected: `status ${status.join(' or ')}`,
    actual: [`status ${actual}`, ...said],
    pointer: null,
  }
}

function contentTypeMismatches(wanted: string, { headers }: WireResponse): Mismatch[] {
  const header = [headers['content-type'] ?? []].flat()[0]
  const type = header?.split(';', 1)[0]?.trim().toLowerCase()
  if (type === wanted) return []
  return [
    {
      expected: `Content-Type ${wanted}`,
      actual:
        header === undefined
          ? 'no Content-Type'
          : ['Content-Type ', { kind: 'header', name: 'content-type', value: header }],
      pointer: null,
    },
  ]
}

function bodyMismatches(shape: Shape, { body }: WireResponse): Mismatch[] {
  if (!body.ok) return [{ expected: 'a JSON body', actual: body.reason, pointer: null }]
  return shape.mismatches(body.value)
}

function noListing(response: WireResponse, { contract }: AnswerContext): Mismatch {
  const { items } = contract.listing
  const expected = items === '' ? 'an array of instances' : `an array of instances at ${items}`
  if (!response.body.ok) return { expected, actual: response.body.reason, pointer: null }
  const value = valueAt(response.body.value, items)
  return { expected, actual: [{ kind: 'body', pointer: items, value }], pointer: items }
}
