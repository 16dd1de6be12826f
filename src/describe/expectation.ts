import type { RawExpectation } from '../contract/raw.ts'
import type { Contract, Expectation } from '../model/contract.ts'
import { inOne, sentences } from './sentence.ts'
import { item, code, inTurn, listed, say } from './phrase.ts'
import type { Item, Phrase } from './phrase.ts'
import { placeOf, pointerWords } from './place.ts'
import { relationWords } from './relation.ts'
import { shapeWords, silence } from './schema.ts'
import type { Schemas, ShapeWords } from './schema.ts'

/** What an expectation is seen with. */
export interface ExpectationContext {
  contract: Pick<Contract, 'listing'>
  schemas: Schemas
  /** What a condition said of the same body or instance before. */
  known: ShapeWords
}

/** Whether a sentence begins with a condition, which could be taken for a part of the one before. */
export function isConditional([first]: Phrase): boolean {
  return typeof first === 'string' && /^(where|unless) /.test(first)
}

/** More than so many things about a body are set below each other. */
const mostInRow = 2

/** What an answer must be: a sentence, with what is said of its body below where that is much. */
export function expectationItem(
  expectation: Expectation,
  raw: RawExpectation,
  context: ExpectationContext,
): Item {
  const head = headWords(expectation, raw, context)
  const body = clausesOf(raw.body, 'the body', context)
  const instance = clausesOf(raw.item, 'the instance', context)
  const clauses = [...body, ...instance]
  if (clauses.length === 0) return item(inTurn(head, 'and'))
  const all = [...head, ...clauses]
  const isLong = clauses.length > mostInRow || clauses.some(isConditional)
  if (all.length === 1 || !isLong) return item(inTurn(all, 'and'))
  const lead = head.length === 0 ? [] : say`${inTurn(head, 'and')}, and `
  return item(
    say`${lead}all of these:`,
    clauses.map((clause) => item(clause)),
  )
}

function headWords(
  { status, contentType, listing, items }: Expectation,
  raw: RawExpectation,
  { contract }: ExpectationContext,
): Phrase[] {
  return [
    status === null ? null : say`status ${statusWords(status)}`,
    contentType === null ? null : say`the media type ${code(contentType)}`,
    raw.body === true ? ['a JSON body'] : null,
    listing === true ? listingWords(contract) : null,
    listing === false ? ['no listing'] : null,
    items === null ? null : say`it lists ${relationWords(items)}`,
  ].filter((phrase) => phrase !== null)
}

function listingWords({ listing: { items } }: ExpectationContext['contract']): Phrase {
  return items === ''
    ? ['a listing (the body is an array)']
    : say`a listing (the array ${code(pointerWords(items))})`
}

/** `401, 404 or 429`; a class such as 4xx stays. */
export function statusWords(status: readonly string[]): Phrase {
  return listed(
    status.map((one) => [one]),
    'or',
  )
}

function clausesOf(
  shape: RawExpectation['body'],
  whole: 'the body' | 'the instance',
  { schemas, known, contract }: ExpectationContext,
): Phrase[] {
  if (shape === undefined) return []
  const listing = placeOf(contract.listing.items)
  return sentences(shapeWords(shape, { schemas, whole, listing }, known).clauses, whole)
}

/** A condition, to stand behind "where". */
export function conditionOf(
  shape: RawExpectation['body'],
  whole: 'the body' | 'the instance',
  { schemas, contract }: Pick<ExpectationContext, 'schemas' | 'contract'>,
): { words: Phrase; known: ShapeWords } | null {
  if (shape === undefined) return null
  const listing = placeOf(contract.listing.items)
  const known = shapeWords(shape, { schemas, whole, listing }, silence)
  return { words: inOne(known.clauses, whole), known }
}
