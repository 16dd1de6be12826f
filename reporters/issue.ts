import type { BehaviorReport, Failure, TargetReport } from '../src/model/report.ts'
import type { DocumentedFact } from '../src/files/contracts.ts'
import { markdownCode, markdownFence } from './escape.ts'
import { ledBy, quotedFact, whatBroke } from './findings.ts'

/** Titles of behaviors of the same cause that are listed. */
const mostLed = 10

/** A finding in Markdown, for an issue with the server's vendor: it takes no knowledge of this suite. */
export function issueOf(
  behavior: BehaviorReport & { failures: readonly Failure[] },
  target: TargetReport,
  facts: ReadonlyMap<string, DocumentedFact>,
): string {
  const [failure] = behavior.failures
  const fact = facts.get(quotedFact(behavior, facts) ?? '')
  const led = ledBy(behavior, target).slice(0, mostLed)
  return [
    `**Broken:** ${markdownCode(whatBroke(behavior))}`,
    ...(fact ? [documentedPart(fact)] : []),
    ...(failure ? failureParts(failure, target) : []),
    ...(led.length === 0 ? [] : [`Of the same cause, it seems:\n${listOf(led)}`]),
  ].join('\n\n')
}

function documentedPart({ text, lines, link }: DocumentedFact): string {
  const page = /^https?:\/\/[^\s<>]+$/i.test(link) ? `<${link}>` : markdownCode(link)
  return `The documentation says: ${markdownCode(text)} (${page}${lines === '' ? '' : `, lines ${lines}`})`
}

function failureParts(failure: Failure, target: TargetReport): string[] {
  const { expected, actual, pointer, excerpt, steps = [failure] } = failure
  const place = pointer ? ` (at ${markdownCode(pointer)} of the answer)` : ''
  const how =
    steps.length > 1 ? 'These requests show it, the last one of them' : 'This request shows it'
  return [
    `- expected: ${markdownCode(expected)}\n- got: ${markdownCode(actual)}${place}`,
    `${how}${sentAt(failure, target)}:\n\n${markdownFence(
      steps.map(({ curl }) => curl),
      'sh',
    )}`,
    ...variableWords(steps.map(({ curl }) => curl).join(' ')),
    ...(excerpt
      ? [
          `The answer, where ‹ › stands for what is not shown:\n\n${markdownFence(excerpt.lines, 'json')}`,
        ]
      : []),
  ]
}

/** When it was sent; nothing where the report does not hold the exchange. */
function sentAt({ exchange }: Failure, { exchanges }: TargetReport): string {
  const moment = exchanges.find(({ id }) => id === exchange)?.startedAt
  return moment === undefined ? '' : ` (sent ${moment})`
}

/** What the variables of a command stand for. */
function variableWords(curl: string): string[] {
  const names = [...new Set(curl.match(/\$[A-Z][A-Z0-9_]*/g) ?? [])]
  if (names.length === 0) return []
  return [`Set ${names.map(markdownCode).join(' and ')} to values of your own account first.`]
}

function listOf(behaviors: readonly BehaviorReport[]): string {
  return behaviors.map((one) => `- ${markdownCode(whatBroke(one))}`).join('\n')
}
