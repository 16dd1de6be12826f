import { describe, expect, test } from 'vitest'
import type { RunningMock } from '../../mock/index.ts'
import { formats } from '../../reporters/formats.ts'
import { withChanged } from './servers.ts'
import {
  expectRefusal,
  runCheck,
  runCommand,
  targetOf,
  withFolder,
  withSubfolder,
} from './support.ts'
import type { Finished } from './support.ts'

interface Listing {
  instances: { token: string }[]
}

/** The account's token, and those that the listing shows. */
const seen = new Set<string>()

/** A server that repeats tokens where a report quotes what it got. */
function tellingTokens(body: unknown, { credentials }: RunningMock): unknown {
  const listing = body as Listing
  const account = credentials.RYZEAPI_TOKEN_ACCOUNT ?? ''
  for (const secret of [account, ...listing.instances.map(({ token }) => token)]) seen.add(secret)
  const forms = [account, encodeURIComponent(account), Buffer.from(account).toString('base64')]
  return {
    ...listing,
    message: forms.join(' '),
    instances: listing.instances.map((item) => ({
      ...item,
      createdAt: item.token,
      [account]: item.token,
    })),
  }
}

function check(args: readonly string[], run = runCheck): Promise<Finished> {
  return withChanged('ryzeapi', tellingTokens, ({ baseUrl, credentials }) =>
    run(['--provider=ryzeapi', `--base-url=${baseUrl}`, '--runs=3', ...args], { env: credentials }),
  )
}

function expectNoSecret({ output, files }: Finished): void {
  const texts: readonly (readonly [string, string])[] = [['output', output], ...files]
  const shown = [...seen].flatMap((secret) =>
    texts.flatMap(([name, text]) => {
      const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '')
      const all = [secret, encodeURIComponent(secret), base64]
      return all.some((form) => text.includes(form)) ? [name] : []
    }),
  )
  expect(seen.size).toBeGreaterThan(2)
  expect(shown).toEqual([])
}

describe('what a server tells of credentials', () => {
  test('is in no report and not on the console', async () => {
    const finished = await check([`--report=${Object.keys(formats).join(',')}`])
    expect(targetOf(finished).counts.fail).toBeGreaterThan(1)
    expect(finished.files.size).toBeGreaterThan(1)
    expectNoSecret(finished)
  })

  test('is not in what reporters of Vitest’s own print', async () => {
    const finished = await check(['--reporter=verbose', '--reporter=tap'], runCommand)
    expect(finished.stdout).toMatch(/✓.*ryzeapi\.\S+ /)
    expect(finished.stdout).toContain('not ok')
    expectNoSecret(finished)
  })
})

const all = /RYZEAPI_TOKEN_ACCOUNT, RYZEAPI_TOKEN_INSTANCE/

/** Arguments with a credential in the wrong place, and what the one line must say. */
const misplaced: readonly (readonly [args: readonly string[], line: RegExp])[] = [
  [['--token=kLm9-qwertz'], all],
  [['--api-key', 'kLm9-qwertz'], all],
  [['--apiKey=kLm9-qwertz'], all],
  [['--auth-tokenkLm9-qwertz'], all],
  [['-H', 'token: kLm9-qwertz'], all],
  [
    ['--ryzeapi-token-account=kLm9-qwertz'],
    /^error: --ryzeapi-token-account .*: RYZEAPI_TOKEN_ACCOUNT$/m,
  ],
  [['--RYZEAPI_TOKEN_INSTANCE=kLm9-qwertz'], /: RYZEAPI_TOKEN_INSTANCE$/m],
  [['RYZEAPI_TOKEN_ACCOUNT=kLm9-qwertz'], /: RYZEAPI_TOKEN_ACCOUNT$/m],
  [['--base-url=https://ada:kLm9-qwertz@h.example'], /--base-url.*credentials.*\.env/],
  [['--base-url=https://ada:kLm9-qwertz/x?@h.example'], /--base-url.*not a URL/],
  [['--base-url=ada:kLm9-qwertz@h.example/x'], /--base-url.*scheme/],
  [['--base-url=https://h.example/x?token=kLm9-qwertz'], /--base-url.*query/],
]

describe('a credential in the wrong place', () => {
  test.for(misplaced)('%j is refused, and not repeated', async ([args, line]) => {
    const finished = await runCheck(['--provider=ryzeapi', ...args])
    expectRefusal(finished, line)
    expect([finished.output, ...finished.files.values()].join('\n')).not.toMatch(/kLm9|qwertz/)
  })

  test.each(['--provider', '--seed', '--report', '--base-url'])(
    'as the value of %s it is not repeated, where the environment has it, too',
    async (flag) => {
      const env = { RYZEAPI_TOKEN_ACCOUNT: 'kLm9-qwertz' }
      const finished = await runCheck(['--provider=ryzeapi', `${flag}=kLm9-qwertz`], { env })
      expectRefusal(finished, /‹masked›/)
      expect([finished.output, ...finished.files.values()].join('\n')).not.toMatch(/kLm9|qwertz/)
    },
  )

  test.each([
    [
      'as a member of a target',
      '{ name: a, provider: ryzeapi, baseUrl: "http://h", token: kLm9-qwertz }',
    ],
    [
      'for the name of a variable',
      '{ name: a, provider: ryzeapi, baseUrl: "http://h", credentials: { account: kLm9-qwertz } }',
    ],
    [
      'for a name that could be one',
      '{ name: a, provider: ryzeapi, baseUrl: "http://h", credentials: { account: kLm9qwertz } }',
    ],
    ['in a base URL', '{ name: a, provider: ryzeapi, baseUrl: "http://ada:kLm9-qwertz@h" }'],
    ['on a line that is no YAML', '{ name: a, "kLm9-qwertz }'],
    ['on a line of its own', '{ name: a }\n    kLm9-qwertz'],
  ])('%s of a targets file it is not repeated', async (_, target) => {
    const finished = await withFolder({ 'targets.yaml': `targets:\n  - ${target}\n` }, (folder) =>
      runCheck([`--targets=${folder}/targets.yaml`]),
    )
    expect(finished.code).toBe(2)
    expect(finished.output).toMatch(/^error: /)
    expect([finished.output, ...finished.files.values()].join('\n')).not.toMatch(/kLm9|qwertz/)
  })

  test('on a line of .env that is none it is not repeated', async () => {
    const env = 'kLm9-qwertz\nRYZEAPI_TOKEN_ACCOUNT kLm9-qwertz\n="kLm9-qwertz\n'
    const finished = await withSubfolder({ '.env': env }, (cwd) =>
      runCheck(['--provider=ryzeapi', '--base-url=http://127.0.0.1:9'], { cwd }),
    )
    expectRefusal(finished, /no credential: set RYZEAPI_TOKEN_ACCOUNT/)
    expect([finished.output, ...finished.files.values()].join('\n')).not.toMatch(/kLm9|qwertz/)
  })
})
