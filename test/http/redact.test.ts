import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mask, Redactor } from '../../src/http/redact.ts'

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
  'JSON-escaped twice': (secret: string) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  'URL-encoded twice': (secret: string) => encodeURIComponent(encodeURIComponent(secret)),
  'HTML-escaped': (secret: string) => secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
  'in upper case': (secret: string) => secret.toUpperCase(),
  'in lower case': (secret: string) => secret.toLowerCase(),
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

test.each(['', 'u', 'us', 'user:'])(
  'a secret is masked in the base64 of a text, after %j',
  (before) => {
    const encoded = Buffer.from(`${before}q9+/"v-Zk2_L7:xw&Hn!!`).toString('base64')
    const shown = redactorOf({ secrets: ['q9+/"v-Zk2_L7:xw&Hn'] }).text(encoded)
    expect(shown.replace(mask, '').length).toBeLessThan(before.length * 2 + 10)
    expect(shown).toContain(mask)
  },
)

test.each(['hex', 'HEX'])('a secret is masked in %s', (name) => {
  const hex = Buffer.from('q9+/"v-Zk2_L7').toString('hex')
  const shown = redactorOf({ secrets: ['q9+/"v-Zk2_L7'] }).text(
    name === 'hex' ? hex : hex.toUpperCase(),
  )
  expect(shown).toBe(mask)
})

test('letters beyond ASCII are masked as they are, escaped and in another case', () => {
  const redactor = redactorOf({ secrets: ['pÄß-Ŵörd🗝ñ'] })
  const json = '\\u00c4\\u00df-\\u0174\\u00f6rd'
  expect(redactor.text('[pÄß-Ŵörd🗝ñ]')).toBe(`[${mask}]`)
  expect(redactor.text(`[p${json}]`)).toBe(`[${mask}]`)
  expect(redactor.text('[ŴÖRD🗝Ñ]')).toBe(`[${mask}]`)
})

test('a secret number is masked', () => {
  expect(redactorOf({ secrets: ['835917072'] }).value({ pin: 835917072 })).toEqual({ pin: mask })
})

test('ten thousand secrets are masked in a text that holds them all', () => {
  const secrets = Array.from(
    { length: 10_000 },
    (_, index) => `k${index}-${(index * 7919) ** 3}-zq`,
  )
  const shown = redactorOf({ secrets }).text(secrets.join(' '))
  expect(shown).toBe(secrets.map(() => mask).join(' '))
})

test('a secret that is a word of our own masks nothing', () => {
  const redactor = new Redactor(['instance'])
  redactor.addSecret('instance')
  expect(redactor.text('GET /instance/list')).toBe('GET /instance/list')
})

test('a secret with a word of our own in it is masked from end to end', () => {
  const redactor = new Redactor(['instance'])
  redactor.addSecret('my-instance-k3y')
  expect(redactor.text('/instance my-instance-k3y')).toBe(`/instance ${mask}`)
})

test('a short secret is masked only where it stands alone', () => {
  expect(redactorOf({ secrets: ['200'] }).text('200, 1200 and 2001')).toBe(`${mask}, 1200 and 2001`)
})

test('of a personal URL or address the host is shown', () => {
  const redactor = redactorOf({
    personal: ['https://pics.example/v/q7x-33', 'ottilie@mail.example'],
  })
  expect(redactor.text('https://pics.example/v/q7x-33')).toBe(`https://pics.example${mask}`)
  expect(redactor.text('ottilie@mail.example')).toBe(`${mask}@mail.example`)
})

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

test('controls inside of a masked text are made visible as well', () => {
  expect(redactorOf({ secrets: ['s3cr3t-k3y'] }).text('\u001b[0ms3cr3t-k3y\n')).toBe(
    `\\u001b[0m${mask}\\u000a`,
  )
})
