import type { Contract } from '../../src/model/contract.ts'
import type { TargetReport } from '../../src/model/report.ts'

/** Values that must not be shown, six characters in a row of each included. */
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

  /** What a text shows of them, in any encoding. */
  search(text: string): string[] {
    const plain = text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)
    const folded = plain.toLowerCase()
    return this.#forms().flatMap(({ length, rows, isFolded }) => {
      const searched = isFolded ? folded : plain
      const shown = new Set<string>()
      const begins = new Uint8Array(slots)
      for (const row of rows) begins[slotAt(row, 0)] = 1
      for (let at = 0; at + length <= searched.length; at++) {
        // A row is only cut out where one may begin: reports have millions of them.
        if (begins[slotAt(searched, at)] === 0) continue
        const row = searched.slice(at, at + length)
        if (rows.has(row)) shown.add(row)
      }
      return [...shown]
    })
  }

  /** Rows of so many characters as some of a canary become, by their length. */
  #forms(): Form[] {
    const people = this.personal.map(
      (value) => /^(?:\w+:\/\/[^/]*)?(.*?)(?:@.*)?$/.exec(value)?.[1] ?? '',
    )
    const all = [...this.secrets, ...people]
    const encoded = all.flatMap((value) => textEncodings.map((encode) => encode(value)))
    const isDigits = (value: string): boolean => /^\d+$/.test(value)
    const lower = (values: readonly string[]): string[] => values.map((one) => one.toLowerCase())
    const wordy = [...rowsOf(lower(all.filter((value) => !isDigits(value))), 6)]
    return [
      // Generated names keep the signs of real ones, and change letters and digits by chance.
      {
        length: 6,
        isFolded: true,
        rows: new Set(wordy.filter((row) => /(\p{L}.*){4}/su.test(row))),
      },
      // Six encoded characters may be two of the value, and six digits are in every duration.
      { length: 9, isFolded: true, rows: rowsOf(lower([...all, ...encoded]), 9) },
      { length: 8, isFolded: false, rows: rowsOf(all.flatMap(base64At), 8) },
      { length: 12, isFolded: true, rows: rowsOf(all.map(hex), 12) },
    ]
  }
}

/** Rows of one length to search for. */
interface Form {
  length: number
  isFolded: boolean
  rows: Set<string>
}

/** How many beginnings of rows are told apart. */
const slots = 2 ** 16

/** By the first four characters. */
function slotAt(text: string, at: number): number {
  let hash = 0
  for (let index = at; index < at + 4; index++) hash = (hash * 31 + text.charCodeAt(index)) | 0
  return (hash ^ (hash >>> 16)) & (slots - 1)
}

function added(list: string[], make: (serial: string) => string): string {
  const value = make(String(list.length).padStart(3, '0'))
  list.push(value)
  return value
}

function rowsOf(values: readonly string[], length: number): Set<string> {
  const rows = values.flatMap((value) =>
    Array.from({ length: Math.max(0, value.length - length + 1) }, (_, at) =>
      value.slice(at, at + length),
    ),
  )
  return new Set(rows)
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
  (value) => `a ${value.slice(0, 8)} b`,
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
