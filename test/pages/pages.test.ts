import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contractPages } from '../../scripts/docs/page.ts'
import { place } from './support.ts'

test('the committed pages are what the contracts say, and no others are there; "npm run docs" writes them', () => {
  const folder = 'docs/contracts'
  const files = readdirSync(join(place.root, folder)).map((file) => `${folder}/${file}`)
  // A checkout may write other ends of lines.
  const read = (file: string) =>
    readFileSync(join(place.root, file), 'utf8').replaceAll('\r\n', '\n')
  const pages = contractPages(place.root)
  expect(files.sort()).toEqual([...pages.keys()].sort())
  expect(files.filter((file) => read(file) !== pages.get(file))).toEqual([])
})
