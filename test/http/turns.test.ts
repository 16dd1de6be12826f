import { expect, test } from 'vitest'
import { Turns } from '../../src/http/turns.ts'

test('one goes at a time, in the order in which they came', async () => {
  const turns = new Turns()
  const events: string[] = []
  await Promise.all(
    ['a', 'b', 'c'].map(async (name) => {
      const end = await turns.next()
      events.push(`${name} begins`)
      await new Promise(setImmediate)
      events.push(`${name} ends`)
      end()
    }),
  )
  expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
})
