import { expect, test } from 'vitest'
import { contractOf, draftOf, draftOfPage, read } from './support.ts'

test.for(['wachat', 'hypersender'])(
  'the page of %s becomes the same contract, byte for byte',
  async (provider) => {
    const { text } = draftOfPage(provider)
    await expect(text).toMatchFileSnapshot(`golden/${provider}.yaml`)
  },
)

test.for(['orbit.yaml', 'pigeon.json'])(
  'the document %s becomes the same contract, byte for byte',
  async (file) => {
    const result = draftOf(file, read(`documents/${file}`))
    await expect(result.text).toMatchFileSnapshot(`golden/${result.provider}.yaml`)
    expect(() => contractOf(result)).not.toThrow()
  },
)

/** Behavior, and the lines of the page that its comment names. */
const cited =
  /^ *# (?:stated|shown by examples|not stated), lines? ([\d, ]+)\n(?: *#.*\n)* *- id: item\.(\w+)$/gm

test.for(['wachat', 'hypersender'])(
  'the line that a member of an instance cites is where the page of %s has it',
  (provider) => {
    const lines = read(`pages/${provider}.md`).split('\n')
    const { text } = draftOfPage(provider)
    const members = [...text.matchAll(cited)].filter(([, , name]) => name !== 'complete')
    expect(members.length).toBeGreaterThan(6)
    for (const [, line, name] of members)
      expect(lines[Number(line) - 1]?.trim()).toBe(`${name ?? ''}:`)
  },
)

test('the result says how many behaviors are stated, and how many guesses there are', () => {
  const { text, stated, guesses, env, operation, line, server } = draftOfPage('wachat')
  expect(text.match(/^ *# stated/gm)).toHaveLength(stated)
  expect(text.match(/# GUESS: /g)).toHaveLength(guesses)
  expect({ env, operation, line }).toEqual({
    env: 'WACHAT_API_KEY',
    operation: 'GET /instance/list',
    line: 69,
  })
  expect(server).toBe('https://app.wachat.net/api/v1')
})
