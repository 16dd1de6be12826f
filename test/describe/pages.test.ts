import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { docs } from '../../src/describe/docs.ts'
import { stalePages } from '../../src/describe/pages.ts'
import { place } from './support.ts'

/** A package with two contracts of this one, and pages that are fresh. */
const fresh = mkdtempSync(join(tmpdir(), 'pages-'))
const providers = ['ryzeapi', 'wachat']

beforeAll(() => {
  const files = ['contract.schema.json', 'facts.yaml', ...providers.map((one) => `${one}.yaml`)]
  for (const file of ['package.json', ...files.map((name) => `contracts/${name}`)])
    cpSync(join(place.root, file), join(fresh, file))
  docs([], { root: fresh })
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
  expect(docs(['--check'], { root: freshPackage() })).toEqual({ text: '', exitCode: 0 })
})

test('--check ends with 1 and names pages that differ, are missing or belong to no contract', () => {
  const root = freshPackage()
  writeFileSync(join(root, 'docs/contracts/wachat.md'), '# Something else\n')
  rmSync(join(root, 'docs/contracts/ryzeapi.md'))
  writeFileSync(join(root, 'docs/contracts/clinic.md'), '')
  const { text, exitCode } = docs(['--check'], { root })
  expect(exitCode).toBe(1)
  expect(text.split('\n').slice(0, 4)).toEqual([
    'stale: docs/contracts/ryzeapi.md',
    'stale: docs/contracts/wachat.md',
    'stale: docs/contracts/clinic.md',
    '"npm run docs" writes what the contracts say; a page that belongs to no contract is to be deleted',
  ])
})

test('--check writes nothing', () => {
  const root = freshPackage()
  const page = join(root, 'docs/contracts/wachat.md')
  writeFileSync(page, '')
  docs(['--check'], { root })
  expect(readFileSync(page, 'utf8')).toBe('')
})
