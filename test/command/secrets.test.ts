import { describe, expect, test } from 'vitest'
import type { RunningMock } from '../../mock/index.ts'
import { formats } from '../../reporters/formats.ts'
import { withChanged } from './servers.ts'
import { runCommand, targetOf } from './support.ts'
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

function check(args: readonly string[]): Promise<Finished> {
  return withChanged('ryzeapi', tellingTokens, ({ baseUrl, credentials }) =>
    runCommand(['--provider=ryzeapi', `--base-url=${baseUrl}`, ...args], { env: credentials }),
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

describe.concurrent('what a server tells of credentials', () => {
  test('is in no report and not on the console', async () => {
    const finished = await check([`--report=${Object.keys(formats).join(',')}`])
    expect(targetOf(finished).counts.fail).toBeGreaterThan(1)
    expect(finished.files.size).toBeGreaterThan(1)
    expectNoSecret(finished)
  })

  test.for([['verbose'], ['junit']])('is not in what --reporter=%s prints', async ([reporter]) => {
    const finished = await check([`--reporter=${reporter}`])
    expect(finished.stdout).toContain('ryzeapi.message.many')
    expectNoSecret(finished)
  })
})
