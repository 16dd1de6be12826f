import type { Contract } from '../../src/model/contract.ts'
import type { TargetReport } from '../../src/model/report.ts'

/** Values that must not be shown. */
export class Canaries {
  readonly secrets: string[] = []
  readonly personal: string[] = []

  /** A value that a header can carry. */
  credential(): string {
    return added(this.secrets, (serial) => `qZ7-Kw"4/Vx+9&t=J<${serial}>hY~uL`)
  }

  /** Of three kinds, in turn: one that a header can carry, one beyond ASCII, one of digits. */
  secret(): string {
    switch (this.secrets.length % 3) {
      case 0:
        return this.credential()
      case 1:
        return added(this.secrets, (serial) => `Żqµ'ß\\Þ 🗝${serial}ÿjXk`)
      default:
        return added(this.secrets, (serial) => `8359${serial}1707264`)
    }
  }

  /** Of three kinds, in turn: an address as long as a phone number, a name, a URL. */
  person(): string {
    switch (this.personal.length % 3) {
      case 0:
        return added(this.personal, (serial) => `7714093${serial}865@s.whatsapp.net`)
      case 1:
        return added(this.personal, (serial) => `Qwzyn-${serial}-Öxdahl`)
      default:
        return added(this.personal, (serial) => `https://pps.whatsapp.net/v/zq-${serial}wxv_n.jpg`)
    }
  }

  /** What a report shows of them, in any encoding. */
  shownIn(report: TargetReport): string[] {
    return this.search(JSON.stringify(report))
  }

  /** What a text shows of them, in any encoding: their first twelve characters are enough. */
  search(text: string): string[] {
    const people = this.personal.map(
      (value) => /^(?:\w+:\/\/[^/]*)?(.*?)(?:@.*)?$/.exec(value)?.[1] ?? '',
    )
    const all = [...this.secrets, ...people]
    const folded = all.flatMap((value) =>
      foldedEncodings.map((encode) => encode(value).toLowerCase()),
    )
    return [
      ...headsIn(text.toLowerCase(), new Set(folded.map(headOf))),
      ...headsIn(text, new Set(all.flatMap(base64At).map(headOf))),
    ]
  }
}

const headLength = 12

function headOf(text: string): string {
  return text.slice(0, headLength)
}

function headsIn(text: string, heads: ReadonlySet<string>): string[] {
  const found = new Set<string>()
  const beginnings = new Set(
    [...heads].map((head) => head.charCodeAt(0) * 65_536 + head.charCodeAt(1)),
  )
  for (let at = 0; at + 6 <= text.length; at++) {
    // A head is only cut out where one may begin: reports have millions of characters.
    if (!beginnings.has(text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1))) continue
    const head = text.slice(at, at + headLength)
    if (heads.has(head)) found.add(head)
  }
  return [...found]
}

function added(list: string[], make: (serial: string) => string): string {
  const value = make(String(list.length).padStart(3, '0'))
  list.push(value)
  return value
}

const json = (value: string): string => JSON.stringify(value).slice(1, -1)

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

function html(value: string): string {
  return Object.entries(entities).reduce(
    (text, [entity, character]) => text.replaceAll(character, entity),
    value,
  )
}

const hex = (value: string): string => Buffer.from(value).toString('hex')

const textEncodings: readonly ((value: string) => string)[] = [
  (value) => value,
  encodeURIComponent,
  (value) => encodeURIComponent(encodeURIComponent(value)),
  json,
]

/** Those of which case tells nothing. */
const foldedEncodings: readonly ((value: string) => string)[] = [...textEncodings, html, hex]

/** What of the value is in the base64 of a longer text, wherever in there it stands. */
function base64At(value: string): string[] {
  return ['', 'x', 'xx'].flatMap((before) => {
    const whole = Buffer.from(`${before}${value}`).toString('base64').replace(/=+$/, '')
    const own = whole.slice(Math.ceil((before.length * 8) / 6), -1)
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

/** Every way in which a careless server may quote a secret. */
export const quotings: readonly ((value: string) => string)[] = [
  ...textEncodings,
  html,
  (value) => value.toUpperCase(),
  (value) => value.toLowerCase(),
  (value) => Buffer.from(value).toString('base64'),
  (value) => Buffer.from(`user:${value}`).toString('base64'),
  (value) => Buffer.from(`{"t":"${value}"}`).toString('base64url'),
  hex,
  (value) => hex(value).toUpperCase(),
]

/** The account with a canary in place of every text that a secret or personal member holds. */
export function planted<Account>(
  account: Account,
  { secrets, personal }: Pick<Contract, 'secrets' | 'personal'>,
  canaries: Canaries,
): Account {
  const plant = (value: unknown, key: string): unknown => {
    if (typeof value === 'string' && secrets.includes(key)) return canaries.secret()
    if (typeof value === 'string' && personal.includes(key)) return canaries.person()
    if (Array.isArray(value)) return value.map((one) => plant(one, ''))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, plant(inner, name)]),
    )
  }
  return plant(account, '') as Account
}

/** The value with every member in another type than its own. */
export function twisted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(twisted)
  if (typeof value !== 'object' || value === null) return [value]
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, twisted(inner)]))
}
