import { join } from 'node:path'
import { expect, test } from 'vitest'
import { breakingMust, wachatAt, withChangedWachat } from './servers.ts'
import type { WachatListing } from './servers.ts'
import { idsOf, runCheck, runCommand, targetOf, withFolder } from './support.ts'

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
