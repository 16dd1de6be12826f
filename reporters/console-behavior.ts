import type { BehaviorReport, Failure } from '../src/model/report.ts'
import { whatBroke } from './findings.ts'
import { wrapped } from './terminal.ts'
import type { Look } from './terminal.ts'

/** What is told of a broken behavior beside itself. */
export interface Beside {
  /** Names of the targets, where it is told once for many. */
  on?: string
  /** What fell for the same cause, in a line. */
  sameCause?: string | null
  /** What the documentation says, and where. */
  documented?: string | null
  /** Where its evidence is shown. */
  evidence?: string | null
  /** Its command stands above already. */
  isRepeated?: boolean
}

/** What is broken, with its evidence; nothing for any other verdict. */
export function brokenLines(behavior: BehaviorReport, look: Look, beside: Beside = {}): string[] {
  if (behavior.verdict !== 'fail' && behavior.verdict !== 'warn' && behavior.verdict !== 'error')
    return []
  const { id, title, covers, verdict, reason } = behavior
  const row = (name: string, text: string | null | undefined): string[] =>
    text ? wrapped(text, look, 13, rowStart(name, look)) : []
  const where = row('on', beside.on)
  if (verdict === 'error')
    return ['', `  ${look.paint('red', 'error')} ${id}`, ...where, `    ${reason}`]
  const { failures, known } = behavior
  const mark = known
    ? look.paint('yellow', 'known')
    : look.paint(verdict === 'fail' ? 'red' : 'yellow', verdict)
  const head = `${mark} ${look.paint('bold', id)} ${look.paint('dim', `[${covers.join(' ')}]`)}`
  const [first] = failures
  return [
    '',
    ...wrapped(head, look, 4, '  '),
    ...wrapped(whatBroke(behavior), look, 4),
    ...row('rule', whatBroke(behavior) === title ? null : title),
    ...where,
    ...(known ? wrapped(knownText(known), look, 4) : []),
    ...row('says', beside.documented),
    ...(first ? evidenceLines(first, behavior, look, beside) : [`    ${reason}`]),
    ...(beside.sameCause ? wrapped(beside.sameCause, look, 4) : []),
  ]
}

function knownText({ reason, link }: { reason: string; link: string | null }): string {
  return `known: ${reason}${link === null ? '' : ` (${link})`}`
}

/** Never broken into lines: evidence is for copying. */
function evidenceLines(
  failure: Failure,
  { cases, reason }: { cases: number; reason: string },
  look: Look,
  { evidence = null, isRepeated = false }: Beside,
): string[] {
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
    ...(isRepeated
      ? [['again', 'the same command as above'] as [string, string]]
      : steps.map(({ curl }, index): [string, string] => [index === 0 ? 'again' : 'then', curl])),
    ['see', evidence],
  ]
  return rows.flatMap(([name, text]) => (text === null ? [] : [`${rowStart(name, look)}${text}`]))
}

/** Every text of a behavior begins in the same column. */
function rowStart(name: string, look: Look): string {
  return `    ${look.paint('dim', name.padEnd(9))}`
}
