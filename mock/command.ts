import { parseArgs } from 'node:util'
import {
  authHeader,
  mockedFaults,
  mockedProviders,
  mockedVariants,
  type MockOptions,
  type RunningMock,
  startMock,
} from './index.ts'

const usage = (
  program: string,
): string => `Usage: ${program} <provider> [--port=N] [--instances=N] [--seed=N] [--fault=ID]

Serves a reference server of one provider on 127.0.0.1 until Ctrl+C.

  <provider>      ${mockedProviders().join(', ')}
  --port=N        0 to 65535; 0, the default, is any free port
  --instances=N   0 to 10000; without it a small account that shows every documented behavior
  --latency=N     0 to 60000; milliseconds that each answer takes longer, 0 without it
  --seed=N        0 to 4294967295, default 1; same seed, same account and tokens
  --fault=ID      break what the documentation says in one way; --fault=list lists the ways
  --variant=ID    be odd in one way, and right; --variant=list lists the ways
  --help          this text
`

const flags = {
  port: { type: 'string' },
  instances: { type: 'string' },
  seed: { type: 'string' },
  latency: { type: 'string' },
  help: { type: 'boolean' },
  fault: { type: 'string' },
  variant: { type: 'string' },
} as const

const limits = { port: 65_535, instances: 10_000, seed: 2 ** 32 - 1, latency: 60_000 } as const

/** The command line is wrong, or cannot be obeyed. The message is one line. */
export class MockUsageError extends Error {}

/** The flags whose value `list` lists what there is. */
const ways = ['fault', 'variant'] as const

type Way = (typeof ways)[number]

type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'list'; readonly what: Way; readonly providers: readonly string[] }
  | { readonly kind: 'serve'; readonly provider: string; readonly options: MockOptions }

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: true })
  } catch (error) {
    // The first sentence says what is wrong; the others are about `--` and suit no flag of ours.
    const [problem] = (error as Error).message.split(/\.(?:\s|$)/)
    const allowed = Object.keys(flags).map((name) => `--${name}`)
    throw new MockUsageError(`${problem}; the flags are ${allowed.join(', ')}`)
  }
}

/** Reads the command line. Throws a MockUsageError. */
function read(args: readonly string[]): Command {
  const { values, positionals } = parse(args)
  if (values.help) return { kind: 'help' }
  const listed = ways.find((way) => values[way] === 'list')
  if (listed !== undefined) {
    const providers = positionals.length === 0 ? mockedProviders() : [theProvider(positionals)]
    return { kind: 'list', what: listed, providers }
  }
  const provider = theProvider(positionals)
  const options: MockOptions = {}
  for (const flag of ['port', 'instances', 'seed', 'latency'] as const) {
    const text = values[flag]
    if (text !== undefined) options[flag] = wholeNumber(flag, text)
  }
  for (const way of ways) {
    const id = values[way]
    if (id !== undefined) options[way] = known(way, provider, id)
  }
  return { kind: 'serve', provider, options }
}

function theProvider([provider, ...more]: readonly string[]): string {
  const choice = `choose one of ${mockedProviders().join(', ')}`
  if (provider === undefined) throw new MockUsageError(`no provider given; ${choice}`)
  if (more.length > 0)
    throw new MockUsageError(`one provider at a time, not also ${JSON.stringify(more[0])}`)
  if (!mockedProviders().includes(provider)) {
    throw new MockUsageError(`no mock of ${JSON.stringify(provider)}; ${choice}`)
  }
  return provider
}

const idsOf = { fault: mockedFaults, variant: mockedVariants } as const

function known(way: Way, provider: string, id: string): string {
  if (idsOf[way](provider).some((one) => one.id === id)) return id
  throw new MockUsageError(
    `${provider} has no ${way} ${JSON.stringify(id)}; --${way}=list lists them`,
  )
}

function wholeNumber(flag: keyof typeof limits, text: string): number {
  const limit = limits[flag]
  if (/^\d+$/.test(text) && Number(text) <= limit) return Number(text)
  throw new MockUsageError(
    `--${flag} is a whole number from 0 to ${limit}, not ${JSON.stringify(text)}`,
  )
}

async function start(provider: string, options: MockOptions): Promise<RunningMock> {
  try {
    return await startMock(provider, options)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    const why = code === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${code})`
    throw new MockUsageError(
      `port ${options.port} ${why}; choose another, or any free one by --port=0`,
    )
  }
}

/** Hypersender's tokens hold a bar, which a shell would take for a pipe. */
const quoted = (value: string) => (/^[\w-]+$/.test(value) ? value : `'${value}'`)

function describe({ provider, baseUrl, path, credentials }: RunningMock, check: string): string {
  const variables = Object.entries(credentials)
  return [
    `${provider} is served at ${baseUrl}${path}`,
    '',
    ...variables.map(([name, value]) => `export ${name}=${quoted(value)}`),
    '',
    `curl -H "${authHeader(provider)}" ${baseUrl}${path}`,
    `${check} --base-url=${baseUrl} --provider=${provider}`,
    '',
    'Ctrl+C ends it.',
    '',
  ].join('\n')
}

/** A line for each: provider, id, and the facts that a fault breaks or why a variant is right. */
const listOf: Readonly<Record<Way, (provider: string) => readonly string[]>> = {
  fault: (provider) =>
    mockedFaults(provider).map(({ id, breaks }) => `${provider} ${id} ${breaks.join(',')}\n`),
  variant: (provider) =>
    mockedVariants(provider).map(({ id, because }) => `${provider} ${id} (${because})\n`),
}

async function serve(provider: string, options: MockOptions, check: string): Promise<void> {
  const mock = await start(provider, options)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mock.close())
  process.stdout.write(describe(mock, check))
}

/**
 * The command that serves a mock, until the process is told to end.
 * @param program how it is called
 * @param check how the command is called that checks a server
 * @throws MockUsageError
 */
export async function mock(
  args: readonly string[],
  { program, check }: { program: string; check: string },
): Promise<void> {
  const command = read(args)
  switch (command.kind) {
    case 'help':
      process.stdout.write(usage(program))
      return
    case 'list':
      process.stdout.write(command.providers.flatMap(listOf[command.what]).join(''))
      return
    case 'serve':
      await serve(command.provider, command.options, check)
  }
}
