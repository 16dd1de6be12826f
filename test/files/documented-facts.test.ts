import { expect, test } from 'vitest'
import { Contracts } from '../../src/files/contracts.ts'
import { packageRoot } from '../../src/files/package-root.ts'
import { contractOf } from '../support/target.ts'

const contracts = new Contracts(packageRoot())

test('a fact has its text, its level, its lines and the link to its page', () => {
  expect(contracts.documentedFacts('ryzeapi').get('R10')).toEqual({
    text: 'One existing name returns only that instance',
    level: 'must',
    lines: '70,339',
    link: 'https://docs.ryzeapi.cloud/en/api/instance/list',
  })
})

test('a fact that cannot be observed is there, too', () => {
  expect(contracts.documentedFacts('wachat').get('W45')).toMatchObject({ level: 'none' })
})

test.each(['evolution', 'hypersender', 'ryzeapi', 'wachat'])(
  'every fact that a behavior of %s covers is documented',
  (provider) => {
    const facts = contracts.documentedFacts(provider)
    const covered = contractOf(provider).behaviors.flatMap(({ covers }) => covers)
    expect(covered.filter((id) => !facts.has(id))).toEqual([])
  },
)

test('a provider that the package does not know has none, whatever its ids are', () => {
  expect(contracts.documentedFacts('clinic').size).toBe(0)
})
