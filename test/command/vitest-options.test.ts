import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { breakingMust, wachatAt, withChangedWachat } from './servers.ts'
import {
  expectRefusal,
  expectValidReport,
  idsOf,
  runCommand,
  targetOf,
  withFolder,
} from './support.ts'
import type { Finished } from './support.ts'

const wachatSize = 46

function checkBroken(args: readonly string[]): Promise<Finished> {
  return withChangedWachat(breakingMust, ({ baseUrl, credentials }) =>
    runCommand([...wachatAt(baseUrl), ...args], { env: credentials }),
  )
}

describe.concurrent('options of Vitest’s own', () => {
  test('-t runs the behaviors that it names; all others are unverified', async () => {
    const finished = await runCommand(['-t', 'ryzeapi.filter'])
    const target = targetOf(finished, 'ryzeapi')
    const ran = idsOf(target, 'pass', 'fail', 'warn', 'observed', 'error')
    expect(ran).toHaveLength(6)
    expect(ran.filter((id) => !id.startsWith('ryzeapi.filter.'))).toEqual([])
    expect(target.verdict).toBe('incomplete')
    expectValidReport(finished)
    expect(finished.code).toBe(0)
  })

  test('a file’s name runs that suite; the behaviors of others are unverified', async () => {
    const finished = await runCommand(['run', 'envelope', '--provider=wachat'])
    const target = targetOf(finished)
    expect(target.behaviors).toHaveLength(wachatSize)
    const ran = idsOf(target, 'pass', 'fail', 'warn', 'observed', 'error')
    expect(ran).toContain('wachat.envelope.success')
    expect(ran.filter((id) => !id.startsWith('wachat.envelope.'))).toEqual([])
    expect(target.verdict).toBe('incomplete')
    expect(finished.code).toBe(0)
  })

  test('reporters of its own show each behavior, and the report is written all the same', async () => {
    const { finished, xml } = await withFolder({}, async (folder) => {
      const file = join(folder, 'vitest.xml')
      const reporters = ['--reporter=verbose', '--reporter=junit']
      const ended = await checkBroken([...reporters, `--outputFile.junit=${file}`])
      return { finished: ended, xml: await readFile(file, 'utf8') }
    })
    expect(finished.stdout).toMatch(/✓.*wachat\.envelope\.success /)
    expect(finished.stdout).toMatch(/×.*wachat\.item\.integration /)
    expect(xml.match(/<testcase /g)).toHaveLength(wachatSize)
    expect(xml.match(/<failure /g)).toHaveLength(1)
    expect(idsOf(targetOf(finished), 'fail')).toEqual(['wachat.item.integration'])
    expectValidReport(finished)
    expect(finished.code).toBe(1)
  })

  test('--reporter=tap prints a document alone, and people read beside it', async () => {
    const { stdout, stderr } = await checkBroken(['--reporter=tap'])
    expect(stdout).toMatch(/^TAP version 13\n1\.\.\d/)
    expect(stderr).toContain('non-conformant')
  })

  test('--bail=1 stops at the first failure; what was not run is unverified', async () => {
    const finished = await withChangedWachat(
      () => ({}),
      ({ baseUrl, credentials }) =>
        runCommand([...wachatAt(baseUrl), '--bail=1'], { env: credentials }),
    )
    const target = targetOf(finished)
    expect(target.behaviors).toHaveLength(wachatSize)
    expect(target.counts.fail).toBe(1)
    expect(target.counts.unverified).toBeGreaterThan(wachatSize / 2)
    expectValidReport(finished)
    expect(finished.code).toBe(1)
  })
})

describe.concurrent('a selection of nothing judges nothing', () => {
  test.each([
    ['-t', ['-t', 'no-such-behavior', '--provider=wachat']],
    ['a file’s name', ['no-such-suite', '--provider=wachat']],
    ['--shard', ['--shard=3/2', '--provider=wachat']],
  ])('%s that matches nothing is exit code 2, with a line that says so', async (_, args) => {
    const finished = await runCommand(args)
    expectRefusal(finished, /no-such-(behavior|suite)|--shard/)
    for (const target of finished.report?.targets ?? []) expect(idsOf(target, 'pass')).toEqual([])
  })
})
