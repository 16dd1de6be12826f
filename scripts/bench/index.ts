import { all } from './all.ts'
import { latency } from './latency.ts'
import { report } from './report.ts'
import { requests } from './requests.ts'
import { stability } from './stability.ts'
import { targets } from './targets.ts'
import { wallTime } from './wall-time.ts'

interface Bench {
  readonly run: (...given: number[]) => void | Promise<void>
  /** What the arguments are called, and what they are where none is given. */
  readonly parameters: readonly (readonly [name: string, preset: number])[]
}

const benches: Readonly<Record<string, Bench>> = {
  'wall-time': { run: wallTime, parameters: [['rounds', 7]] },
  latency: { run: latency, parameters: [['milliseconds', 150]] },
  requests: { run: requests, parameters: [['cases', 10]] },
  targets: { run: targets, parameters: [['most', 200]] },
  report: { run: report, parameters: [['targets', 200]] },
  stability: { run: stability, parameters: [['runs', 20]] },
  all: {
    run: all,
    parameters: [
      ['rounds', 7],
      ['targets', 200],
    ],
  },
}

const [name = 'wall-time', ...given] = process.argv.slice(2)
const bench = benches[name]
const numbers = bench?.parameters.map(([, preset], index) => Number(given[index] ?? preset)) ?? []
const isUsable = numbers.every((number) => number >= 1) && given.length <= numbers.length
if (bench && isUsable) await bench.run(...numbers)
else {
  const lines = Object.entries(benches).map(([one, { parameters }]) => {
    const shown = parameters.map(([what, preset]) => `[${what}, ${preset}]`).join(' ')
    return `  npm run bench -- ${one} ${shown}\n`
  })
  process.stderr.write(`error: usage:\n${lines.join('')}`)
  process.exitCode = 2
}
