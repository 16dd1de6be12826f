import { percent } from '../prove/score.ts'

/** The rooms whose tests are tested. */
export const rooms = ['contract', 'ask', 'judge'] as const

export type Room = (typeof rooms)[number]

/** A small change of a source, and what the tests made of it. */
export interface Mutant {
  readonly file: string
  readonly line: number
  /** The line of the source on which the change begins, without indentation. */
  readonly code: string
  /** What becomes of what is changed. */
  readonly to: string
  readonly status: string
}

/** A mutant that does what the source does, so that no test could notice it. */
export interface Equivalent {
  /** The line as it stands in the source, without indentation; several that have the same reason together. */
  readonly code: string | readonly string[]
  /** What becomes of what is changed in it, in one line. */
  readonly to: string | readonly string[]
  readonly because: string
}

/** By file. */
export type Equivalents = Readonly<Record<string, readonly Equivalent[]>>

/** What the tests of a room notice. */
export interface MutationScore {
  readonly room: Room
  readonly mutants: number
  readonly killed: number
  /** Mutants that no test could kill, each with its reason in equivalent.yaml. */
  readonly equivalent: number
}

/** The score, with what is left to do. */
export interface Mutated {
  readonly score: MutationScore
  readonly survivors: readonly Mutant[]
  /** Explanations of mutants that a test kills, or that are not there. */
  readonly stale: readonly string[]
}

const noticed = new Set(['Killed', 'Timeout'])
const unnoticed = new Set(['Survived', 'NoCoverage'])

/** What the mutants of a room, or of some of its files, say of its tests. */
export function mutated(room: Room, mutants: readonly Mutant[], equivalents: Equivalents): Mutated {
  const killed = mutants.filter(({ status }) => noticed.has(status))
  const alive = mutants.filter(({ status }) => unnoticed.has(status))
  const survivors = alive.filter((mutant) => !explanations(mutant, equivalents).length)
  const files = new Set(mutants.map(({ file }) => file))
  const stale = [...files].flatMap((file) =>
    (equivalents[file] ?? [])
      .flatMap(eachChange)
      .filter((one) => !alive.some((mutant) => mutant.file === file && explains(one, mutant)))
      .map(({ code, to }) => `${file}: ${code} => ${to}`),
  )
  const equivalent = alive.length - survivors.length
  const all = killed.length + alive.length
  return { score: { room, mutants: all, killed: killed.length, equivalent }, survivors, stale }
}

function explanations(mutant: Mutant, equivalents: Equivalents): Equivalent[] {
  return (equivalents[mutant.file] ?? []).filter((one) => explains(one, mutant))
}

/** An explanation for each change that it is about. */
function eachChange({ code, to, because }: Equivalent) {
  return [code]
    .flat()
    .flatMap((line) => [to].flat().map((one) => ({ code: line, to: one, because })))
}

function explains({ code, to }: Equivalent, mutant: Mutant): boolean {
  return [code].flat().includes(mutant.code) && [to].flat().includes(oneLine(mutant.to))
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** A survivor, as a line to explain it by. */
export function survivorLine({ file, line, code, to }: Mutant): string {
  return `survived      ${file}:${line} ${code} => ${oneLine(to)}\n`
}

/** Killed mutants of those that a test can kill. */
export function scoreText({ mutants, killed, equivalent }: MutationScore): string {
  return percent(killed, mutants - equivalent)
}

/** The scores with a newer one of its room, in the order of the rooms. */
export function withScore(scores: readonly MutationScore[], newer: MutationScore): MutationScore[] {
  return rooms.flatMap((room) =>
    room === newer.room ? [newer] : scores.filter((one) => one.room === room),
  )
}

const title = '## Mutation score'

/** The section of docs/kill-score.md on the tests of the rooms, in Markdown. */
export function mutationSection(scores: readonly MutationScore[]): string[] {
  return [
    title,
    '',
    'The kill score tests the suite; `npm run mutate` tests the tests. StrykerJS changes a room of `src` one small thing at a',
    'time and runs the tests of that room. What no test could notice is explained in `scripts/mutate/equivalent.yaml`, and not counted.',
    '',
    ...(scores.length === 0 ? ['Not measured yet.'] : scoreTable(scores)),
  ]
}

function scoreTable(scores: readonly MutationScore[]): string[] {
  return [
    '| room | mutants | killed | equivalent | mutation score |',
    '| --- | --- | --- | --- | --- |',
    ...scores.map(
      (score) =>
        `| \`src/${score.room}\` | ${score.mutants} | ${score.killed} | ${score.equivalent} | ${scoreText(score)} |`,
    ),
  ]
}

/** The page with these scores in place of its own. */
export function withScores(page: string, scores: readonly MutationScore[]): string {
  const [before = '', after = ''] = page.split(`${title}\n`)
  const rest = after.slice(after.indexOf('\n## '))
  return `${before}${mutationSection(scores).join('\n')}\n${rest}`
}
