import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openCommandRun } from '../../src/run/command-run.ts'
import { packageRoot } from '../../src/files/package-root.ts'
import { contractOf } from '../support/target.ts'
import { secretPartsOf } from '../../src/report/disclosure/base-url.ts'

const contract = { ...contractOf('hypersender'), servers: ['https://api.gw.example/v1'] }

test.for([
  [['path-segment'], 'http://h.example/s3cret/v1', ['s3cret']],
  [['path-segment'], 'http://h.example/a%20b/v1', ['a%20b', 'a b']],
  [['host-label'], 'http://acme.gw.example/v1', ['acme']],
  [['host-label'], 'http://acme.localhost:80/v1', ['acme']],
  [['host-label'], 'http://127.0.0.1/v1', []],
  [['host-label'], 'http://api.gw.example/s3cret', []],
  [[], 'http://acme.gw.example/s3cret', []],
] as const)('of a base URL, where %j lets somebody in: %s has %j', ([secretIn, url, parts]) => {
  expect(secretPartsOf(url, { ...contract, secretIn })).toEqual(parts)
})

/** The report of a run that is refused for its seed, with a contract that calls a path segment secret. */
function refusedReport(change: (yaml: string) => string): string {
  const root = packageRoot()
  const cwd = mkdtempSync(join(tmpdir(), 'secret-'))
  onTestFinished(() => rmSync(cwd, { recursive: true }))
  cpSync(join(root, 'contracts/facts.yaml'), join(cwd, 'facts.yaml'))
  const yaml = readFileSync(join(root, 'contracts/hypersender.yaml'), 'utf8')
  writeFileSync(join(cwd, 'mine.yaml'), change(`secretIn: [path-segment]\n${yaml}`))
  const env = {
    CONFORMANCE_PROVIDER: './mine.yaml',
    CONFORMANCE_BASE_URL: 'http://127.0.0.1:9/s3cret-segment/v1',
    CONFORMANCE_SEED: 'x',
  }
  expect(() => openCommandRun({ cwd, env, asksServers: true })).toThrow('CONFORMANCE_SEED')
  return readFileSync(join(cwd, 'conformance-report/report.json'), 'utf8')
}

test('a run that is refused before its contract is read shows no secret part of its base URL', () => {
  const report = refusedReport((yaml) => yaml)
  expect(report).toContain('"baseUrl": "http://127.0.0.1:9/‹masked›')
  expect(report).not.toContain('s3cret')
})

test('where the contract cannot be read, only the origin of the base URL is shown', () => {
  const report = refusedReport((yaml) => yaml.replace('listing:', 'listings:'))
  expect(report).toContain('"baseUrl": "http://127.0.0.1:9"')
  expect(report).not.toContain('s3cret')
})
