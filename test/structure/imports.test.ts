import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { expect, test } from 'vitest'

const root = new URL('../..', import.meta.url).pathname

/** From the ground up: a floor may import from itself and from those before it. */
const floors = [
  'model',
  'contract',
  'flags',
  'files',
  'recording',
  'wire',
  'ask',
  'judge',
  'report',
  'run',
  'authoring',
  'api',
  'vitest',
  'cli',
] as const

interface Import {
  from: string
  to: string
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file))
    .map((file) => join(folder, file))
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const specifiers = [
    ...text.matchAll(
      /^\s*(?:import|export)\b[^'";]*?from '(\.[^']+)'|^import '(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm,
    ),
  ]
  return specifiers.map((match) => ({
    from: file,
    to: normalize(join(dirname(file), match[1] ?? match[2] ?? match[3] ?? '')),
  }))
}

const files = ['src', 'suites', 'reporters', 'mock'].flatMap(sources)
const imports = files.flatMap(importsOf)

function floorOf(file: string): number {
  const [top, name] = relative('.', file).split('/')
  return top === 'src' ? floors.indexOf(name as (typeof floors)[number]) : -1
}

test('the import scan sees the imports that are there', () => {
  expect(imports.length).toBeGreaterThan(150)
  expect(
    imports.some(({ from, to }) => from === 'src/run/check-target.ts' && to === 'src/wire/wire.ts'),
  ).toBe(true)
})

test('every folder of src is a floor, and nothing lies beside them', () => {
  expect(readdirSync(join(root, 'src')).sort()).toEqual([...floors].sort())
})

test('no floor of src imports from a floor above it, not even a type', () => {
  const upward = imports.filter(({ from, to }) => floorOf(from) >= 0 && floorOf(to) > floorOf(from))
  expect(upward).toEqual([])
})

/** The files of src that know the formats or the mocks, and what they may know of them. */
const waysOut: Readonly<Record<string, string>> = {
  'src/cli/compare.ts': 'reporters/',
  'src/cli/main.ts': 'mock/command.ts',
  'src/run/publish.ts': 'reporters/',
  'src/run/run.ts': 'mock/index.ts',
  'src/vitest/session.ts': 'reporters/collect.ts',
}

test('only the files that are named here know the formats and the mocks', () => {
  const leaving = imports.filter(
    ({ from, to }) => from.startsWith('src/') && !to.startsWith('src/'),
  )
  expect(leaving.filter(({ from, to }) => !to.startsWith(waysOut[from] ?? 'nowhere'))).toEqual([])
  expect([...new Set(leaving.map(({ from }) => from))].sort()).toEqual(Object.keys(waysOut))
})

test('no file is on an import cycle, type imports included', () => {
  const edges = groupTargets()
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) cycles.push([...way.slice(way.indexOf(file)), file].join(' -> '))
    if (done.has(file) || way.includes(file)) return
    for (const next of edges.get(file) ?? []) visit(next, [...way, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  expect(cycles).toEqual([])
})

test('the mocks know no check and no contract', () => {
  const foreign = imports.filter(
    ({ from, to }) => from.startsWith('mock/') && !to.startsWith('mock/'),
  )
  expect(foreign).toEqual([])
})

test('only src/vitest, the suites and the collecting reporter know Vitest', () => {
  const knowing = files.filter((file) =>
    /from 'vitest|from 'vite'/.test(readFileSync(join(root, file), 'utf8')),
  )
  const allowed = /^(src\/vitest\/|suites\/|reporters\/collect\.ts$)/
  expect(knowing.filter((file) => !allowed.test(file))).toEqual([])
})

test('a judge has no clock, no chance, no file and no socket: equal recordings, equal verdicts', () => {
  const impure = sources('src/judge').filter((file) =>
    /Date\.now|new Date\(\)|performance\.|Math\.random|from 'node:|from 'undici/.test(
      readFileSync(join(root, file), 'utf8'),
    ),
  )
  expect(impure).toEqual([])
})

test('neither src nor a suite names a provider', () => {
  const naming = [...sources('src'), ...sources('suites')].filter((file) =>
    /wachat|ryzeapi|evolution|hypersender|waha/i.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(naming).toEqual([])
})

function groupTargets(): Map<string, string[]> {
  const edges = new Map<string, string[]>()
  for (const { from, to } of imports) edges.set(from, [...(edges.get(from) ?? []), to])
  return edges
}
