/** What a text looks like, whatever member it stands in. */
export type Shape = 'phone' | 'JID' | 'e-mail' | 'token'

/** A part of a text that must not be shown. */
export interface Hit {
  shape: Shape
  start: number
  end: number
}

/** Domains of WhatsApp's addresses: they say of what kind an address is, and nothing of whose it is. */
const whatsappDomain = /^(s\.whatsapp\.net|c\.us|g\.us|lid|newsletter|broadcast|hosted)$/i

/** The domain with its `@` where a text ends in an address of WhatsApp's; else an empty text. */
export function addressEnd(text: string): string {
  const [end = '', domain = ''] = /@([\w.]+)$/.exec(text) ?? []
  return whatsappDomain.test(domain) ? end : ''
}

/** What stands before the `@`: in quotes, it may hold spaces. */
const local = String.raw`(?:"[^"]{1,64}"|[^\s@"'<>(),;[\]{}|\\]{1,128})`

/** With spaces around the `@` only where a domain with a dot follows: `error @ line` is none. */
const address = new RegExp(
  String.raw`${local}(?:@\[?[\p{L}\p{N}][\p{L}\p{N}.-]*|\s{0,2}@\s{0,2}[\p{L}\p{N}-]+\.[\p{L}\p{N}.-]+)`,
  'gu',
)

/** Letters and digits, with what tokens have between them. */
const word = /[\p{L}\p{N}_+/=-]{8,}/gu

/** Numbers are written with any sign, and lists of their digits with quotes and commas. */
const separator = String.raw`\s*(?:[^\p{L}\p{N}\s]\s*){0,3}`

/** Seven digits or more: the shortest subscriber's number, and no count or port. */
const digits = new RegExp(String.raw`[+(]?\p{Nd}(?:${separator}\p{Nd}){6,}`, 'gu')

const day = String.raw`(?:(?:19|20)\d\d[-/.][01]\d[-/.][0-3]\d|[0-3]?\d[-/.][0-3]?\d[-/.](?:19|20)\d\d)`
const time = String.raw`[0-2]\d(?::[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?:[+-]\d\d:?\d\d)?)?`
const byte = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`

/** Dates and times, and hosts and ports, are written with the same signs. */
const noNumber = new RegExp(
  String.raw`^(?:${day}(?:,? ${time})?|(?:(?:19|20)\d\d )?${time}|${byte}(?:\.${byte}){3}(?::\d{1,5})?)$`,
)

/**
 * Where a text looks like a phone number, an address or a drawn token, in its order.
 * @param text of a bounded length: it is looked through several times
 */
export function shapesIn(text: string): Hit[] {
  const hits: Hit[] = []
  for (const { 0: found, index } of text.matchAll(address))
    add(hits, addressEnd(found) === '' ? 'e-mail' : 'JID', index, found)
  for (const { 0: found, index } of text.matchAll(word))
    if (isDrawn(found)) add(hits, 'token', index, found)
  for (const { 0: found, index } of text.matchAll(digits))
    if (!noNumber.test(found)) add(hits, 'phone', index, found)
  return hits.sort((one, other) => one.start - other.start)
}

/** Takes a hit in, unless it overlaps with one that is there. */
function add(hits: Hit[], shape: Shape, start: number, found: string): void {
  const end = start + found.length
  if (hits.every((hit) => end <= hit.start || start >= hit.end)) hits.push({ shape, start, end })
}

/** Fewest letters and digits of a token whose parts mix both. */
const shortestMixed = 12

/** Fewest of one that changes between them all the time. */
const shortestWord = 8

/** Fewest letters of a token that has no digit. */
const shortestLetters = 16

/** As in `till2-shop1`: names that people count. */
const numberedWord = /^\p{L}{3,}\p{N}{1,3}$/u

/** Whether a word was drawn and not chosen: its letters and digits, or its cases, change as no word's do. */
function isDrawn(text: string): boolean {
  const parts = text.split(/[_+/=-]+/)
  const mixed = parts.filter(
    (part) => /\p{L}/u.test(part) && /\p{N}/u.test(part) && !numberedWord.test(part),
  )
  const changes = mixed.reduce((sum, part) => sum + changesIn(part, /\p{L}+|\p{N}+/gu), 0)
  const length = parts
    .filter((part) => mixed.includes(part) || (mixed.length > 0 && /^[0-9a-f]+$/i.test(part)))
    .reduce((sum, part) => sum + part.length, 0)
  const isMixed = length >= shortestMixed ? changes >= 3 : length >= shortestWord && changes >= 4
  return isMixed || parts.some(isUnreadable)
}

function isUnreadable(part: string): boolean {
  if (part.length < shortestLetters || !/^[a-z]+$/i.test(part)) return false
  const runs = changesIn(part, /[A-Z]+|[a-z]+/g) + 1
  return part.length / runs < 2.6 || /[bcdfghjklmnpqrstvwxz]{7}/i.test(part)
}

function changesIn(text: string, runs: RegExp): number {
  return (text.match(runs) ?? []).length - 1
}

/** How often what was decoded is decoded again. */
const layers = 3

/** The text as a browser, a parser or a reader would have it, once and again; none where it has no such form. */
export function decodedForms(text: string): readonly string[] {
  const forms: string[] = []
  let form = text
  for (let layer = 0; layer < layers; layer++) {
    const next = decodedOnce(form)
    if (next === form) break
    forms.push(next)
    form = next
  }
  return forms
}

function decodedOnce(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}|[\u0334-\u0338\p{Me}]|(?<=\p{N})\p{M}/gu, '')
    .replace(/<[!/]?[a-z][^<>]*>/gi, '')
    .replace(/\s?[([]at[)\]]\s?/gi, '@')
    .replace(/\\(["'\\/])/g, '$1')
    .replace(/(?:%[0-9a-f]{2})+|(?:=[0-9A-F]{2}){2,}/gi, (run) => decodedBytes(run))
    .replace(/\\u\{?([0-9a-f]{4,6})\}?|\\x([0-9a-f]{2})/gi, (_, long?: string, short?: string) =>
      characterOf(parseInt(long ?? short ?? '', 16)),
    )
    .replace(/\\([0-7]{3})/g, (_, octal: string) => characterOf(parseInt(octal, 8)))
    .replace(/[A-Za-z0-9+/_-]{8,}={0,2}/g, (run) => embeddedText(run))
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, hex: string) => characterOf(parseInt(hex, 16)))
    .replace(/&#([0-9]{1,7});?/g, (_, code: string) => characterOf(Number(code)))
    .replace(
      /&(amp|lt|gt|quot|apos|commat|period|plus|lpar|rpar|nbsp);/g,
      (_, name: keyof typeof entities) => entities[name],
    )
}

const entities = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  commat: '@',
  period: '.',
  plus: '+',
  lpar: '(',
  rpar: ')',
  nbsp: ' ',
} as const

function decodedBytes(run: string): string {
  return Buffer.from(run.replace(/[%=]/g, ''), 'hex').toString('utf8')
}

/** What base64 stands for, where that is a text: of a word, it is not. */
function embeddedText(run: string): string {
  const text = Buffer.from(run, 'base64').toString('utf8')
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S}\s]{4,}$/u.test(text) && !text.includes('\ufffd') ? text : run
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : ''
}
