import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { stalePages, writePages } from '../../src/describe/pages.ts'
import { place } from './support.ts'

/** A package with the contracts of this one, and pages that are fresh. */
function freshPackage(): string {
  const root = mkdtempSync(join(tmpdir(), 'pages-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  cpSync(join(place.root, 'contracts'), join(root, 'contracts'), { recursive: true })
  cpSync(join(place.root, 'package.json'), join(root, 'package.json'))
  writePages(root)
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
