import { expect, test } from 'vitest'
import { mockedFaults, mockedProviders, mockedVariants } from '../../mock/index.ts'
import { root } from '../command/support.ts'
import { runProgram } from '../support/program.ts'

const run = (...args: readonly string[]) => runProgram('mock', args, root)

const linesOf = (text: string) => text.trimEnd().split('\n')

test('--fault=list lists the faults of a provider with the facts that they break', async () => {
  const { code, stdout } = await run('ryzeapi', '--fault=list')
  expect(code).toBe(0)
  const lines = linesOf(stdout)
  expect(lines).toContain('ryzeapi message.one-is-plural R20')
  expect(lines).toHaveLength(mockedFaults('ryzeapi').length)
})

test('--fault=list without a provider lists all faults', async () => {
  const { code, stdout } = await run('--fault=list')
  expect(code).toBe(0)
  const all = mockedProviders().flatMap((provider) => mockedFaults(provider))
  expect(linesOf(stdout)).toHaveLength(all.length)
})

test('an unknown fault ends with 2 and one line that says how to list them', async () => {
  const { code, stderr } = await run('wachat', '--fault=zq7')
  expect(code).toBe(2)
  expect(stderr).toBe('error: wachat has no fault "zq7"; --fault=list lists them\n')
})

test('--variant=list lists the variants of a provider with the reasons why they are right', async () => {
  const { code, stdout } = await run('hypersender', '--variant=list')
  expect(code).toBe(0)
  const lines = linesOf(stdout)
  expect(lines).toContain('hypersender silence.403 (errors are not documented)')
  expect(lines).toHaveLength(mockedVariants('hypersender').length)
})

test('an unknown variant ends with 2 and one line that says how to list them', async () => {
  const { code, stderr } = await run('wachat', '--variant=zq7')
  expect(code).toBe(2)
  expect(stderr).toBe('error: wachat has no variant "zq7"; --variant=list lists them\n')
})
