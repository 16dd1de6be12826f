import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { wachatAt, withChangedWachat } from './servers.ts'
import { runCheck, withFolder } from './support.ts'

test.each([
  ['the later one says so', '{"startedAt":"2020-01-31T00:00:00.000Z"}', true],
  ['nothing is said where there is only one', null, false],
])('of two runs at once in a folder, %s', async (_, report, isSaid) => {
  await withFolder({}, async (folder) => {
    await withChangedWachat(
      (listing) => {
        if (report !== null) writeFileSync(join(folder, 'report.json'), report)
        return listing
      },
      async ({ baseUrl, credentials: env }) => {
        const { stdout, code } = await runCheck([...wachatAt(baseUrl), `--report-dir=${folder}`], {
          env,
        })
        const line = `warning: another run wrote to ${folder} meanwhile; its report is replaced\n`
        expect(stdout.includes(line)).toBe(isSaid)
        expect(code).toBe(0)
      },
    )
  })
})
