import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeOptions } from '../../scripts/vitest-process.ts'
import type { Report } from '../../src/model/report.ts'
import { filesIn, root, runCommand, withFolder } from './support.ts'

/**
 * Breaks the engine where it names a parameter that one provider alone has. The stack names this module by
 * its text, which must not hold the name of the function itself.
 */
const fault = `
  const encode = globalThis.encodeURIComponent
  const isOurs = (text) => text === 'filter[name]' && new Error().stack.includes('at pathWith' + 'Query')
  globalThis.encodeURIComponent = (text) => encode(isOurs(text) ? null[text] : text)`

const env = {
  NODE_OPTIONS: `${nodeOptions(root)} --import=data:text/javascript,${encodeURIComponent(fault)}`,
}

interface Ended {
  code: number | null
  output: string
  report: Report | null
}

const ways: Readonly<Record<string, () => Promise<Ended>>> = {
  'npx vitest': () => runCommand(['--seed=1'], { env }),
  'the program': () =>
    withFolder({}, async (folder) => {
      const args = ['check', '--seed=1', `--report-dir=${folder}`]
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(root, 'scripts', 'bundle', 'bin.js'), ...args],
        { cwd: root, env: { PATH: process.env.PATH, ...env }, encoding: 'utf8' },
      )
      const json = (await filesIn(folder)).get('report.json')
      const report = json === undefined ? null : (JSON.parse(json) as Report)
      return { code: status, output: stdout + stderr, report }
    }),
}

describe.for(Object.entries(ways))('where the engine breaks on one target, %s', ([, run]) => {
  test('judges the others, and says that it is a bug of ours', async () => {
    const { code, output, report } = await run()
    const verdicts = Object.fromEntries(
      report?.targets.map(({ name, verdict }) => [name, verdict]) ?? [],
    )
    expect(verdicts, output).toEqual({
      evolution: 'conformant',
      hypersender: 'error',
      ryzeapi: 'conformant',
      wachat: 'conformant',
    })
    const broken = report?.targets.find(({ name }) => name === 'hypersender')
    expect(broken?.reason).toMatch(
      /^this suite broke \(TypeError at src\/wire\/send\.ts:\d+\): a bug/,
    )
    expect(broken?.behaviors.every(({ verdict }) => verdict === 'error')).toBe(true)
    expect(output).toContain('this suite broke')
    expect(code).toBe(2)
  })
})
