import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { visible } from '../../reporters/escape.ts'
import { renderAnnotations } from '../../reporters/github.ts'
import type { PlaceOf } from '../../reporters/github.ts'
import { appendSummary } from '../../reporters/job-summary.ts'
import { Contracts } from '../../src/files/contracts.ts'
import { behaviorPlaces } from '../../src/run/publish.ts'
import { targetOf } from '../support/target.ts'
import { packageRoot } from '../../src/files/package-root.ts'
import { withFolder } from '../command/support.ts'
import { workflowCommand } from './workflow-command.ts'
import type { WorkflowCommand } from './workflow-command.ts'
import { fullReport, hostile, reportOf, targetReport } from './fixture.ts'

const nowhere = () => null

function commandsOf(text: string): WorkflowCommand[] {
  return text.split('\n').flatMap((line) => workflowCommand(line) ?? [])
}

const annotations = renderAnnotations(fullReport, nowhere)

test('GitHub: an error for each broken must and target in error, a warning for a broken should', () => {
  expect(
    commandsOf(annotations).map(({ command, properties }) => [command, properties.title]),
  ).toEqual([
    ['error', `could not be judged: e-unreachable`],
    ['error', `ryzeapi.filter.single-unknown-name on b ${visible(hostile)}`],
    ['error', `ryzeapi.filter.hostile on b ${visible(hostile)}`],
    ['error', 'ryzeapi.list.operation holds on d-known'],
    ['warning', `ryzeapi.item.complete on b ${visible(hostile)}`],
  ])
})

test('GitHub: an annotation has the rule, what was expected, what came and how to see it again', () => {
  const found = commandsOf(annotations).find(({ properties }) =>
    properties.title?.includes('single-unknown-name'),
  )
  expect(found?.message.split('\n')).toEqual([
    'The rule of filter.single-unknown-name',
    'expected status 404',
    'actual status 200, {"success":true}',
    `curl -i -H "token: $RYZEAPI_TOKEN_ACCOUNT" 'https://sandbox.example/api/instance/list?instanceName=zq7'`,
  ])
})

test('GitHub: whatever a server says, each line is one command of ours', () => {
  const lines = annotations.trimEnd().split('\n')
  expect(commandsOf(annotations)).toHaveLength(lines.length)
  for (const { command, properties } of commandsOf(annotations)) {
    expect(['error', 'warning']).toContain(command)
    expect(Object.keys(properties)).toEqual(['title'])
  }
  expect(annotations).not.toMatch(/##\[|\r/)
})

test('GitHub: of more than ten, the tenth says how many there are', () => {
  const [, broken] = fullReport.targets
  const fail = broken?.behaviors.filter(({ verdict }) => verdict === 'fail').slice(0, 1) ?? []
  const behaviors = Array.from({ length: 25 }, (_, at) =>
    fail.map((one) => ({ ...one, id: `ryzeapi.filter.${at}` })),
  ).flat()
  const target = targetReport({ verdict: 'non-conformant', behaviors })
  const titles = (count: number): (string | undefined)[] =>
    commandsOf(
      renderAnnotations(reportOf({ ...target, behaviors: behaviors.slice(0, count) }), nowhere),
    ).map(({ properties }) => properties.title)
  expect(titles(25)).toHaveLength(10)
  expect(titles(25).at(-1)).toBe('and 16 more')
  expect(titles(10).at(-1)).toBe('ryzeapi.filter.9 on sandbox')
})

test('GitHub: what is broken on many targets is annotated once', () => {
  const [, broken] = fullReport.targets
  const behaviors = broken?.behaviors.filter(({ id }) => id.endsWith('single-unknown-name')) ?? []
  const targets = ['eu', 'us'].map((name) => targetReport({ name, behaviors }))
  expect(
    commandsOf(renderAnnotations(reportOf(...targets), nowhere)).map(
      ({ properties }) => properties.title,
    ),
  ).toEqual(['ryzeapi.filter.single-unknown-name on eu, us'])
})

/** Where behaviors of one target are, seen from a folder. */
function placesIn(workspace: string): PlaceOf {
  const contracts = new Contracts(packageRoot())
  const target = targetOf(contracts.load('ryzeapi'), '', {})
  return behaviorPlaces(
    { contracts, targets: [{ ...target, name: 'any', variables: new Map(), problem: null }] },
    workspace,
  )
}

test('GitHub: an annotation names the line of the contract, seen from the workspace', async () => {
  const root = packageRoot()
  const file = join(root, 'contracts', 'ryzeapi.yaml')
  const text = await readFile(file, 'utf8')
  const place = placesIn(root)('any', 'ryzeapi.filter.single-unknown-name')
  const lines = text.split('\n')
  expect(place?.file).toBe('contracts/ryzeapi.yaml')
  expect(lines[(place?.line ?? 0) - 1]).toContain('id: filter.single-unknown-name')
  const [command] = commandsOf(renderAnnotations(fullReport, () => place)).slice(1)
  expect(command?.properties).toMatchObject({
    file: 'contracts/ryzeapi.yaml',
    line: String(place?.line),
  })
})

test('GitHub: a contract outside of the workspace has no place', () => {
  const placeOf = placesIn('/elsewhere')
  expect(placeOf('any', 'ryzeapi.filter.single-unknown-name')).toBeNull()
})

test('GitHub: the summary of a job is appended, as long as GitHub takes it', async () => {
  await withFolder({ 'summary.md': 'before\n' }, async (folder) => {
    const file = join(folder, 'summary.md')
    expect(appendSummary(file, 'after\n')).toBeNull()
    expect(await readFile(file, 'utf8')).toBe('before\nafter\n')
    await writeFile(file, 'x'.repeat(1024 * 1024 - 3))
    expect(appendSummary(file, 'after\n')).toMatch(/is full/)
    expect(() => appendSummary(folder, 'after\n')).toThrow('EISDIR')
  })
})

test('GitHub: the annotations are those of the golden file', async () => {
  await expect(annotations).toMatchFileSnapshot('golden/annotations.txt')
})
