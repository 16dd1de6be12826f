import { expect, test } from 'vitest'
import { folderProblem, helpText, takeFlags, unknownFlagText } from '../../src/flags/take-flags.js'
import { credentialFlags, flags } from '../../src/flags/flags.js'

const valued = flags.filter(({ value }) => value !== '')
const switches = flags.filter(({ value }) => value === '')

/** What is left for Vitest, and what goes into the environment; a problem would be a third part. */
function taken(...args: string[]) {
  const { rest, env, problem } = takeFlags(args)
  return problem === null ? { rest, env } : { rest, env, problem }
}

test('the flags are those of the documentation, each with the variable of its name', () => {
  const names = [
    'base-url',
    'provider',
    'targets',
    'runs',
    'seed',
    'wait',
    'timeout',
    'concurrency',
    'rate',
    'max-requests',
    'headers',
    'tls-ca',
    'tls-cert',
    'tls-key',
    'burst',
    'strict',
    'complete',
    'known-deviations',
    'accept',
    'dry-run',
    'report-dir',
    'report',
    'compare',
    'fail-on',
    'history',
  ]
  expect(flags.map(({ name, env }) => [name, env])).toEqual(
    names.map((name) => [name, `CONFORMANCE_${name.toUpperCase().replaceAll('-', '_')}`]),
  )
  expect(switches.map(({ name }) => name)).toEqual(['burst', 'strict', 'complete', 'dry-run'])
})

test.each(valued)('--$name=value goes into $env', ({ name, env }) => {
  expect(taken('run', `--${name}=7`, '-t', 'x')).toEqual({
    rest: ['run', '-t', 'x'],
    env: { [env]: '7' },
  })
})

test.each(valued)('--$name value goes into $env', ({ name, env }) => {
  expect(taken('run', `--${name}`, '7', 'x')).toEqual({ rest: ['run', 'x'], env: { [env]: '7' } })
})

test.each(switches)('--$name switches on and takes no value', ({ name, env }) => {
  expect(taken(`--${name}`, 'x')).toEqual({ rest: ['x'], env: { [env]: 'true' } })
})

test.each(switches)('--$name=false and --no-$name switch off', ({ name, env }) => {
  expect(taken(`--${name}=false`)).toEqual({ rest: [], env: { [env]: 'false' } })
  expect(taken(`--no-${name}`)).toEqual({ rest: [], env: { [env]: 'false' } })
})

test('a value may hold "=", line ends and what looks like a flag', () => {
  expect(taken('--base-url=http://h/?a=b&c=\n--x')).toEqual({
    rest: [],
    env: { CONFORMANCE_BASE_URL: 'http://h/?a=b&c=\n--x' },
  })
})

test('a negative number is given with "="', () => {
  expect(taken('--seed=-5').env).toEqual({ CONFORMANCE_SEED: '-5' })
})

test('of a flag that is given twice the last one counts', () => {
  expect(taken('--runs=1', '--runs', '2').env).toEqual({ CONFORMANCE_RUNS: '2' })
})

test('several flags go out from between what is for Vitest, which keeps its order', () => {
  expect(
    taken('run', '--burst', '-t', 'a b', '--provider', 'x', '--bail=1', 'suites/items'),
  ).toEqual({
    rest: ['run', '-t', 'a b', '--bail=1', 'suites/items'],
    env: { CONFORMANCE_BURST: 'true', CONFORMANCE_PROVIDER: 'x' },
  })
})

test.each([
  [['--reporter=junit']],
  [['--reporter', 'verbose']],
  [['--testTimeout=5']],
  [['--sequence.seed=3']],
  [['--shard=1/3']],
  [['--no-color']],
  [['--watch']],
  [['-t', 'burst']],
  [['--Provider=x']],
  [['-provider']],
  [['provider']],
  [['--no-provider']],
])('%j is left to Vitest', (args) => {
  expect(taken(...args)).toEqual({ rest: args, env: {} })
})

test('what follows "--" is left alone', () => {
  expect(taken('--runs=1', '--', '--provider=x', '--token=x')).toEqual({
    rest: ['--', '--provider=x', '--token=x'],
    env: { CONFORMANCE_RUNS: '1' },
  })
})

test('--compare of "vitest bench" is the one of Vitest', () => {
  expect(taken('bench', '--compare=a.json', '--runs=1')).toEqual({
    rest: ['bench', '--compare=a.json'],
    env: { CONFORMANCE_RUNS: '1' },
  })
  expect(taken('run', '--compare', 'a.json').rest).toEqual(['run'])
})

test.each(valued)('--$name without a value says how it is written', ({ name, value }) => {
  const problem = `--${name} needs a value: --${name}=${value}`
  for (const args of [[`--${name}`], [`--${name}=`], [`--${name}`, ''], [`--${name}`, '--burst']])
    expect(takeFlags(args).problem).toBe(problem)
})

test.each(credentialFlags)('--%s is refused without repeating its value', (name) => {
  for (const args of [[`--${name}=geheim`], [`--${name}`, 'geheim']]) {
    const { problem, env, rest } = takeFlags(args)
    expect(problem).toMatch(new RegExp(`^--${name} is refused: .*environment`))
    expect(JSON.stringify([problem, env, rest])).not.toContain('geheim')
  }
})

test('an unknown flag is named, with the one that was most likely meant', () => {
  expect(unknownFlagText('Unknown option `--prvider`', ['provider', 'run'])).toBe(
    'neither this suite nor Vitest knows the flag --prvider. Did you mean --provider? All flags: npx vitest --help',
  )
})

test('an unknown flag that is near to none is named alone', () => {
  expect(unknownFlagText('Unknown option `--foo`', ['provider', 'reporter'])).toBe(
    'neither this suite nor Vitest knows the flag --foo. All flags: npx vitest --help',
  )
})

test('any other complaint of the parser stays as it is', () => {
  const message = 'option `--root <path>` value is missing'
  expect(unknownFlagText('Nothing named', ['root'])).toBe('Nothing named')
  expect(unknownFlagText(message, [])).toBe(message)
})

test('the help has every flag with its value, its words and its variable', () => {
  const text = helpText()
  for (const { name, value, help, env } of flags) {
    expect(text).toMatch(
      new RegExp(`^ {2}--${name}${value ? ` ${value.replace('|', '\\|')}` : ''} `, 'm'),
    )
    expect(text).toContain(`${help}\n`)
    expect(text).toMatch(new RegExp(`^ +${env}$`, 'm'))
  }
})

test.for(['#', '?'])(
  'a folder with "%s" in its path, where Vite finds no file, is refused',
  (character) => {
    expect(folderProblem(`/home/me/issue ${character}15/checkout`)).toContain(`"${character}"`)
  },
)

test('any other folder is not', () => {
  expect(folderProblem('/home/me/50% (new) & é/checkout')).toBeNull()
})
