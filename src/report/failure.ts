import type { Exchange } from '../recording/exchange.ts'
import type { Failure } from '../model/report.ts'
import type { CaseValue, Finding } from '../judge/outcome.ts'
import type { Disclosure } from './disclosure/disclosure.ts'
import { excerptOf } from './excerpt.ts'
import { shownRequest } from './request.ts'

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
