import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyLimits } from '../../src/wire/body-limits.ts'
import { scanBody } from '../../src/wire/scan-body.ts'
import { noJson } from '../../src/wire/no-json.ts'

function told(body: string | Buffer): string | null {
  const bytes = Buffer.from(body as string)
  const { facts } = scanBody(bytes, bodyLimits)
  return facts.break && noJson(bytes, facts.break, facts.values)
}

test.for([
  ['', 'the body is empty'],
  [' \r\n', 'the body is empty'],
  ['\ufeff', 'the body is empty'],
  ['\n<!doctype html><title>Login</title>', 'not JSON: an HTML page, 36 bytes'],
  ['<br />\n<b>Warning</b>: x\n{"a":1}', 'not JSON: an HTML page, 32 bytes'],
  ['<?xml version="1.0"?><a/>', 'not JSON: XML, 25 bytes'],
  ['Internal Server Error', 'not JSON: text, 21 bytes'],
  ['no instances found', 'not JSON: text, 18 bytes'],
  [Buffer.from('Zugriff verweigert: \xfc', 'latin1'), 'not JSON: text not in UTF-8, 21 bytes'],
  ['{"a":1}\n{"a":2}\n', 'not JSON: JSON Lines, 16 bytes'],
  ['callback([{"a":1}])', 'not JSON: JSONP, 19 bytes'],
  ['/**/ cb({"a":1});', 'not JSON: JSONP, 17 bytes'],
  ['name: a\ntoken: b\n', 'not JSON: YAML, 17 bytes'],
  ['---\n- a', 'not JSON: YAML, 7 bytes'],
  [Buffer.from('{"a":1}', 'utf16le'), 'not JSON: text in UTF-16, 14 bytes'],
  [Buffer.from('\ufeff{"a":1}', 'utf16le'), 'not JSON: text in UTF-16, 16 bytes'],
  [Buffer.from('\0{\0"\0a'), 'not JSON: text in UTF-16, 6 bytes'],
  [gzipSync('{"a":1}'), /^not JSON: binary data, \d+ bytes$/],
  ['\0', 'not JSON: binary data, 1 byte'],
] as const)('%j is told by its kind', ([body, reason]) => {
  if (typeof reason === 'string') expect(told(body)).toBe(reason)
  else expect(told(body)).toMatch(reason)
})

test.for([
  ['{"a":1}<script>secret</script>', 'a complete JSON text, then 23 characters, from byte 7 on'],
  ['[] 1', 'a complete JSON text, then 1 character, from byte 3 on'],
  ['{"token":"abc', 'broken off inside a string, at byte 13 of 13'],
  [Buffer.from('["é').subarray(0, 3), 'broken off inside a string, at byte 3 of 3'],
  ['{"token":', 'broken off inside an object, at byte 9 of 9'],
  ['[1,', 'broken off inside an array, at byte 3 of 3'],
  ['-', 'broken off, at byte 1 of 1'],
  ['{"a":"\t"}', 'a control character in a string, at byte 6 of 9'],
  ['["\\x"]', 'an escape that JSON does not know, at byte 3 of 6'],
  [Buffer.from('["\xff"]', 'latin1'), 'bytes that are no UTF-8, at byte 2 of 5'],
  ['[1, ]', 'a trailing comma, at byte 4 of 5'],
  ['{"a":1,}', 'a trailing comma, at byte 7 of 8'],
  ["{'a':1}", 'a single quote, at byte 1 of 7'],
  ['[/* x */]', 'a comment, at byte 1 of 9'],
  ['{"a":NaN}', 'NaN or Infinity, at byte 5 of 9'],
  ['{"a":-Infinity}', 'NaN or Infinity, at byte 6 of 15'],
  ['{"a":None}', 'a word that JSON does not know, at byte 5 of 10'],
  ['[01]', 'a number that JSON does not know, at byte 2 of 4'],
  ['{a:1}', 'a member name without quotes, at byte 1 of 5'],
  ['{1:1}', 'no member name where one belongs, at byte 1 of 5'],
  ['{"a"}', 'no colon after a member name, at byte 4 of 5'],
  ['[1 2]', 'no comma after a value, at byte 3 of 5'],
  ['[,1]', 'no value where one belongs, at byte 1 of 4'],
] as const)('%j is told by where it breaks', ([body, reason]) => {
  expect(told(body)).toBe(`not JSON: ${reason}`)
})

test('no body that is no JSON can put a word of its own into the reason', () => {
  const body = fc.tuple(
    fc.constantFrom('', '{"a":', '{"', '<html>', '<', 'cb(', '---\n', 'x: ', '{}', '\ufeff', '\0'),
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom('', '\n', ',]', "'", ')'),
  )
  const shape = /^(the body is empty|not JSON: [a-zA-Z\d, -]+)$/
  const numbers = /\d+/g
  const words = new Set<string>()
  fc.assert(
    fc.property(body, (parts) => {
      const reason = told(parts.join(''))
      if (reason === null) return
      expect(reason).toMatch(shape)
      words.add(reason.replace(numbers, '0'))
    }),
    { numRuns: 2000 },
  )
  expect(words.size).toBeLessThan(40)
})
