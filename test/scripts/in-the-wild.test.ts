import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { chapters } from '../../scripts/in-the-wild/differences.ts'
import { documentOf } from '../../scripts/in-the-wild/document.ts'
import type { Compared } from '../../scripts/in-the-wild/document.ts'
import { judgeRecorded } from '../../scripts/in-the-wild/judge.ts'
import { broken, passing, unverified } from '../recordings/evolution-differences.ts'
import { answerUnder, recordedExchanges } from '../recordings/recorded.ts'

let compared: Compared
let page: string

beforeAll(async () => {
  compared = {
    documented: await judgeRecorded('evolution'),
    recorded: await judgeRecorded('evolution-v2'),
  }
  page = documentOf(compared)
})

test('docs/evolution-in-the-wild.md is what npm run in-the-wild writes', () => {
  const file = new URL('../../docs/evolution-in-the-wild.md', import.meta.url)
  expect(readFileSync(file, 'utf8')).toBe(page)
})

test('it is written the same again', async () => {
  const documented = await judgeRecorded('evolution')
  expect(documentOf({ ...compared, documented })).toBe(page)
})

test('it tells of every difference that reading page and recordings finds', () => {
  const told = chapters.flatMap(({ differences }) => Object.keys(differences))
  expect(told.sort()).toEqual(Object.keys(broken).sort())
})

test.for(Object.keys(broken))('%s is told with its facts and a request', (id) => {
  const line = compared.documented.report.behaviors.find((one) => one.id === `evolution.${id}`)
  const row = page.split('\n').find((text) => text.startsWith(`| ${line?.title ?? '?'} (`))
  for (const fact of line?.covers ?? []) expect(row).toMatch(new RegExp(`\\b${fact}\\b`))
  expect(row).toMatch(/`GET \/instance\/fetchInstances[^`]*` \|$/)
})

test.for([...passing, ...Object.keys(unverified)])('%s is told as well', (id) => {
  const line = compared.documented.report.behaviors.find((one) => one.id === `evolution.${id}`)
  expect(page).toContain(line?.title ?? id)
})

test('what holds by another contract than the page’s is no difference: one that is not told is refused', () => {
  const { recorded, documented } = compared
  expect(() => documentOf({ documented: recorded, recorded: documented })).toThrow(
    'the chapters tell of',
  )
})

test('nothing of the account is in the rows of the run', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('|') || line.startsWith('- '))
  expect(rows.join('\n')).not.toMatch(/GLOBAL-KEY|TOKEN-|55119|Alpha Shop|127\.0\.0\.1/)
})

const older = recordedExchanges('evolution-1.8.2.txt')

test('version 1.8.2 does as the page about the recordings says', () => {
  expect(answerUnder('instanceName unknown', older).status).toBe(404)
  for (const heading of ['no key', 'wrong key']) {
    const { status, body } = answerUnder(heading, older)
    expect([status, body]).toEqual([401, answerUnder(heading, recordedExchanges()).body])
  }
})
