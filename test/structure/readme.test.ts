import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { flags } from '../../src/flags/flags.js'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

test.each(flags.map(({ name, env, help }) => [name, env, help]))(
  'the README tells of --%s as the command does',
  (name, env, help) => {
    const row = readme.split('\n').find((line) => new RegExp(`^\\| \`--${name}[=\`]`).test(line))
    expect(row).toContain(`\`${env}\``)
    expect(row?.replaceAll('\\|', '|')).toContain(help)
  },
)

test('the README counts the faults that there are', async () => {
  const { mockedFaults, mockedProviders } = await import('../../mock/index.ts')
  const count = mockedProviders().flatMap((provider) => mockedFaults(provider)).length
  expect(readme).toContain(`${count} servers`)
})

const pages = [
  'CONTRIBUTING.md',
  'README.md',
  'SECURITY.md',
  'docs/architecture.md',
  'docs/contracts.md',
  'docs/evolution-in-the-wild.md',
  'docs/live.md',
]

test.each(pages)('every link of %s to a file leads to one', (name) => {
  const page = new URL(`../../${name}`, import.meta.url)
  const text = readFileSync(page, 'utf8')
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link = '']) => link)
  expect(links.filter((link) => !existsSync(new URL(link, page)))).toEqual([])
})
