import { gzipSync } from 'node:zlib'
import { privateOf } from './canaries.ts'

/** An answer as it goes over the wire. */
export interface RawAnswer {
  status: number
  headers: Record<string, string>
  body: Buffer | string
}

/** What a server makes of its right answer: `listing` is that of the account, `right` the one to this request. */
type Attack = (listing: Listing, right: RawAnswer) => Partial<RawAnswer> | null

export interface Listing {
  success: boolean
  instances: readonly Record<string, unknown>[]
}

const { token, phone, jid, person, password } = privateOf(1)
const json = (value: unknown): string => JSON.stringify(value)

/** The body in place of every listing. */
const asBody =
  (make: (listing: Listing, text: string) => Buffer | string, type = 'application/json'): Attack =>
  (listing, { status }) =>
    status === 200
      ? { headers: { 'content-type': type }, body: make(listing, json(listing)) }
      : null

/** Another structure in place of every listing. */
const asValue = (make: (listing: Listing) => unknown): Attack =>
  asBody((listing) => json(make(listing)))

/** A change of each instance. */
const asItems = (change: (item: Record<string, unknown>, number: number) => unknown): Attack =>
  asValue((listing) => ({
    ...listing,
    instances: listing.instances.map((item, index) => change(item, index + 1)),
  }))

/** A text in the member for messages, of listings and of errors. */
const asMessage =
  (text: string): Attack =>
  (listing, { status }) => ({
    body: json(
      status === 200
        ? { ...listing, message: text }
        : { success: false, error: { code: text, message: text } },
    ),
  })

const asHeader =
  (name: string, value: string): Attack =>
  () => ({ status: 418, headers: { [name]: value } })

const redirectTo =
  (location: string): Attack =>
  () => ({ status: 302, headers: { location } })

const rows = (listing: Listing, line: (item: Record<string, unknown>) => string): string =>
  listing.instances.map(line).join('\n')

const flat = (value: unknown): string => json(value).replace(/[{}"]/g, '')

const fullWidth = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))

const arabic = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))

const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join('')

