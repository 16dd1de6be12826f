import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { breakingMust, wachatAt, withChangedWachat, withMock } from './servers.ts'
import type { WachatListing } from './servers.ts'
import type { Finished } from './support.ts'
import {
  expectValidReport,
  idsOf,
  reportOf,
  root,
  runCheck,
  runCommand,
  targetOf,
  withFolder,
} from './support.ts'

test('--fail-on=new counts what an earlier report did not show, and only that', async () => {
  let change = breakingMust
  const [known, fresh] = await withFolder({}, (folder) =>
    withChangedWachat(
      (listing) => change(listing),
      async ({ baseUrl, credentials: env }) => {
        await runCheck([...wachatAt(baseUrl), `--report-dir=${folder}`], { env })
        const earlier = `--compare=${join(folder, 'report.json')}`
        const args = [...wachatAt(baseUrl), earlier, '--fail-on=new', '--report=markdown']
        // Vitest itself would end with 1.
        const again = await runCommand(args, { env })
        change = breakingMore
        return [again, await runCheck(args, { env })]
      },
    ),
  )
  expect(idsOf(targetOf(known), 'fail')).toEqual(['wachat.item.integration'])
  expect(known.code).toBe(0)
  expect(idsOf(targetOf(fresh), 'fail')).toContain('wachat.envelope.success-true')
  expect(fresh.code).toBe(1)
  expect(known.stdout).toMatch(/^Since .*\n {2}nothing changed$/m)
  expect(fresh.stdout).toMatch(
    /^ {2}newly broken wachat\.envelope\.success-true {2}wachat\n {4}pass → fail: .*expected true/m,
  )
  expect(fresh.files.get('report.md')).toMatch(
    /^- \*\*newly broken\*\* `wachat\.envelope\.success-true` on `wachat`: `pass` → `fail: /m,
  )
})

function breakingMore(listing: WachatListing): WachatListing {
  return { ...breakingMust(listing), success: false }
}

test('--fail-on=new lists what the contract newly promises, and counts it from the next run on', async () => {
  const [changed, next, last] = await runsOfChangedContract()
  expect(idsOf(targetOf(changed), 'fail')).toEqual(['wachat.envelope.success-true'])
  expect(changed.stdout).toMatch(
    /^ {2}new in the contract, not counted yet wachat\.envelope\.success-true {2}wachat\n {4}pass → fail: /m,
  )
  expectValidReport(changed)
  expect([changed, next, last].map(({ code }) => code)).toEqual([0, 1, 0])
  expect(next.stdout).toMatch(
    /^ {2}newly broken wachat\.envelope\.success-true .*\n {4}fail \(new in the contract\)/m,
  )
})

/** Three runs, each compared with the one before it; the contract was changed ahead of the first. */
function runsOfChangedContract(): Promise<[Finished, Finished, Finished]> {
  return withFolder({}, (folder) =>
    withMock('wachat', async ({ baseUrl, credentials: env }) => {
      const [contract, earlier] = [join(folder, 'mine.yaml'), join(folder, 'earlier.json')]
      const server = [`--base-url=${baseUrl}`, `--provider=${contract}`, '--seed=1']
      const run = async (): Promise<Finished> => {
        const args = [...server, `--compare=${earlier}`, '--fail-on=new']
        const finished = await runCheck(args, { env })
        await writeFile(earlier, JSON.stringify(reportOf(finished)))
        return finished
      }
      const text = await readFile(join(root, 'contracts', 'wachat.yaml'), 'utf8')
      await writeFile(contract, text)
      await writeFile(earlier, JSON.stringify(reportOf(await runCheck(server, { env }))))
      await writeFile(
        contract,
        text.replace('/success: { const: true }', '/success: { const: false }'),
      )
      return [await run(), await run(), await run()]
    }),
  )
}
