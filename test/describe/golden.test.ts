import { expect, test } from 'vitest'
import { behaviorsInWords } from '../../src/describe/behavior.ts'
import { explanation } from '../../src/describe/explanation.ts'
import { contractPage } from '../../src/describe/page.ts'
import { generatorKinds } from '../../src/contract/generators.ts'
import { words } from '../../src/contract/words.ts'
import { loaded } from './support.ts'

const gallery = loaded('./gallery.yaml')

test('every kind of behavior, generator, relation and schema word reads as its golden file', async () => {
  const texts = behaviorsInWords(gallery).map((one) => explanation(one, gallery.contract.docs))
  await expect(texts.join('\n')).toMatchFileSnapshot('golden/explanations.txt')
})

test('a contract is rendered as its golden page', async () => {
  await expect(contractPage(gallery, '../../contracts/gallery.yaml')).toMatchFileSnapshot(
    'golden/page.md',
  )
})

test('the gallery shows every generator and every schema word of ours', () => {
  const text = JSON.stringify(gallery.raw)
  const all = [...Object.keys(generatorKinds), ...words.map(({ keyword }) => keyword)]
  expect(all.filter((word) => !text.includes(`"${word}":`))).toEqual([])
})
