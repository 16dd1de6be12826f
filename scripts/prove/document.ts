import { exemptions } from '../../mock/faults/index.ts'
import { mutationSection } from '../mutate/score.ts'
import type { MutationScore } from '../mutate/score.ts'
import type { Right } from './alarms.ts'
import type { Proof } from './proof.ts'
import type { Score } from './score.ts'
import { percent } from './score.ts'

/**
 * The published kill score, in Markdown.
 * @param mutation what `npm run mutate` found last
 */
export function documentOf(
  proved: readonly { score: Score; right: Right }[],
  mutation: readonly MutationScore[],
  { date, seed, seeds }: { date: string; seed: number; seeds: number },
): string {
  const scores = proved.map(({ score }) => score)
  const rights = proved.map(({ right }) => right)
  return [
    '# Kill score',
    '',
    `Written by \`npm run prove -- --seed=${seed} --seeds=${seeds}\` on ${date}.`,
    '',
    'Each fault in `mock/faults/` is a server that breaks what a page documents and does all else right. The whole suite',
    'runs against each. A fault is caught where, for every fact that it breaks, a behavior that covers the fact falls. Where',
    'only others fall it is misattributed, which counts as escaped. Each run is judged twice: while it goes on, and again',
    'from its recording alone, which must show the same.',
    '',
    ...table(
      [
        ...['provider', 'faults', 'caught', 'kill score', 'dead checks'],
        ...['imprecise findings', 'imprecise behaviors'],
      ],
      scores.map(({ provider, proofs, caught, dead, imprecise, impreciseByAnyFall }) => [
        provider,
        proofs.length,
        caught,
        percent(caught, proofs.length),
        dead.length,
        imprecise.length,
        impreciseByAnyFall,
      ]),
    ),
    '',
    'A report tells what fell for one cause as one finding: the behavior that says most about it, and the others beneath.',
    'A behavior is imprecise where it falls for ten faults or more, and most of them break nothing that it covers. *Imprecise',
    'findings* counts only the falls that lead a finding, which is what a reader is sent after; *imprecise behaviors* counts',
    'every fall.',
    '',
    ...mutationSection(mutation),
    ...section('Not caught', escapes(scores)),
    ...section('Dead checks: no fault of what they cover brings them down', [
      ...scores.flatMap(({ dead }) => dead.map((id) => `- \`${id}\``)),
    ]),
    ...section(
      'Imprecise: they lead findings mostly where nothing that they cover is broken',
      noise(scores),
    ),
    ...section('Facts without a fault', [
      ...exemptions.map(({ provider, fact, reason }) => `- ${provider} ${fact}: it ${reason}.`),
    ]),
    ...falseAlarms(rights, seeds),
    ...blames(rights),
    ...scores.flatMap(matrix),
    '',
  ].join('\n')
}

function falseAlarms(rights: readonly Right[], seeds: number): string[] {
  const alarms = rights.flatMap((right) => right.alarms)
  return [
    ...section('No false alarm', [
      'Each variant in `mock/variants/` is a server that does all that is documented and looks unlike the reference. Nothing',
      `may be called broken on it: no \`fail\`, no \`warn\`, no \`error\`. Each is judged with ${seeds === 1 ? '1 seed' : `${seeds} seeds`}, one of 10,000 instances with one.`,
      '',
      ...table(
        ['provider', 'variants', 'runs', 'false alarms'],
        rights.map(({ provider, variants, runs, alarms: own }) => [
          provider,
          variants.length,
          runs,
          own.length,
        ]),
      ),
    ]),
    ...alarms.flatMap(({ variant: { provider, id }, seed, alarms: found }) => [
      '',
      `\`${provider}/${id}\`, seed ${seed}:`,
      '',
      ...found.map((one) => `- ${one}`),
    ]),
    '',
    ...table(['variant', 'of', 'why it is right'], variantRows(rights)),
  ]
}

function blames(rights: readonly Right[]): string[] {
  const all = rights.flatMap(({ provider, blamed }) => blamed.map((one) => ({ ...one, provider })))
  return section('No set-up mistake is blamed on the server', [
    'Each mistake in `mock/set-ups.ts` is made before a right server: a wrong path, a wrong key, something else that answers',
    'in its place. The run must end with code 2 and a line that names what to change, and call nothing broken.',
    '',
    ...table(
      ['provider', 'mistakes', 'blamed'],
      rights.map(({ provider, setUps, blamed }) => [provider, setUps, blamed.length]),
    ),
    ...(all.length === 0 ? [] : ['']),
    ...all.map(({ provider, id, line }) => `- \`${provider}/${id}\`: ${line}`),
  ])
}

/** A row for each variant; those that providers share have one together. */
function variantRows(rights: readonly Right[]): string[][] {
  const rows = new Map<string, string[]>()
  for (const { id, provider, because } of rights.flatMap(({ variants }) => variants)) {
    const key = `${id} ${because}`
    const [, providers] = rows.get(key) ?? []
    const all = providers === undefined ? provider : `${providers}, ${provider}`
    rows.set(key, [`\`${id}\``, all, because])
  }
  return [...rows.values()]
}

function escapes(scores: readonly Score[]): string[] {
  const missed = scores.flatMap(({ proofs }) => proofs.filter(({ result }) => result !== 'caught'))
  return missed.length === 0 ? [] : matrixTable(missed, ({ provider, id }) => `${provider}/${id}`)
}

function noise(scores: readonly Score[]): string[] {
  const rows = scores.flatMap(({ imprecise }) =>
    imprecise.map(({ id, fell, rightly }) => [`\`${id}\``, fell, rightly]),
  )
  return rows.length === 0 ? [] : table(['behavior', 'led a finding', 'of its own'], rows)
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
