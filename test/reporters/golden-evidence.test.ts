import { expect, test } from 'vitest'
import { renderJson } from '../../reporters/json.ts'
import { renderJunit } from '../../reporters/junit.ts'
import { renderMarkdown } from '../../reporters/markdown.ts'
import { citedReport, comparison } from './change-fixture.ts'
import { noContext } from './fixture.ts'

test.each([
  ['evidence.json', renderJson(citedReport)],
  ['evidence.xml', renderJunit(citedReport)],
  ['evidence.md', renderMarkdown(citedReport, { ...noContext, comparison })],
])('%s shows exchanges, excerpts and changes as its golden file', async (name, text) => {
  await expect(text).toMatchFileSnapshot(`golden/${name}`)
})
