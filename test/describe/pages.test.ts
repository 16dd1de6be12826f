import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { docs } from '../../src/describe/docs.ts'
import { stalePages } from '../../src/describe/pages.ts'
import { place } from './support.ts'

/** A package with the contracts of this one, and pages that are fresh. */
function freshPackage(): string {
  const root = mkdtempSync(join(tmpdir(), 'pages-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  cpSync(join(place.root, 'contracts'), join(root, 'contracts'), { recursive: true })
  cpSync(join(place.root, 'package.json'), join(root, 'package.json'))
  docs([], { root })
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
  writeFileSync(join(root, 'docs/contracts/wachat.md'), '')
  docs(['--check'], { root })
  expect(stalePages(root)).toEqual(['docs/contracts/wachat.md'])
})
