import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectRefusal, filesIn, runCheck, withFolder } from './support.ts'

test('--history keeps a record of each run, and the page shows them; what is none is skipped', async () => {
  await withFolder({}, async (folder) => {
    const history = join(folder, 'nights')
    const args = ['--provider=wachat', `--history=${history}`]
    const first = await runCheck(args)
    await writeFile(join(history, 'readme.txt'), 'not a record')
    const second = await runCheck(args)
    expect([first.code, second.code]).toEqual([0, 0])
    expect(first.output).not.toContain('--history')
    expect(second.output).toContain(
      `--history: skipped files that are not records of a run in ${history}: readme.txt`,
    )
    expect(first.files.get('report.html')).toContain('"trend":"p"')
    expect(second.files.get('report.html')).toContain('"trend":"pp"')
    expect((await filesIn(history)).size).toBe(3)
  })
})

test('a run of some behaviors records only those', async () => {
  await withFolder({}, async (folder) => {
    await runCheck([
      '--provider=wachat',
      `--history=${folder}`,
      '-t',
      'wachat.envelope.success-true',
    ])
    const [record = ''] = (await filesIn(folder)).values()
    expect(JSON.parse(record)).toMatchObject({
      targets: [{ behaviors: { 'wachat.envelope.success-true': 'pass' } }],
    })
    expect(record).not.toContain('wachat.item')
  })
})

test('a history that can be no folder is refused before a server is asked', async () => {
  await withFolder({ file: '' }, async (folder) => {
    const finished = await runCheck(['--provider=wachat', `--history=${join(folder, 'file')}`])
    expectRefusal(finished, /^error: --history: cannot write to .*file \(EEXIST\)$/m)
  })
})
