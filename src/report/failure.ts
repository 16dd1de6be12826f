import type { Exchange } from '../model/exchange.ts'
import type { Failure } from '../model/report.ts'
import type { Words } from '../model/words.ts'
import type { Disclosure } from './disclosure.ts'
import { excerptOf } from './excerpt.ts'
import { shownRequest } from './request.ts'

/** One contradiction as it was found; nothing of it may be shown as it is. */
export interface Finding {
  expected: Words
  actual: Words
  pointer: string | null
  exchange: Exchange
  /** The values of the generated case; null where nothing was generated. */
  counterexample: Readonly<Record<string, CaseValue>> | null
  seed: number
  /** Case number and the way of shrinking, separated by colons. */
  path: string | null
}

/** A value of a generated case: drawn from fields of the account, or in words of ours. */
export type CaseValue =
  | { kind: 'drawn'; value: string | readonly string[]; fields: readonly string[] }
  | { kind: 'own'; value: unknown }

/** The failure as a report shows it. */
export function shownFailure(finding: Finding, disclosure: Disclosure): Failure {
  const { pointer, exchange, counterexample, seed, path } = finding
  const { line, curl } = shownRequest(exchange.request, disclosure)
  const body = bodyOf(exchange)
  return {
    expected: disclosure.words(finding.expected),
    actual: disclosure.words(finding.actual),
    pointer: pointer === null ? null : disclosure.pointer(pointer, body?.value),
    request: line,
    curl,
    exchange: exchange.id,
    excerpt: body && excerptOf(body.value, pointer, disclosure),
    counterexample:
      counterexample &&
      Object.fromEntries(
        Object.entries(counterexample).map(([name, value]) => [
          name,
          shownCaseValue(value, disclosure),
        ]),
      ),
    seed,
    path,
  }
}

function bodyOf({ outcome }: Exchange): { value: unknown } | null {
  return outcome.kind === 'response' && outcome.response.body.ok ? outcome.response.body : null
}

function shownCaseValue(value: CaseValue, disclosure: Disclosure): unknown {
  if (value.kind === 'own') return value.value
  const shown = (text: string): string => disclosure.drawn(text, value.fields).text
  return typeof value.value === 'string' ? shown(value.value) : value.value.map(shown)
}
