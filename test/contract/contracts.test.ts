import { expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import type { Fact } from '../../src/contract/facts.ts'
import { checkStructure, contractsFile } from './support.ts'
import { parseContract } from '../support/contract.ts'

interface PlainBehavior {
  id: string
  level: string
  covers: string[]
}

const catalogue = parseYaml(contractsFile('facts.yaml')) as Record<string, Fact[]>
const catalogued = ['wachat', 'ryzeapi', 'evolution', 'hypersender']
/** Without a mock and without a catalogue: what they cite stands beside them. */
const others = ['evolution-v2', 'waha']
const providers = [...catalogued, ...others]

/** The behaviors as the file has them, read by a plain YAML parser. */
function behaviorsOf(provider: string): PlainBehavior[] {
  const contract = parseYaml(contractsFile(`${provider}.yaml`)) as { behaviors: PlainBehavior[] }
  return contract.behaviors
}

function factsOf(provider: string): Fact[] {
  return catalogue[provider] ?? []
}

function load(provider: string) {
  const file = `${provider}.yaml`
  const facts = (name: string) => catalogue[name] ?? null
  return parseContract(file, contractsFile(file), { checkStructure, factsOf: facts })
}

test('the catalogue knows the four providers and no other', () => {
  expect(Object.keys(catalogue).sort()).toEqual([...catalogued].sort())
})

test('no two facts share an id', () => {
  const ids = Object.values(catalogue).flatMap((facts) => facts.map(({ id }) => id))
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

test.each(providers)(
  'the contract of %s loads with all behaviors that its file has',
  (provider) => {
    const { behaviors } = load(provider)
    expect(behaviors.map(({ id, level, covers }) => ({ id, level, covers }))).toEqual(
      behaviorsOf(provider).map(({ id, level, covers }) => ({
        id: `${provider}.${id}`,
        level,
        covers,
      })),
    )
  },
)

test.each(catalogued)('every observable fact of %s is covered at its own level', (provider) => {
  const behaviors = behaviorsOf(provider)
  const uncovered = factsOf(provider).filter(
    (fact) =>
      fact.level !== 'none' &&
      !behaviors.some(({ covers, level }) => covers.includes(fact.id) && level === fact.level),
  )
  expect(uncovered).toEqual([])
})

test.each(catalogued)('no behavior of %s covers a fact of another level', (provider) => {
  const levels = new Map(factsOf(provider).map(({ id, level }) => [id, level as string]))
  const mixed = behaviorsOf(provider).flatMap(({ id, level, covers }) =>
    covers.filter((fact) => levels.get(fact) !== level).map((fact) => `${id}: ${fact}`),
  )
  expect(mixed).toEqual([])
})

test.each(providers)('every behavior of %s keeps its id', (provider) => {
  expect(
    load(provider)
      .behaviors.map(({ id }) => id)
      .sort(),
  ).toMatchSnapshot()
})
