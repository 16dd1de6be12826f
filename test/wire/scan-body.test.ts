import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanBody } from '../../src/wire/scan-body.ts'
import type { BodyFacts } from '../../src/recording/exchange.ts'

const noLimit = { depth: Infinity, values: Infinity, names: Infinity }

function factsOf(text: string | Buffer): BodyFacts {
  return scanBody(Buffer.from(text as string), noLimit).facts
}

/** JSON texts in many layouts, with escapes and numbers as nobody writes them. */
const json = fc.oneof(
  fc
    .tuple(fc.jsonValue({ stringUnit: 'binary' }), fc.nat(3))
    .map(([value, indent]) => JSON.stringify(value, null, indent)),
  fc.constantFrom('1e5', '-0', '1E+2', '[1.50e-3]', '"\\u0041\\/\\ud800"', ' {"\\n":[]}\r\n\t'),
)

const piece = fc.constantFrom(
  ...Array.from('{}[]:,"\'\\/-+.0159eEtfnuNI \n\t\u0001é🙂\ufeff'),
  ...['null', 'true', '\\u00', '//', ',]', ',}', 'NaN', '":'],
)

/** Texts that are JSON, or all but. */
const nearJson = fc.oneof(
  json,
  fc.tuple(json, fc.nat(), fc.nat(3), piece).map(([text, at, removed, added]) => {
    const from = at % (text.length + 1)
    return (text.slice(0, from) + added + text.slice(from + removed)).toWellFormed()
  }),
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
)

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return true
  } catch {
    return false
  }
}

/** Whether something can follow that makes these bytes JSON. */
function isCompletable(bytes: Buffer): boolean {
  const { break: broke } = factsOf(bytes)
  return broke === null || broke.at === bytes.length
}

test('a scan takes what JSON.parse takes, and nothing else', () => {
  fc.assert(
    fc.property(nearJson, (text) => {
      expect(factsOf(text).break === null).toBe(isJson(Buffer.from(text)))
    }),
    { numRuns: 3000 },
  )
})

test('a scan takes no bytes that are no UTF-8', () => {
  const changed = fc.tuple(json, fc.nat(), fc.integer({ min: 0x80, max: 0xff }), fc.boolean())
  fc.assert(
    fc.property(changed, ([text, at, byte, isInString]) => {
      const bytes = Buffer.from(isInString ? JSON.stringify(`é€🙂${text}`) : text)
      bytes[at % bytes.length] = byte
      expect(factsOf(bytes).break === null).toBe(isJson(bytes))
    }),
    { numRuns: 3000 },
  )
})

test('what stands before the break can be completed, and no more than that', () => {
  fc.assert(
    fc.property(nearJson, (text) => {
      const bytes = Buffer.from(text)
      const { break: broke } = factsOf(bytes)
      if (broke === null) return
      const before = bytes.toString('utf8', 0, broke.at)
      for (let end = 0; end <= before.length; end++)
        expect(isCompletable(Buffer.from(before.slice(0, end)))).toBe(true)
      if (broke.at < bytes.length && broke.kind !== 'no-utf-8')
        expect(isCompletable(bytes.subarray(0, broke.at + 1))).toBe(false)
    }),
    { numRuns: 1000 },
  )
})

/** How a text that is cut off at the break goes on to be JSON, found by trying. */
function completed(text: string): boolean {
  const endings = [
    '',
    '"',
    '0',
    '0"',
    'u0000"',
    '":0',
    '0":0',
    'null',
    'ull',
    'll',
    'l',
    'rue',
    'ue',
  ]
  const more = [...endings, 'e', 'alse', 'lse', 'se', '0000"', '000"', '00"', '"":0', ':0', 'n":0']
  const closing = closingOf(text)
  return [...more, 'u0000":0', '0000":0', '000":0', '00":0', 'n"'].some((ending) =>
    isJson(Buffer.from(text + ending + closing)),
  )
}

