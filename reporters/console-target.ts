import type { BehaviorReport, Counts, TargetReport, TargetVerdict } from '../src/model/report.ts'
import { brokenLines } from './console-behavior.ts'
import { wrapped } from './terminal.ts'
import type { Look, Style } from './terminal.ts'
import { firstNames, plural } from './words.ts'

/** Behaviors that are named where many share a reason. */
const namedUnverified = 3

/** A target with all that is wrong with it. */
export function targetLines(target: TargetReport, look: Look): string[] {
  const { verdict, reason, counts, requests, behaviors, stale } = target
  const head = headLine(target, look)
  if (verdict === 'error' && reason !== null) {
    // A reason is one line, so that it can be searched for. What was broken before the end stays so.
    const broken = behaviors.filter((one) => one.verdict === 'fail')
    return [head, `  ${reason}`, ...broken.flatMap((one) => brokenLines(one, look)), '']
  }
  const sent = `${plural(requests.sent, 'request')}${requests.burst > 0 ? ` and ${requests.burst} in a burst` : ''}`
  const waited = requests.waitedMs > 0 ? `, waited ${(requests.waitedMs / 1000).toFixed(1)} s` : ''
  const facts = look.paint('dim', `(${sent}${waited})`)
  return [
    head,
    ...wrapped(`${countsText(counts)}  ${facts}`, look, 2),
    ...behaviors.flatMap((behavior) => brokenLines(behavior, look)),
    ...stale.flatMap((id) => staleLines(id, look)),
    ...unverifiedLines(behaviors, look),
    '',
  ]
}

/** Name, verdict and URL of a target. */
export function headLine({ name, provider, verdict, baseUrl }: TargetReport, look: Look): string {
  const label = name === provider ? name : `${name} (${provider})`
  const word = look.paint(verdictStyles[verdict], verdict)
  return `${look.paint('bold', label)}  ${word}  ${look.paint('dim', baseUrl)}`
}

export const verdictStyles: Readonly<Record<TargetVerdict, Style>> = {
  conformant: 'green',
  incomplete: 'yellow',
  'known-deviations': 'yellow',
  'non-conformant': 'red',
  error: 'red',
}

function countsText(counts: Counts): string {
  const named = Object.entries(counts).filter(([verdict, count]) => count > 0 || verdict === 'pass')
  return named.map(([verdict, count]) => `${count} ${verdict}`).join(', ')
}

function staleLines(id: string, look: Look): string[] {
  return [`  ${look.paint('red', 'stale')} ${id} holds: remove its entry from the known deviations`]
}

function unverifiedLines(behaviors: readonly BehaviorReport[], look: Look): string[] {
  const unverified = behaviors.filter((behavior) => behavior.verdict === 'unverified')
  if (unverified.length === 0) return []
  const reasons = [...new Set(unverified.map(({ reason }) => reason))]
  return [
    '',
    ...reasons.flatMap((reason) => {
      const ids = unverified.filter((behavior) => behavior.reason === reason).map(({ id }) => id)
      return [
        ...wrapped(`${look.paint('yellow', 'unverified')} ${reason}`, look, 4, '  '),
        ...wrapped(firstNames(ids, namedUnverified), look, 4),
      ]
    }),
  ]
}
