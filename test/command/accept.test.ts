import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { breakingMust, deadOrigin, wachatAt, withChangedWachat } from './servers.ts'
import { expectRefusal, runCheck, runCommand, withFolder } from './support.ts'
import type { Finished } from './support.ts'

const broken = 'wachat.item.integration'

interface Place {
  file: string
  read: () => Promise<string>
  /** Checks a broken server, and accepts what is broken. */
  accept: (args?: readonly string[], run?: typeof runCheck) => Promise<Finished>
}

function withPlace<T>(text: string | null, use: (place: Place) => Promise<T>): Promise<T> {
  return withFolder({}, (folder) =>
    withChangedWachat(breakingMust, async ({ baseUrl, credentials: env }) => {
      const file = join(folder, 'deviations.yaml')
      if (text !== null) await writeFile(file, text)
      return use({
        file,
        read: () => readFile(file, 'utf8'),
        accept: (args = [], run = runCheck) =>
          run([...wachatAt(baseUrl), `--accept=${file}`, '--report=none', ...args], { env }),
      })
    }),
  )
}

const day = /^\d{4}-\d{2}-\d{2}$/

test('failures become entries that await a reason, with evidence, for 90 days', async () => {
  await withPlace(null, async ({ file, read, accept }) => {
    const { code, stdout } = await accept()
    expect(code).toBe(1)
    expect(stdout).toContain(`--accept: 1 entry added, 0 brought up to date in ${file}`)
    const { entry } = await entryIn(read)
    expect(entry).toMatchObject({ behavior: broken, reason: 'TODO' })
    expect(entry.evidence).toMatch(/integration.*; GET \//)
    expect(entry.accepted).toMatch(day)
    const days = (Date.parse(entry.expires ?? '') - Date.parse(entry.accepted ?? '')) / 86_400_000
    expect(days).toBe(90)
  })
})

/** The lines of the one entry in a file, by their names. */
async function entryIn(read: () => Promise<string>) {
  const text = await read()
  const pairs = [...text.matchAll(/^(?: {2}- | {4})(\w+): (.*)$/gm)]
  return {
    text,
    entry: Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value])),
  }
}

test('an entry without a reason is known, and is warned of', async () => {
  await withPlace(null, async ({ file, accept }) => {
    await accept()
    const { code, stdout } = await accept([`--known-deviations=${file}`])
    expect(code).toBe(0)
    expect(stdout).toContain(`warning: known deviations without a reason (TODO): ${broken}\n`)
    expect(stdout).toContain('0 entries added, 1 brought up to date')
  })
})

const old = (reason: string) => `# Ours.
deviations:
  # Told the vendor in May.
  - behavior: ${broken}
    reason: ${reason} # for now
    expires: 2020-01-31
  - behavior: wachat.envelope.success
    reason: TODO
`

test('an entry that awaits its reason gets today’s evidence; comments and all others stay', async () => {
  await withPlace(old('TODO'), async ({ read, accept }) => {
    await accept()
    const text = await read()
    const [head = '', rest = ''] = text.split(/ {4}expires: .*\n/)
    expect(head).toBe(old('TODO').split(/ {4}expires: .*\n/)[0])
    expect(rest).toMatch(
      /^ {4}accepted: .*\n {4}evidence: .*\n {2}- behavior: wachat.envelope.success\n {4}reason: TODO\n$/,
    )
    expect(text).not.toContain('2020-01-31')
  })
})

test('an entry that a person wrote is left alone', async () => {
  await withPlace(old('agreed with the vendor'), async ({ read, accept }) => {
    const { stdout, code } = await accept()
    expect(stdout).toContain('--accept: nothing to accept')
    expect(await read()).toBe(old('agreed with the vendor'))
    expect(code).toBe(1)
  })
})

test('a run that was not judged leaves the file alone', async () => {
  await withFolder({}, async (folder) => {
    const at = [`--base-url=${await deadOrigin()}`, '--provider=wachat']
    const file = join(folder, 'deviations.yaml')
    const { stdout, code } = await runCheck([...at, `--accept=${file}`], {
      env: { WACHAT_API_KEY: 'a-key-of-mine' },
    })
    expect(code).toBe(2)
    expect(stdout).toContain('--accept: the target was not judged, nothing was written')
    await expect(readFile(file)).rejects.toThrow('ENOENT')
  })
})

test.each([
  ['is another YAML file', 'targets: []\n', [], /^error: known deviations /m],
  [
    'is of another target',
    'deviations: [{ behavior: ryzeapi.message.one, reason: x }]\n',
    [],
    /no contract of this run has/,
  ],
  ['would get a part of a run', null, ['-t', 'item'], /^error: --accept takes whole runs/m],
])('a file that %s is refused before any request', async (_, text, args, line) => {
  await withPlace(text, async ({ read, accept }) => {
    const finished = await accept(args)
    expectRefusal(finished, line)
    expect(finished.report?.targets[0]?.requests.sent ?? 0).toBe(0)
    if (text !== null) expect(await read()).toBe(text)
  })
})

test('of many targets one is to be chosen', async () => {
  await withFolder({}, async (folder) => {
    const args = [`--accept=${join(folder, 'd.yaml')}`]
    expectRefusal(await runCheck(args), /one target, and there are 4: choose one/)
  })
})

test('npx vitest accepts as well, and refuses its own selections', async () => {
  await withPlace(null, async ({ read, accept }) => {
    expectRefusal(await accept(['-t', 'item'], runCommand), /--accept takes whole runs/)
    expect((await accept(['--project=wachat'], runCommand)).code).toBe(1)
    expect(await read()).toContain(`behavior: ${broken}`)
  })
})
