import type { Report } from '../../src/model/report.ts'

/** One run: its seed, and its verdicts as lines. */
export interface RunVerdicts {
  seed: number
  lines: readonly string[]
}

/** The exit code, the verdict and the counts of each target, and the verdict of each behavior; no times. */
export function verdictLines({ targets }: Report, code: number | null): string[] {
  return [
    `exit code ${code}`,
    ...targets.flatMap(({ name, verdict, counts, behaviors }) => [
      `${name} ${verdict} ${JSON.stringify(counts)}`,
      ...behaviors.map((behavior) => `${name} ${behavior.id} ${behavior.verdict}`),
    ]),
  ]
}

/** How often each set of verdicts came out, and in what the rarer ones differ from the most frequent. */
export function tally(runs: readonly RunVerdicts[]): { text: string; isStable: boolean } {
  const sets = new Map<string, RunVerdicts[]>()
  for (const run of runs) {
    const key = run.lines.join('\n')
    sets.set(key, [...(sets.get(key) ?? []), run])
  }
  const [usual = [], ...others] = [...sets.values()].sort((a, b) => b.length - a.length)
  const expected = usual[0]?.lines ?? []
  const sections = others.map((set) => {
    const lines = set[0]?.lines ?? []
    const differing = [
      ...expected.filter((line) => !lines.includes(line)).map((line) => `    - ${line}\n`),
      ...lines.filter((line) => !expected.includes(line)).map((line) => `    + ${line}\n`),
    ]
    const seeds = set.map(({ seed }) => seed).join(', ')
    return `  ${set.length} times otherwise, with seed ${seeds}:\n${differing.join('')}`
  })
  const text = `${runs.length} runs\n  ${usual.length} times the same verdicts, in ${expected.length} lines\n${sections.join('')}`
  return { text, isStable: others.length === 0 }
}
