import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mask, printable, Redactor } from '../../src/http/redact.ts'

const secretText = fc.string({ unit: 'grapheme-ascii', minLength: 6, maxLength: 40 })

function redactorOf({ secrets = [], personal = [] }: { secrets?: string[]; personal?: string[] }) {
  const redactor = new Redactor()
  for (const secret of secrets) redactor.addSecret(secret)
  for (const value of personal) redactor.addPersonal(value)
  return redactor
}

/** Whether six characters in a row of `secret`, not all the same, are in the text. */
function shows(text: string, secret: string): boolean {
  const grams = Array.from({ length: secret.length - 5 }, (_, at) => secret.slice(at, at + 6))
  return grams.some((gram) => new Set(gram).size > 1 && text.includes(gram))
}

const encodings = {
  'as it is': (secret: string) => secret,
  'URL-encoded': encodeURIComponent,
  'in base64': (secret: string) => Buffer.from(secret).toString('base64'),
  'in base64 for URLs': (secret: string) => Buffer.from(secret).toString('base64url'),
  'JSON-escaped': (secret: string) => JSON.stringify(secret).slice(1, -1),
}

for (const [words, encode] of Object.entries(encodings)) {
  test(`no six characters in a row of a secret are shown, ${words}`, () => {
    fc.assert(
      fc.property(secretText, fc.string(), fc.string(), (secret, before, after) => {
        const shown = redactorOf({ secrets: [secret] }).text(before + encode(secret) + after)
        expect(shows(shown.replaceAll(mask, ''.padEnd(6, '\0')), encode(secret))).toBe(false)
      }),
    )
  })

  test(`a part of a secret is masked, ${words}`, () => {
    const encoded = encode('q9+/"v-Zk2_L7:xw&Hn')
    const shown = redactorOf({ secrets: ['q9+/"v-Zk2_L7:xw&Hn'] }).text(`<${encoded.slice(2, 12)}>`)
    expect(shown).toBe(`<${mask}>`)
  })
}

test('two secrets that overlap, or stand side by side, are masked', () => {
  const redactor = redactorOf({ secrets: ['abcdefgh', 'defghijkl'] })
  expect(redactor.text('[abcdefghijkl abcdefghdefghijkl]')).toBe(`[${mask} ${mask}${mask}]`)
})

test('text without a secret stays as it is', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'f', ' ', '\u00e9'), maxLength: 80 })
  fc.assert(
    fc.property(letters, (text) => {
      expect(redactorOf({ secrets: ['0123456789'] }).text(text)).toBe(text)
    }),
  )
})

test('what stands around a secret stays', () => {
  expect(redactorOf({ secrets: ['s3cr3t-k3y'] }).text('token: s3cr3t-k3y!')).toBe(`token: ${mask}!`)
})

test('five characters of a secret are shown, six are not', () => {
  const redactor = redactorOf({ secrets: ['s3cr3t-k3y'] })
  expect(redactor.text('3cr3t')).toBe('3cr3t')
  expect(redactor.text('3cr3t-')).toBe(mask)
})

test('a row of one character of a secret is shown', () => {
  expect(redactorOf({ secrets: ['0000000-k3y'] }).text('000000 00000-')).toBe(`000000 ${mask}`)
})

test('a short secret is masked as a whole', () => {
  expect(redactorOf({ secrets: ['k3y'] }).text('k3y k3 3y')).toBe(`${mask} k3 3y`)
})

test('a personal value is masked where it stands whole', () => {
  expect(redactorOf({ personal: ['Maria Lima'] }).text('Maria Lima, Maria')).toBe(`${mask}, Maria`)
})

test('a personal value is masked URL-encoded too', () => {
  expect(redactorOf({ personal: ['Maria Lima'] }).text('?name=Maria%20Lima')).toBe(`?name=${mask}`)
})

test('six digits in a row of a phone number are masked', () => {
  const shown = redactorOf({ personal: ['5511987654321@s.whatsapp.net'] }).text('not 11987654321')
  expect(shown).toBe(`not ${mask}`)
})

test('a personal value of less than three characters masks nothing', () => {
  expect(redactorOf({ personal: ['', 'a', 'ab', '  '] }).text('a tab  b')).toBe('a tab  b')
})

test('in a value every text is masked, keys and numbers included', () => {
  const redactor = redactorOf({ secrets: ['5511987654321'] })
  const value = {
    a: ['x5511987654321'],
    '5511987654321': { n: 5511987654321, other: 42, ok: true },
  }
  expect(redactor.value(value)).toEqual({
    a: [`x${mask}`],
    [mask]: { n: mask, other: 42, ok: true },
  })
})

test.for([
  ['a terminal escape', '\u001b[31mred', '\\u001b[31mred'],
  ['a line break', 'a\r\n::error::b', 'a\\u000d\\u000a::error::b'],
  ['a C1 control', '\u009b2J', '\\u009b2J'],
  ['a mark that turns the direction', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
  ['a line separator', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
  ['a null', 'a\0', 'a\\u0000'],
] as const)('%s is made visible', ([, text, shown]) => {
  expect(printable(text)).toBe(shown)
})

test('a command of a CI system is taken apart', () => {
  expect(printable('##[error]x')).not.toContain('##[')
})

test('nothing that is printed holds a control', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
    }),
  )
})

test('controls inside of a masked text are made visible as well', () => {
  expect(redactorOf({ secrets: ['s3cr3t-k3y'] }).text('\u001b[0ms3cr3t-k3y\n')).toBe(
    `\\u001b[0m${mask}\\u000a`,
  )
})
