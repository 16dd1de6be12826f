import { exemptions } from '../../mock/faults/index.ts'
import type { Proof } from './proof.ts'
import type { Score } from './score.ts'
import { percent } from './score.ts'

/** The published kill score, in Markdown. */
export function documentOf(
  scores: readonly Score[],
  { date, seed }: { date: string; seed: number },
): string {
  return [
    '# Kill score',
    '',
    `Written by \`npm run prove\` on ${date}, seed ${seed}.`,
    '',
    'Each fault in `mock/faults/` is a server that breaks what a page documents and does all else right. The whole suite',
    'runs against each. A fault is caught where, for every fact that it breaks, a behavior that covers the fact falls. Where',
    'only others fall it is misattributed, which counts as escaped.',
    '',
    ...table(
      ['provider', 'faults', 'caught', 'kill score', 'dead checks', 'imprecise behaviors'],
      scores.map(({ provider, proofs, caught, dead, imprecise }) => [
        provider,
        proofs.length,
        caught,
        percent(caught, proofs.length),
        dead.length,
        imprecise.length,
      ]),
    ),
    ...section('Not caught', escapes(scores)),
    ...section('Dead checks: no fault of what they cover brings them down', [
      ...scores.flatMap(({ dead }) => dead.map((id) => `- \`${id}\``)),
    ]),
    ...section(
      'Imprecise: they fall mostly where nothing that they cover is broken',
      noise(scores),
    ),
    ...section('Facts without a fault', [
      ...exemptions.map(({ provider, fact, reason }) => `- ${provider} ${fact}: it ${reason}.`),
    ]),
    ...scores.flatMap(matrix),
    '',
  ].join('\n')
}

function escapes(scores: readonly Score[]): string[] {
  const missed = scores.flatMap(({ proofs }) => proofs.filter(({ result }) => result !== 'caught'))
  return missed.length === 0 ? [] : matrixTable(missed, ({ provider, id }) => `${provider}/${id}`)
}

function noise(scores: readonly Score[]): string[] {
  const rows = scores.flatMap(({ imprecise }) =>
    imprecise.map(({ id, fell, rightly }) => [`\`${id}\``, fell, rightly]),
  )
  return rows.length === 0 ? [] : table(['behavior', 'fell', 'of its own'], rows)
}

function matrix({ provider, proofs }: Score): string[] {
  return ['', `## ${provider}`, '', ...matrixTable(proofs, ({ id }) => id)]
}

function matrixTable(proofs: readonly Proof[], name: (fault: Proof['fault']) => string): string[] {
  return table(
    ['fault', 'breaks', 'behaviors that fell', 'result'],
    proofs.map(({ fault, fell, result }) => [
      `\`${name(fault)}\``,
      fault.breaks.join(' '),
      fell.map(({ id }) => id.slice(fault.provider.length + 1)).join(', '),
      result,
    ]),
  )
}

function section(title: string, lines: readonly string[]): string[] {
  return ['', `## ${title}`, '', ...(lines.length > 0 ? lines : ['None.'])]
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}
