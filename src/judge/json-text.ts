import type { JsonText } from '../model/contract.ts'
import type { BodyFacts, WireResponse } from '../recording/exchange.ts'
import type { Mismatch } from './judgement.ts'

/** What an answer's text breaks of RFC 8259, told with the byte where it stands. */
export function jsonTextMismatches(
  wanted: JsonText,
  { body, facts }: Pick<WireResponse, 'body' | 'facts'>,
): Mismatch[] {
  if (!body.ok) return [{ expected: 'a JSON body', actual: body.reason, pointer: null }]
  return facts ? rules[wanted](facts) : []
}

const rules: Readonly<Record<JsonText, (facts: BodyFacts) => Mismatch[]>> = {
  // 8.1: implementations must not add one, and `JSON.parse` takes none.
  valid: ({ byteOrderMark }) =>
    at(byteOrderMark ? 0 : null, 'JSON without a byte order mark', 'a byte order mark'),
  // 4: names should be unique; what a reader makes of others is unpredictable.
  'unique-names': ({ repeatedName }) =>
    at(repeatedName, 'each name once in an object', 'a name for the second time'),
  // 6: beyond the integers of a double, readers do not agree on the value.
  'exact-numbers': ({ largeNumber }) =>
    at(largeNumber, 'no number past 2^53', 'one that is past it'),
}

function at(byte: number | null, expected: string, found: string): Mismatch[] {
  return byte === null ? [] : [{ expected, actual: `${found}, at byte ${byte}`, pointer: null }]
}
