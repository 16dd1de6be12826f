import { latency } from './latency.ts'
import { report } from './report.ts'
import { stability } from './stability.ts'
import { targets } from './targets.ts'
import { wallTime } from './wall-time.ts'

interface Bench {
  readonly run: (argument: number) => void | Promise<void>
  /** What the argument is called, and what it is where none is given. */
  readonly argument: readonly [name: string, preset: string]
}

const benches: Readonly<Record<string, Bench>> = {
  'wall-time': { run: wallTime, argument: ['rounds', '7'] },
  latency: { run: latency, argument: ['milliseconds', '150'] },
  targets: { run: targets, argument: ['most', '200'] },
  report: { run: report, argument: ['targets', '200'] },
  stability: { run: stability, argument: ['runs', '20'] },
}

const [name = 'wall-time', given] = process.argv.slice(2)
const bench = benches[name]
const argument = Number(given ?? bench?.argument[1])
if (bench && argument >= 1) await bench.run(argument)
else {
  const lines = Object.entries(benches).map(
    ([
      one,
      {
        argument: [what, preset],
      },
    ]) => `  npm run bench -- ${one} [${what}, ${preset}]\n`,
  )
  process.stderr.write(`error: usage:\n${lines.join('')}`)
  process.exitCode = 2
}
