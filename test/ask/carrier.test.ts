import { expect, test } from 'vitest'
import type { Account } from '../../src/model/account.ts'
import { wrong } from '../../src/ask/generators/credential.ts'
import type { Source } from '../../src/ask/generators/generator.ts'
import { unknown } from '../../src/ask/generators/unknown.ts'
import { accountOf, contract, nameField, phoneField, samplesOf, textsOf } from './support.ts'

/** Three instances, each with a token of its own; the tokens of the last and the first are known. */
const plain = accountOf(['harbor', 'harbor-2', 'market'])
const instances = plain.instances.map((instance, index) => ({
  ...instance,
  item: { ...(instance.item as object), token: `token-${index}` },
}))
const holder = (secret: string) =>
  ({ role: 'instance', secret, trusted: true, genuine: true, shown: '<it>' }) as const
const account: Account = {
  instances,
  credentials: new Map([['instance', [holder('token-2'), holder('token-0')]]]),
}
const credential = {
  role: 'instance',
  header: 'token',
  scheme: null,
  env: 'TOKEN',
  discover: { pointer: '/token', when: null },
  inferred: false,
}

const sourceAt = (index: number, caseIndex = index): Source => ({
  contract: {
    ...contract,
    credentials: [credential],
    listing: { ...contract.listing, label: { pointer: '/name', personal: false } },
  },
  account,
  index,
  caseIndex,
  usual: 1,
  seed: 1,
})

test('what names the instance of a credential is among the wrong ones', () => {
  const shown = Array.from({ length: 10 }, (_, index) =>
    samplesOf(wrong(sourceAt(index), 'instance')).at(0),
  )
  const secrets = shown.flatMap((value) =>
    typeof value === 'object' && 'kind' in value && value.kind === 'forged' ? value.secret : [],
  )
  expect(secrets).toEqual(expect.arrayContaining(['id-2', 'market']))
  expect(secrets).not.toContain('token-0')
})

test('what instances hold elsewhere takes turns: the id first, then one field after the other', () => {
  const near = ['other', 'other'] as const
  const drawn = [0, 1].map(
    (index) => textsOf(unknown({ ...sourceAt(index), seed: 0 }, nameField, near))[0] ?? '',
  )
  expect(drawn[0]).toMatch(/^id-/)
  const phones = instances.map(({ values }) => values.get(phoneField.name))
  expect(phones).toContain(drawn[1])
})
