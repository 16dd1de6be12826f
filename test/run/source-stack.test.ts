import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { expect, onTestFinished, test } from 'vitest'
import { leadToSources } from '../../src/run/suite-bug.ts'

/** A source that throws in its third line, and the place where its bundle does. */
async function bundled(): Promise<{ source: string; place: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'stack-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [source, outfile] = [join(folder, 'source.ts'), join(folder, 'bundle.mjs')]
  writeFileSync(
    source,
    'interface Gone {}\nexport function fail(_: Gone) {\n  throw new Error()\n}\n',
  )
  await build({ entryPoints: [source], outfile, format: 'esm', sourcemap: true })
  const lines = readFileSync(outfile, 'utf8').split('\n')
  const line = lines.findIndex((text) => text.includes('throw'))
  const column = lines[line]?.indexOf('throw') ?? 0
  return { source, place: `${pathToFileURL(outfile).href}:${line + 1}:${column + 1}` }
}

function thrownAt(place: string, cause?: Error): Error {
  const error = new Error('wrong', { cause })
  error.stack = `Error: wrong\n    at fail (${place})\n    at ${place}`
  return error
}

test('a place in a bundle is told as the place in its source, in causes, too', async () => {
  const { source, place } = await bundled()
  const cause = thrownAt(place)
  const error = thrownAt(place, cause)
  leadToSources(error)
  const expected = `Error: wrong\n    at fail (${source}:3:3)\n    at ${source}:3:3`
  expect([error.stack, cause.stack]).toEqual([expected, expected])
})

test.each(['node:fs:1:2', 'file:///none/x.js:3:4', '/folder/source.ts:5:6'])(
  '%s, which no source map knows, stays',
  (place) => {
    const error = thrownAt(place)
    leadToSources(error)
    expect(error.stack).toBe(`Error: wrong\n    at fail (${place})\n    at ${place}`)
  },
)
