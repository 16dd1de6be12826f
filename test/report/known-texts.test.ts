import { expect, test } from 'vitest'
import { KnownTexts } from '../../src/report/disclosure/known-texts.ts'

const masked = (known: ConstructorParameters<typeof KnownTexts>[0], text: string): string =>
  new KnownTexts(known).masked(text, '#')

test.for([
  ['a credential', 'for Kqx7wlm4zp9tvb2s here', 'for # here'],
  ['the beginning of a credential', 'for Kqx7wlm4zp9t… here', 'for # here'],
  ['a credential with more behind it', 'for Kqx7wlm4zp9tvb2s-more here', 'for # here'],
  ['a credential in capitals', 'for KQX7WLM4ZP9TVB2S', 'for #'],
  ['fewer characters than give it away', 'for Kqx7wlm4', 'for Kqx7wlm4'],
  ['a credential of several words', 'for correct horse battery staple here', 'for # here'],
  ['several words of it', 'for correct horse battery st', 'for #'],
  ['a short credential that stands alone', 'for hunter2, here', 'for #, here'],
  ['a short credential in a word', 'for hunter22', 'for hunter22'],
  [
    'the name of a variable that begins as a credential',
    'is SHOP_TOKEN_1 set',
    'is SHOP_TOKEN_1 set',
  ],
] as const)('what is masked of %s', ([, text, shown]) => {
  const secrets = ['Kqx7wlm4zp9tvb2s', 'correct horse battery staple', 'hunter2', 'shop_token_17']
  expect(masked({ secrets, ownWords: ['SHOP_TOKEN_1'] }, text)).toBe(shown)
})

test.for([
  [['Quirina', 'Quirina Zwölfer'], 'of Quirina Zwölfer.', 'of #.'],
  [['Ana Quirina', 'Quirina Zwölfer'], 'of Ana Quirina Zwölfer.', 'of #.'],
  [['Quirina Zwölfer'], 'of Quirina Zwo.', 'of Quirina Zwo.'],
] as const)('of %j, the longest that a text holds is masked, and only as a whole', (one) => {
  const [personal, text, shown] = one
  expect(masked({ secrets: [], personal }, text)).toBe(shown)
})

test('to look into a text takes no longer where many values begin alike', () => {
  const personal = Array.from({ length: 100_000 }, (_, index) => `Company ${index} Ltd`)
  const known = new KnownTexts({ secrets: [], personal })
  const text = 'Company '.repeat(25)
  const start = performance.now()
  for (let round = 0; round < 200; round++) expect(known.rangesIn(text)).toEqual([])
  expect(performance.now() - start).toBeLessThan(5000)
})