const unicode = (text: string): string =>
  Array.from(text, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')

const entities = (text: string): string =>
  Array.from(text, (one) => `&#${one.charCodeAt(0)};`).join('')

/** Bodies that are no JSON. */
const broken: Readonly<Record<string, Attack>> = {
  'cut short': asBody((_, text) => text.slice(0, Math.floor(text.length * 0.6))),
  'a trailing comma': asBody((_, text) => text.replace(/}\]/, '},]')),
  'a warning in front': asBody((_, text) => `<br />\n<b>Warning</b>: for ${person}\n${text}`),
  'text after it': asBody((_, text) => `${text}\n-- ${token}`),
  'two texts': asBody((_, text) => text + text),
  'single quotes': asBody((_, text) => text.replaceAll('"', "'")),
  'a comment': asBody((_, text) => `/* ${phone} */${text}`),
  NaN: asBody((_, text) => text.replace(/"success":true/, '"success":NaN')),
  'a byte order mark': asBody((_, text) => `\ufeff${text}`),
  XML: asBody((listing) => `<list>${rows(listing, (item) => `<i n="${flat(item)}"/>`)}</list>`),
  'an HTML page': asBody((_, text) => `<!doctype html><p>${text}</p>`, 'text/html'),
  YAML: asBody((listing) => rows(listing, (item) => `- ${flat(item).replaceAll(',', '\n  ')}`)),
  'JSON lines': asBody((listing) => rows(listing, json)),
  JSONP: asBody((_, text) => `callback(${text});`, 'text/javascript'),
  CSV: asBody((listing) => rows(listing, (item) => Object.values(item).map(flat).join(';'))),
  'a form': asBody((listing) => new URLSearchParams(flat(listing)).toString()),
  "Python's": asBody((_, text) => text.replaceAll('"', "'").replaceAll('true', 'True')),
  'UTF-16': asBody((_, text) => Buffer.from(text, 'utf16le')),
  'UTF-16 with a mark': asBody((_, text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
  'Latin-1': asBody((_, text) => Buffer.from(text, 'latin1')),
  base64: asBody((_, text) => Buffer.from(text).toString('base64')),
  hexadecimal: asBody((_, text) => Buffer.from(text).toString('hex')),
  'gzip that nobody announced': asBody((_, text) => gzipSync(text)),
  'a text encoded twice': asBody((_, text) => json(text)),
}

/** JSON whose members are elsewhere. */
const misplaced: Readonly<Record<string, Attack>> = {
  renamed: asValue(({ instances, ...rest }) => ({ ...rest, data: instances })),
  'a map by id': asValue(({ instances, ...rest }) => ({
    ...rest,
    instances: Object.fromEntries(instances.map((item) => [String(item.id), item])),
  })),
  'a map by name of the person': asValue(({ instances, ...rest }) => ({
    ...rest,
    instances: Object.fromEntries(
      instances.map((item, index) => [privateOf(index + 1).person, item]),
    ),
  })),
  'a map by number': asValue(({ instances }) =>
    Object.fromEntries(instances.map((item, index) => [privateOf(index + 1).phone, item])),
  ),
  'a map by token': asValue(({ instances }) => ({
    instances: Object.fromEntries(instances.map((item) => [String(item.token), { ...item }])),
  })),
  'a map by name of the person, flat': asValue(({ instances, ...rest }) => ({
    ...rest,
    ...Object.fromEntries(instances.map((item, index) => [`Quirina_${index}`, item])),
  })),
  'a map by name of the person, of unlike members': asValue(({ instances }) => ({
    data: Object.fromEntries(
      instances.map((item, index) => [`Quirina_${index}`, { ...item, [`x${index}`]: true }]),
    ),
  })),
  'a map by name of the person, of lists': asValue(({ instances }) => ({
    data: Object.fromEntries(instances.map((item, index) => [`Quirina_${index}`, [item]])),
  })),
  'a map by name of the person, of states': asValue(({ instances }) => ({
    instances: Object.fromEntries(instances.map((_, index) => [`Quirina_${index}`, 'open'])),
  })),
  'a map of one person': asValue(({ instances }) => ({ instances: { Quirina: instances[0] } })),
  wrapped: asValue((listing) => ({ data: listing })),
  'wrapped twice': asValue((listing) => ({ result: { response: [listing] } })),
  'a bare array': asValue(({ instances }) => instances),
  'a single object': asValue(({ instances }) => instances[0]),
  'an object for the array': asValue(({ instances, ...rest }) => ({
    ...rest,
    instances: instances[0],
  })),
  'arrays in the array': asValue(({ instances }) => ({
    instances: instances.map((item) => [item]),
  })),
  'items in items': asItems((item) => ({ instance: item })),
  'in capitals': asBody((listing) =>
    json(listing).replace(/"(\w+)":/g, (_, name: string) => `"${name.toUpperCase()}":`),
  ),
  'in snake case': asBody((listing) =>
    json(listing).replace(
      /"(\w+)":/g,
      (_, name: string) => `"${name.replace(/[A-Z]/g, '_$&').toLowerCase()}":`,
    ),
  ),
  'text for items': asItems((item) => json(item)),
  'a list for the profile': asItems((item, number) => ({
    ...item,
    profile: [privateOf(number).person],
  })),
  'a text for the profile': asItems((item, number) => ({
    ...item,
    profile: privateOf(number).person,
  })),
  'the name as a list': asItems((item, number) => ({
    ...item,
    profile: { name: [privateOf(number).person] },
  })),
  'the name as a member': asItems((item, number) => ({
    ...item,
    profile: { [privateOf(number).person]: true },
  })),
  'members of a private one': asItems((item) => ({
    ...item,
    connection: { numberJid: { Quirina: 'Zwölfer' } },
    token: { kqx7wlm4zp: true },
  })),
  'the number for a count': asValue((listing) => ({
    ...listing,
    message: '',
    meta: { total: Number(phone) },
  })),
  'the number as a number': asItems((item, number) => ({
    ...item,
    connection: { numberJid: Number(privateOf(number).phone) },
    owner: Number(privateOf(number).phone),
  })),
  'the number for the id': asItems((item, number) => ({ ...item, id: privateOf(number).phone })),
  'the number for the name': asItems((item, number) => ({
    ...item,
    name: `Loja ${privateOf(number).phone}`,
  })),
  'the number for a state': asItems((item, number) => ({ ...item, status: privateOf(number).jid })),
  'the person for a state': asItems((item, number) => ({
    ...item,
    status: privateOf(number).person,
  })),
  'the token for a moment': asItems((item, number) => ({
    ...item,
    createdAt: privateOf(number).token,
  })),
  'secrets in new members': asItems((item, number) => ({
    ...item,
    extra: { deep: [privateOf(number)] },
  })),
  'a name twice': asBody((_, text) =>
    text.replace(/"numberJid":"[^"]*"/g, (member) => `${member},"numberJid":null`),
  ),
  'escapes in values': asBody((_, text) =>
    text.replace(
      /"(name|numberJid)":"([^"]*)"/g,
      (_m, name: string, value: string) => `"${name}":"${unicode(value)}"`,
    ),
  ),
}

