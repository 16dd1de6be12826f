import { expect, test } from 'vitest'
import { lastJudged } from '../../src/report/compare/earlier-report.ts'
import { runCheck } from './support.ts'

test('--report writes a file for each format that it names, beside report.json and the last judged one', async () => {
  const finished = await runCheck(['--provider=wachat', '--report=html,junit,markdown,badge'])
  expect(finished.code, finished.output).toBe(0)
  expect([...finished.files.keys()].sort()).toEqual(
    ['report.json', lastJudged, 'report.html', 'junit.xml', 'report.md', 'badge.svg'].sort(),
  )
  expect([...finished.files].filter(([, text]) => text.trim() === '')).toEqual([])
})
