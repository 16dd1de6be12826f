import type { Contract } from '../../src/model/contract.ts'
import type { TargetReport } from '../../src/model/report.ts'

/** Values that must not be shown, six characters in a row of each included. */
export class Canaries {
  readonly secrets: string[] = []
  readonly personal: string[] = []

  secret(): string {
    return added(this.secrets, (serial) => `qZ7-Kw"4/Vx+9Rt=J${serial}`)
  }

  /** As long as a phone number. */
  person(): string {
    return added(this.personal, (serial) => `7714093${serial}865@s.whatsapp.net`)
  }

  /** What the report shows of them, in any encoding. */
  shownIn(report: TargetReport): string[] {
    const text = JSON.stringify(report)
    const numbers = this.personal.map((value) => value.slice(0, value.indexOf('@')))
    const forms = [...this.secrets, ...numbers].flatMap((value) => [
      value,
      encodeURIComponent(value),
      JSON.stringify(value).slice(1, -1),
      Buffer.from(value).toString('base64').replace(/=+$/, ''),
    ])
    return [...new Set(forms.flatMap(sixes))].filter((six) => text.includes(six))
  }
}

function added(list: string[], make: (serial: string) => string): string {
  const value = make(String(list.length).padStart(3, '0'))
  list.push(value)
  return value
}

function sixes(value: string): string[] {
  return Array.from({ length: value.length - 5 }, (_, at) => value.slice(at, at + 6))
}

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
