import type { BehaviorReport, Failure } from '../src/model/report.ts'
import { wrapped } from './terminal.ts'
import type { Look } from './terminal.ts'

/**
 * What is broken, with its evidence; nothing for any other verdict.
 * @param on names of the targets, where it is told once for many
 */
export function brokenLines(
  behavior: BehaviorReport,
  look: Look,
  on: string | null = null,
): string[] {
  if (behavior.verdict !== 'fail' && behavior.verdict !== 'warn' && behavior.verdict !== 'error')
    return []
  const { id, title, covers, verdict, reason } = behavior
  const where = on === null ? [] : wrapped(on, look, 13, rowStart('on', look))
  if (verdict === 'error')
    return ['', `  ${look.paint('red', 'error')} ${id}`, ...where, `    ${reason}`]
  const { failures, known } = behavior
  const mark = known
    ? look.paint('yellow', 'known')
    : look.paint(verdict === 'fail' ? 'red' : 'yellow', verdict)
  const [first] = failures
  return [
    '',
    ...wrapped(
      `${mark} ${look.paint('bold', id)} ${look.paint('dim', `[${covers.join(' ')}]`)}`,
      look,
      4,
      '  ',
    ),
    ...wrapped(title, look, 4),
    ...where,
    ...(known ? wrapped(knownText(known), look, 4) : []),
    ...(first ? evidenceLines(first, behavior.cases, reason, look) : [`    ${reason}`]),
  ]
}

function knownText({ reason, link }: { reason: string; link: string | null }): string {
  return `known: ${reason}${link === null ? '' : ` (${link})`}`
}

/** Never broken into lines: evidence is for copying. */
function evidenceLines(failure: Failure, cases: number, reason: string, look: Look): string[] {
  const { expected, actual, pointer, counterexample, seed, path, steps = [failure] } = failure
  const often = / \((\d+ of \d+) cases\)$/.exec(reason)?.[1]
  const rows: [string, string | null][] = [
    ['expected', expected],
    ['actual', actual],
    ['at', pointer === null || pointer === '' ? null : pointer],
    [
      'case',
      counterexample === null
        ? null
        : `${JSON.stringify(counterexample)}  seed ${seed}${path === null ? '' : `, path ${path}`}`,
    ],
    ['cases', cases > 1 && often ? often : null],
    ...steps.map(({ curl }, index): [string, string] => [index === 0 ? 'again' : 'then', curl]),
  ]
  return rows.flatMap(([name, text]) => (text === null ? [] : [`${rowStart(name, look)}${text}`]))
}

/** Every text of a behavior begins in the same column. */
function rowStart(name: string, look: Look): string {
  return `    ${look.paint('dim', name.padEnd(9))}`
}