/** Private values in a text that the contract names. */
const quoted: Readonly<Record<string, Attack>> = {
  'a number': asMessage(`no session for ${phone}`),
  'a number with a plus': asMessage(`no session for +${phone}`),
  'a number with spaces': asMessage('no session for +55 11 98765 0001'),
  'a number with hyphens': asMessage('no session for 55-11-98765-0001'),
  'a number in parentheses': asMessage('no session for (55) (11) 98765.0001'),
  'a number, digit by digit': asMessage(`no session for ${Array.from(phone).join(' ')}`),
  'a number with commas': asMessage('no session for 5,511,987,650,001'),
  'a number with apostrophes': asMessage("no session for 5'511'987'650'001"),
  'a number with bars': asMessage('no session for 55|11|98765|0001'),
  'a number with colons': asMessage('no session for 55:11:98765:0001'),
  'a number in brackets': asMessage('no session for [55][11][98765][0001]'),
  'a number in a column': asMessage('no session for 55\n11\n98765\n0001'),
  'a number in a list': asMessage('no session for ["55","11","98765","0001"]'),
  'a number with wide spaces': asMessage('no session for 55      11      98765      0001'),
  'a number in tags': asMessage('no session for 55<b>11</b>98765<i>0001</i>'),
  'a number on keycaps': asMessage(
    `no session for ${Array.from(phone)
      .map((digit) => `${digit}\ufe0f\u20e3`)
      .join('')}`,
  ),
  'a number struck through': asMessage(`no session for ${Array.from(phone).join('\u0336')}`),
  'a number as base64': asMessage(`no session for ${Buffer.from(phone).toString('base64')}`),
  'a number in full-width digits': asMessage(`no session for ${fullWidth(phone)}`),
  'a number in Arabic digits': asMessage(`no session for ${arabic(phone)}`),
  'a number with zero widths': asMessage(`no session for ${Array.from(phone).join('\u200b')}`),
  'a number in a long run': asMessage(`no session for 0000${phone}${phone}0000`),
  'a number in percents': asMessage(`no session for ${percent(phone)}`),
  'a number in percents twice': asMessage(`no session for ${percent(percent(phone))}`),
  'a number in escapes': asMessage(`no session for ${unicode(phone)}`),
  'a number in entities': asMessage(`no session for ${entities(phone)}`),
  'an address': asMessage(`no session for ${jid}`),
  'an address in entities': asMessage(`no session for ${entities(jid)}`),
  'an address in a URL': asMessage(`see https://x.example/${encodeURIComponent(jid)}/chat`),
  'a mail address': asMessage(`no session for quirina.zwoelfer@x.example`),
  'a mail address in quotes': asMessage('no session for "quirina zwoelfer"@x.example'),
  'a mail address at a number': asMessage('no session for quirina.zwoelfer@[10.0.0.1]'),
  'a mail address with spaces': asMessage('no session for quirina.zwoelfer @ x.example'),
  'a mail address in words': asMessage('no session for quirina.zwoelfer(at)x.example'),
  'a short token': asMessage('wrong token Kqx7wlm4zp'),
  'a token': asMessage(`wrong token ${token}`),
  'a token in capitals': asMessage(`wrong token ${token.toUpperCase()}`),
  'the beginning of a token': asMessage(`wrong token ${token.slice(0, 17)}…`),
  'a token in base64': asMessage(`wrong token ${Buffer.from(token).toString('base64')}`),
  'a token in hexadecimal': asMessage(`wrong token ${Buffer.from(token).toString('hex')}`),
  'a token in percents': asMessage(`wrong token ${percent(token)}`),
  'a password': asMessage(`wrong password ${password}`),
  'a person': asMessage(`no session of ${person}`),
  'a person in base64': asMessage(`for ${Buffer.from(person).toString('base64')}`),
  'a person in tags': asMessage('no session of Quirina <b>Zwölfer</b> 1'),
  'a person, decomposed': asMessage(`no session of ${person.normalize('NFD')}`),
  'JSON in a text': asMessage(json({ token, phone })),
  'a long text': asMessage(`${'x'.repeat(300)} ${person} ${phone}`),
}

const heads: Readonly<Record<string, Attack>> = {
  'a media type': asHeader('content-type', `application/json; for="${phone}"`),
  'a place': asHeader('location', `https://u:${token}@x.example/${phone}?t=${token}#${token}`),
  'a place of a number': redirectTo(`http://n${phone}.example/x`),
  'a place of a token': redirectTo(`http://${token}.example/x`),
  'a scheme': redirectTo(`${token}://x.example/x`),
  'a limit that lasts': () => ({ status: 429, headers: { 'retry-after': phone } }),
  'an encoding': () => ({ headers: { 'content-encoding': phone } }),
  'an encoding like a token': () => ({ headers: { 'content-encoding': 'rz1kqx7wlm4zp' } }),
  'a cookie': asHeader('set-cookie', `session=${token}`),
  'a challenge': asHeader('www-authenticate', `Bearer realm="${token}"`),
  'a limit': asHeader('x-ratelimit-user', phone),
  'a server': asHeader('server', `gw-${jid}`),
  'a header of its own': asHeader('x-profile-name', Buffer.from(person).toString('latin1')),
  'a time to wait': asHeader('retry-after', phone),
}

/** All of them, by their names. */
export const attacks: readonly (readonly [name: string, attack: Attack])[] = Object.entries({
  ...named('no JSON', broken),
  ...named('elsewhere', misplaced),
  ...named('in a message', quoted),
  ...named('in a header', heads),
})

function named(kind: string, some: Readonly<Record<string, Attack>>): Record<string, Attack> {
  return Object.fromEntries(
    Object.entries(some).map(([name, attack]) => [`${kind}: ${name}`, attack]),
  )
}