/** The brackets that are still to come. */
function closingOf(text: string): string {
  const outside = text.replaceAll(/"(\\.|[^"\\])*("|\\?$)/g, '')
  const open: string[] = []
  for (const sign of outside) {
    if (sign === '{') open.unshift('}')
    else if (sign === '[') open.unshift(']')
    else if (sign === '}' || sign === ']') open.shift()
  }
  return open.join('')
}

test('what stands before the break is the beginning of a JSON text', () => {
  fc.assert(
    fc.property(nearJson, (text) => {
      const bytes = Buffer.from(text)
      const { break: broke } = factsOf(bytes)
      const before = bytes.toString('utf8', 0, broke?.at ?? bytes.length)
      expect({ before, isCompleted: completed(before) }).toEqual({ before, isCompleted: true })
    }),
    { numRuns: 3000 },
  )
})

/** What a parsed value holds. */
function counted(value: unknown, names = new Set<string>()): { values: number; depth: number } {
  if (typeof value !== 'object' || value === null) return { values: 1, depth: 0 }
  if (!Array.isArray(value)) for (const name of Object.keys(value)) names.add(name)
  const inner = Object.values(value).map((one) => counted(one, names))
  return {
    values: 1 + inner.reduce((sum, { values }) => sum + values, 0),
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
  }
}

test('values, depth and different names are those of the parsed value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.nat(3), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      const names = new Set<string>()
      const expected = counted(JSON.parse(text), names)
      const { values, depth, names: different } = factsOf(text)
      expect({ values, depth, names: different }).toEqual({ ...expected, names: names.size })
    }),
  )
})

test('names are told apart by what they say, not by how they are written', () => {
  expect(factsOf('[{"a":0,"b":0},{"\\u0061":0},{"é":0},{"\\u00e9":0}]').names).toBe(3)
})

test.for([
  ['{"a":1,"b":2,"a":3}', 13],
  ['{"a":1,"\\u0061":3}', 7],
  ['{"a":{"a":1},"b":[{"a":1},{"a":2}]}', null],
  ['{"x":1,"y":{"x":1},"x":2}', 19],
  ['[{"a":1},{"a":1}]', null],
] as const)('in %s the name that stands twice begins at %s', ([text, at]) => {
  expect(factsOf(text).repeatedName).toBe(at)
})

test.for([
  ['[9007199254740991]', null],
  ['[1,9007199254740993]', 3],
  ['[-9007199254740993]', 1],
  ['[1e400]', 1],
  ['[0.12345678901234567]', null],
  ['["9007199254740993"]', null],
] as const)('in %s the number past 2^53 begins at %s', ([text, at]) => {
  expect(factsOf(text).largeNumber).toBe(at)
})

test.for([
  ['\ufeff{}', true],
  ['{}', false],
] as const)('a byte order mark is seen and passed over, case %#', ([text, has]) => {
  expect(factsOf(text)).toMatchObject({ byteOrderMark: has, break: null })
})

test.for([
  ['depth', '[[[0]]]', { ...noLimit, depth: 2 }, { depth: 3 }],
  ['values', '[0,0,0,0,0,0]', { ...noLimit, values: 3 }, { values: 4 }],
  ['names', '{"a":0,"b":0,"c":0,"d":0}', { ...noLimit, names: 2 }, { names: 3 }],
] as const)('a scan ends where the %s pass the most', ([over, text, most, reached]) => {
  expect(scanBody(Buffer.from(text), most)).toMatchObject({ over, facts: reached })
})

test.for([
  ['"aaaa"', 0],
  ['"éé"', 0],
  ['"aaaa€"', 3],
  ['"aaaa\\u20ac"', 0],
  ['"aaaaaaaa\\u20ac"', 4],
  ['"€€€€"', 0],
  ['["aaaaaa", "€"]', 0],
] as const)('a letter past Latin-1 makes two bytes of each in its text: %s', ([text, more]) => {
  expect(scanBody(Buffer.from(text), noLimit).widened).toBe(more)
})
