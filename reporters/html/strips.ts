import type { RunRecord } from '../../src/model/history.ts'
import type { TargetReport, TargetVerdict } from '../../src/model/report.ts'
import { escapeMarkup } from '../escape.ts'
import { plural } from '../words.ts'

/** Targets with a strip; the matrix has the runs of every behavior on all of them. */
const mostStrips = 12

/** `absent`: the run did not judge the target. */
const signs: Readonly<Record<TargetVerdict | 'absent', string>> = {
  conformant: '✓',
  incomplete: '?',
  'known-deviations': 'K',
  'non-conformant': '✗',
  error: 'E',
  absent: '·',
}

/**
 * The verdicts of each target in the last runs, oldest to newest, as HTML; empty where nothing came
 * before this run.
 * @param targets the worst first
 */
export function runStrips(
  targets: readonly TargetReport[],
  history: readonly RunRecord[] | null,
): string {
  if (!history || history.length < 2) return ''
  const strips = targets.slice(0, mostStrips).map(({ name }) => strip(name, history))
  return [`<p>The last ${plural(history.length, 'run')}, oldest to newest</p>`, ...strips].join(
    '\n',
  )
}

function strip(name: string, history: readonly RunRecord[]): string {
  const runs = history.map(({ startedAt, targets }) => ({
    startedAt,
    verdict: targets.find((one) => one.name === name)?.verdict ?? ('absent' as const),
  }))
  const counts = Object.keys(signs).flatMap((verdict) => {
    const count = runs.filter((one) => one.verdict === verdict).length
    return count === 0 ? [] : [`${count} ${verdict === 'absent' ? 'not judged' : verdict}`]
  })
  const words = `Last ${plural(runs.length, 'run')}: ${counts.join(', ')}`
  const marks = runs.map(
    ({ startedAt, verdict }) =>
      `<span class="mark ${verdict}" title="${escapeMarkup(startedAt)}: ${verdict}">${signs[verdict]}</span>`,
  )
  return `<div class="strip"><span>${escapeMarkup(name)}</span><span class="marks" role="img" aria-label="${words}">${marks.join('')}</span></div>`
}
