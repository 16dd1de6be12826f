import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { sharedAjv } from '../../src/contract/schema/ajv.ts'
import { generatorKinds } from '../../src/contract/generator-kinds.ts'
import { schemaKeywords } from '../../src/contract/schema/meta-schema.ts'
import { words } from '../../src/contract/schema/own-keywords.ts'
import { nearMisses, respellings } from '../../src/ask/generators/near-miss.ts'
import { checkTarget } from '../../src/run/check-target.ts'
import type { JsonSchema } from '../../src/model/json.ts'
import type { TargetReport } from '../../src/model/report.ts'
import { parse } from '../contract/support.ts'
import { alarms, lineOf } from '../run/support.ts'
import { idleClock } from '../../scripts/prove/clock.ts'
import { testClock } from '../support/clock.ts'
import { targetOf } from '../support/target.ts'
import { codes, examplesUnder, finished, page, steps, textOf, withExamples } from './page.ts'
import type { Draft } from './page.ts'
import { faults } from './parcel-faults.ts'
import { accountKey, serveParcel } from './parcel.ts'
import type { Alter } from './parcel.ts'

const load = (draft: Draft) => parse(textOf(draft), null)

async function judgeParcel(draft: Draft, alter?: Alter, limit?: number): Promise<TargetReport> {
  const clock = alter ? idleClock(0) : testClock()
  const { baseUrl } = await serveParcel(() => clock.now(), alter, limit)
  const target = targetOf(load(draft), baseUrl, { PARCEL_KEY: accountKey }, { burst: true })
  return checkTarget(target, { clock })
}

describe('the contract that the page builds', () => {
  test.for(steps.map((draft, index) => [index + 1, draft] as const))(
    'loads after block %i',
    ([, draft]) => {
      expect(load(draft).behaviors).toHaveLength(draft.behaviors.length)
    },
  )

  test('is conformant, with nothing left unverified, on a server that does as its page says', async () => {
    const report = await judgeParcel(finished)
    expect(alarms(report)).toEqual([])
    expect(report.behaviors.filter(({ verdict }) => verdict === 'unverified')).toEqual([])
    expect(report.verdict).toBe('conformant')
    expect(report.behaviors).toHaveLength(finished.behaviors.length)
  })

  test('observes how filters combine', async () => {
    expect(lineOf(await judgeParcel(finished), 'open.label-and-state')).toMatchObject({
      verdict: 'observed',
      reason: 'the filters combine by AND',
    })
  })

  test.for(faults)('$name: $caughtBy says so', async ({ caughtBy, verdict, alter }) => {
    expect(lineOf(await judgeParcel(finished, alter), caughtBy).verdict).toBe(verdict)
  })

  test('a limit that never comes is caught', async () => {
    const report = await judgeParcel(finished, undefined, Infinity)
    expect(lineOf(report, 'limit.requests').verdict).toBe('fail')
  })

  test('every promise that it makes is brought down by some fault', () => {
    const caught = new Set([...faults.map(({ caughtBy }) => caughtBy), 'limit.requests'])
    const untouched = load(finished).behaviors.filter(
      ({ id, level }) => level !== 'observe' && !caught.has(id.replace('parcel.', '')),
    )
    expect(untouched.map(({ id }) => id)).toEqual([])
  })
})

test('every link within the page leads to a heading', () => {
  const anchors = [...page.matchAll(/^##+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor)
  expect(links.filter((link) => !anchors.includes(link))).toEqual([])
  expect(links.length).toBeGreaterThan(5)
})

/** As GitHub makes them: small letters, hyphens for spaces, without punctuation. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')

describe('the reference', () => {
  test('has examples that load with the contract', () => {
    expect(load(withExamples).behaviors.length).toBeGreaterThan(finished.behaviors.length)
  })

  test('has examples of which none is wrong of a server that does as its page says', async () => {
    expect(alarms(await judgeParcel(withExamples))).toEqual([])
  })

  test.for(['Shapes', 'Our own words'])('has examples under "%s" that are shapes', (heading) => {
    const examples = examplesUnder(heading)
    expect(examples.length).toBeGreaterThan(5)
    const behaviors = examples.map((example, index) => ({
      id: `envelope.example-${index}`,
      level: 'must',
      covers: [`example ${index}`],
      title: 'an example of the page',
      on: 'every-response',
      expect: { body: parseYaml(example) as JsonSchema },
    }))
    expect(load({ ...withExamples, behaviors }).behaviors).toHaveLength(examples.length)
  })
})

interface Words {
  keys: string[]
  values: string[]
}

/** Keys, and values that are one of few, at any depth of the schema of contracts. */
function wordsIn(schema: unknown): Words {
  if (typeof schema !== 'object' || schema === null) return { keys: [], values: [] }
  const { properties = {}, enum: choices, const: only } = schema as Record<string, unknown>
  const named = [...(Array.isArray(choices) ? (choices as unknown[]) : []), only]
  const inner = Object.values(schema).map(wordsIn)
  return {
    keys: [...Object.keys(properties as object), ...inner.flatMap(({ keys }) => keys)],
    values: [
      ...named.filter((value) => typeof value === 'string'),
      ...inner.flatMap(({ values }) => values),
    ],
  }
}

const schemaFile = new URL('../../contracts/contract.schema.json', import.meta.url)
const language = wordsIn(JSON.parse(readFileSync(schemaFile, 'utf8')))

/** The page's inline code: a word counts where it stands alone. */
const shown = new Set(codes)

describe('every word', () => {
  const all = {
    'key of contract.schema.json': language.keys,
    'value of contract.schema.json': language.values,
    generator: Object.keys(generatorKinds),
    'near miss': [...nearMisses, ...respellings],
    'keyword of shapes': schemaKeywords,
    'word of ours': words.map(({ keyword }) => keyword),
    format: Object.keys(sharedAjv('tell').formats),
  }

  test.for(Object.entries(all))('%s is documented', ([, known]) => {
    expect(known.length).toBeGreaterThan(4)
    expect([...new Set(known)].filter((word) => !shown.has(word))).toEqual([])
  })

  test('a key or a choice of the schema is used by the contract or an example', () => {
    const used = new Set(partsOf(withExamples))
    // What only a table has an example of.
    const inTables = [
      'inferred',
      'per',
      'take',
      'account',
      'credential',
      'GET',
      'secretIn',
      'path-segment',
      'host-label',
    ]
    const known = [...new Set([...language.keys, ...language.values])]
    expect(known.filter((word) => !used.has(word) && !inTables.includes(word))).toEqual([])
  })
})

/** Every key and every text at any depth. */
function partsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return [
    ...(Array.isArray(value) ? [] : Object.keys(value)),
    ...Object.values(value).flatMap(partsOf),
  ]
}
