import { expect, test } from 'vitest'
import {
  clipped,
  escapeMarkup,
  markdownCode,
  markdownFence,
  scriptJson,
  visible,
} from '../../reporters/escape.ts'

test('controls, marks of direction, invisible spaces and broken characters are made visible', () => {
  expect(visible('\u001b[0m\n\u202e\u200b\ufeff\ud83d\uffff')).toBe(
    '\\u001b[0m\\u000a\\u202e\\u200b\\ufeff\\ud83d\\uffff',
  )
})

test('letters of any script and emoji stay as they are', () => {
  expect(visible('é שלום 😀 👩‍👩‍👧')).toBe('é שלום 😀 👩‍👩‍👧')
})

test('text that is clipped says how long it was', () => {
  expect(clipped('abcdef', 3)).toBe('abc… (6 characters)')
})

test('text that fits is not clipped', () => {
  expect(clipped('abc', 3)).toBe('abc')
})

test('clipping leaves no half of a character', () => {
  expect(clipped('ab😀', 3)).toBe('ab… (4 characters)')
})

test('markup is escaped for text and for quoted attributes', () => {
  expect(escapeMarkup(`<a href="x" id='y'>&`)).toBe(
    '&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;',
  )
})

test('JSON for a script cannot end the script, and is the same value', () => {
  const value = { '</script>': ['<!--', '\u2028'] }
  expect(scriptJson(value)).not.toMatch(/[<\u2028]/)
  expect(JSON.parse(scriptJson(value))).toEqual({ '</script>': ['<!--', '\\u2028'] })
})

test('code in Markdown has more backticks around it than in it', () => {
  expect(markdownCode('a ``b`` c')).toBe('```a ``b`` c```')
})

test('code in Markdown that begins with a backtick or a space keeps it', () => {
  expect(markdownCode('`a')).toBe('`` `a ``')
  expect(markdownCode(' a ')).toBe('`  a  `')
})

test('a pipe in code does not end a cell', () => {
  expect(markdownCode('a|@b')).toBe('<code>a&#124;&#64;b</code>')
})

test('more backticks than readers of Markdown follow are written as entities', () => {
  expect(markdownCode('`'.repeat(99))).toBe(`<code>${'&#96;'.repeat(99)}</code>`)
})

test('no text is said to be empty', () => {
  expect(markdownCode('')).toBe('(empty)')
})

test('a fence in Markdown is longer than any run of backticks in it', () => {
  expect(markdownFence(['a\n````'], 'sh')).toBe('`````sh\na\\u000a````\n`````')
})
