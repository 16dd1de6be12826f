import type { Excerpt, ShownExchange, TargetReport } from '../src/model/report.ts'

/** Lines of an excerpt; what a failure is about begins with `> `, everything else with two spaces. */
export function excerptLines({ lines, marked: [from, to] }: Excerpt): string[] {
  return lines.map((line, index) => `${index >= from && index < to ? '> ' : '  '}${line}`)
}

/** The exchange with this id: its request line, and what came of it. */
export function exchangeLine({ exchanges }: TargetReport, id: string): string {
  const exchange = exchanges.find((one) => one.id === id)
  if (!exchange) return id
  const { method, url } = exchange.request
  return `${id}: ${method} ${url} → ${outcomeText(exchange)}`
}

function outcomeText({ outcome }: ShownExchange): string {
  if (outcome.kind === 'no-answer') return `no answer: ${outcome.reason}`
  const { status, body } = outcome
  return `status ${status}${body.unreadable === null ? '' : `, ${body.unreadable}`}`
}
