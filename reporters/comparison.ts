import type { Change, Comparison, TargetChange } from '../src/report/compare/compare.ts'
import { clipped, visible } from './escape.ts'
import type { Style } from './terminal.ts'

/** What changed in one way. */
export interface ComparisonSection {
  words: string
  style: Style
  rows: readonly ComparisonRow[]
}

/** The same change, of one or many behaviors on one or many targets. */
export interface ComparisonRow {
  /** Behaviors; targets where a change is of targets as a whole. */
  names: readonly string[]
  /** Targets; none where `names` are. */
  on: readonly string[]
  before: string
  after: string
}

type ListOf<One> = {
  [Key in keyof Comparison]: Comparison[Key] extends readonly One[] ? Key : never
}[keyof Comparison]

const ofTargets: readonly (readonly [
  Exclude<ListOf<TargetChange>, ListOf<Change>>,
  string,
  Style,
])[] = [
  ['newlyUnjudged', 'not judged', 'red'],
  ['judgedAgain', 'judged again', 'green'],
  ['targetsNew', 'new target', 'dim'],
  ['targetsGone', 'target gone', 'yellow'],
  ['contractChanged', 'contract changed', 'yellow'],
]

/** The lists of behaviors, the worst first, with what to call them. */
export const ofBehaviors: readonly (readonly [ListOf<Change>, string, Style])[] = [
  ['newlyBroken', 'newly broken', 'red'],
  ['newInContract', 'new in the contract, not counted yet', 'yellow'],
  ['newlyUnanswered', 'no answer now', 'red'],
  ['newlyWarned', 'newly warned', 'yellow'],
  ['newlyHolding', 'newly holding', 'green'],
  ['newlyKnown', 'known deviation now', 'yellow'],
  ['newlyUnverified', 'newly unverified', 'yellow'],
  ['observedOtherwise', 'observed otherwise', 'dim'],
  ['behaviorsNew', 'new behavior', 'dim'],
  ['behaviorsGone', 'behavior gone', 'yellow'],
]

/** What changed, the worst first, equal changes told once; empty where nothing did. */
export function comparisonSections(comparison: Comparison): ComparisonSection[] {
  const [broken, ...others] = ofBehaviors.map(([list, words, style]) => ({
    words,
    style,
    rows: behaviorRows(comparison[list]),
  }))
  const targets = ofTargets.map(([list, words, style]) => ({
    words,
    style,
    rows: targetRows(comparison[list]),
  }))
  return [...(broken ? [broken] : []), ...targets, ...others].filter(({ rows }) => rows.length > 0)
}

/** When the earlier run started, as people write it. */
export function earlierMoment({ since }: Comparison): string {
  return visible(since)
}

function targetRows(changes: readonly TargetChange[]): ComparisonRow[] {
  const shown = changes.map(shownTexts)
  return grouped(shown, ({ before, after }) => `${before}\n${after}`).map(([first, ...rest]) => ({
    names: [first, ...rest].map(({ target }) => target),
    on: [],
    before: first.before,
    after: first.after,
  }))
}

function behaviorRows(changes: readonly Change[]): ComparisonRow[] {
  const shown = changes.map(shownTexts)
  // On the next target, other cases show the same change: only the verdicts are compared.
  const verdict = (words: string): string => words.split(':', 1)[0] ?? ''
  const rows = grouped(
    shown,
    ({ behavior, before, after }) => `${behavior}\n${verdict(before)}\n${verdict(after)}`,
  ).map(([first, ...rest]) => ({
    ...first,
    on: [first, ...rest].map(({ target }) => target),
  }))
  return grouped(rows, ({ on, before, after }) => [...on, before, after].join('\n')).map(
    ([first, ...rest]) => ({
      names: [first, ...rest].map(({ behavior }) => behavior),
      on: first.on,
      before: first.before,
      after: first.after,
    }),
  )
}

/** Longest text that is shown of either side. */
const longestText = 500

/** An earlier report may come from anywhere. */
function shownTexts<One extends TargetChange>(change: One): One {
  const texts = Object.entries(change).map(([name, text]) => [
    name,
    visible(clipped(String(text), longestText)),
  ])
  return Object.fromEntries(texts) as One
}

function grouped<One>(all: readonly One[], keyOf: (one: One) => string): [One, ...One[]][] {
  const groups = new Map<string, [One, ...One[]]>()
  for (const one of all) {
    const known = groups.get(keyOf(one))
    if (known) known.push(one)
    else groups.set(keyOf(one), [one])
  }
  return [...groups.values()]
}
