import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { stalePages, writePages } from '../../src/authoring/pages/pages.ts'
import { place } from './support.ts'

/** A package with two contracts of this one, and pages that are fresh. */
const fresh = mkdtempSync(join(tmpdir(), 'pages-'))
const providers = ['ryzeapi', 'wachat']

beforeAll(() => {
  const files = ['contract.schema.json', 'facts.yaml', ...providers.map((one) => `${one}.yaml`)]
  for (const file of ['package.json', ...files.map((name) => `contracts/${name}`)])
    cpSync(join(place.root, file), join(fresh, file))
  writePages(fresh)
})

afterAll(() => rmSync(fresh, { recursive: true }))

function freshPackage(): string {
  const root = mkdtempSync(join(tmpdir(), 'pages-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  cpSync(fresh, root, { recursive: true })
  return root
}

test('the committed pages are what the contracts say; "npm run docs" writes them', () => {
  expect(stalePages(place.root)).toEqual([])
})

test('pages that were just written are fresh', () => {
  expect(stalePages(freshPackage())).toEqual([])
})

test('pages that differ, are missing or belong to no contract are stale', () => {
  const root = freshPackage()
  writeFileSync(join(root, 'docs/contracts/wachat.md'), '# Something else\n')
  rmSync(join(root, 'docs/contracts/ryzeapi.md'))
  writeFileSync(join(root, 'docs/contracts/clinic.md'), '')
  expect(stalePages(root)).toEqual([
    'docs/contracts/ryzeapi.md',
    'docs/contracts/wachat.md',
    'docs/contracts/clinic.md',
  ])
})
