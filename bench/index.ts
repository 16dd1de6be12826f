import { wallTime } from './wall-time.ts'

const benches: Readonly<Record<string, (rounds: number) => void>> = { 'wall-time': wallTime }

const [name = 'wall-time', rounds = '7'] = process.argv.slice(2)
const bench = benches[name]
if (bench && Number(rounds) >= 1) bench(Number(rounds))
else {
  process.stderr.write(
    `error: usage: npm run bench -- ${Object.keys(benches).join('|')} [rounds]\n`,
  )
  process.exitCode = 2
}
