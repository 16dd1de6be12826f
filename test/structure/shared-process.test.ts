import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/files/package-root.ts'

const folder = join(packageRoot(), 'test')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('structure'))
  .map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const)

/** Files in whose text that is found. */
const having = (pattern: RegExp, among = files): string[] =>
  among.filter(([, text]) => pattern.test(text)).map(([file]) => file)

// A process runs one file of tests after the other, with what they import loaded once (own-tests.config.ts).

test('what tests import registers no hook: it would run for the first file of a process alone', () => {
  const supports = files.filter(([file]) => !file.endsWith('.test.ts'))
  expect(supports.length).toBeGreaterThan(20)
  expect(having(/\b(before|after)(All|Each)\(/, supports)).toEqual([])
})

test('no test changes what the next one finds: folder, environment, exit code, modules', () => {
  expect(
    having(
      /process\.chdir\(|process\.exitCode =|process\.env(\.\w+|\[.*?\]) =[^=]|vi\.(mock|doMock|stub\w+)\(/,
    ),
  ).toEqual([])
})
