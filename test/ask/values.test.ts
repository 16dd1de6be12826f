import { expect, test } from 'vitest'
import { ofKind, textsOf } from '../../src/ask/generators/value.ts'
import type { Value } from '../../src/ask/generators/value.ts'

const layout: Value = { kind: 'layout', order: 'listed', gaps: [','], before: '', after: '' }
const forged: Value = { kind: 'forged', secret: 'x', shown: '<another>' }
const credential: Value = {
  kind: 'credential',
  credential: { role: 'account', secret: 's', trusted: true, genuine: true, shown: '$S' },
}

test.for([
  [undefined, []],
  ['a', ['a']],
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [credential, ['s']],
  [layout, []],
  [forged, []],
] as const)('%j puts the texts %j into a request', ([value, texts]) => {
  expect(textsOf(value)).toEqual(texts)
})

test('a value is of its own kind and of no other', () => {
  const values = [layout, forged, credential]
  for (const kind of ['layout', 'forged', 'credential'] as const) {
    const found = values.map((value) => ofKind(value, kind))
    expect(found).toEqual(values.map((value) => (value.kind === kind ? value : null)))
  }
  expect([undefined, 'layout', ['layout']].map((value) => ofKind(value, 'layout'))).toEqual([
    null,
    null,
    null,
  ])
})
