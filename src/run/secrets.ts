import { valueAt } from '../contract/pointer.ts'
import { mask } from '../http/redact.ts'
import type { Redactor } from '../http/redact.ts'
import type { Contract } from '../model/contract.ts'
import type { Exchange } from '../model/exchange.ts'

/** Names under which nothing but a secret is kept, whatever a contract says of them. */
const always = [
  'access_token',
  'api_key',
  'api_token',
  'auth_token',
  'authorization',
  'client_secret',
  'password',
  'private_key',
  'refresh_token',
  'secret',
  'secret_key',
  'token',
]

type Kind = 'secret' | 'personal' | null

/** Teaches a redactor every value that a secret or personal member of any answer held. */
export function learnSecrets(
  redactor: Redactor,
  { secrets, personal, listing }: Pick<Contract, 'secrets' | 'personal' | 'listing'>,
  log: readonly Exchange[],
): void {
  const pointers = personal.filter(isPointer)
  const names = personal.filter((one) => !isPointer(one))
  const kindOf = kindsOf([...always, ...secrets], names)
  const seen = new Set<unknown>()
  for (const { request, outcome } of log) {
    // One that was made up is no secret, and is masked for what it has in common with one.
    if (request.as.secret !== null && request.as.genuine) redactor.addSecret(request.as.secret)
    if (outcome.kind !== 'response') continue
    // Equal bodies are one object.
    const { body } = outcome.response
    if (!body.ok || seen.has(body)) continue
    seen.add(body)
    learnAll(redactor, body.value, null, kindOf)
    if (pointers.length === 0) continue
    const items = valueAt(body.value, listing.items)
    for (const item of Array.isArray(items) ? (items as unknown[]) : [])
      for (const pointer of pointers) learnAll(redactor, valueAt(item, pointer), 'personal', kindOf)
  }
}

/** A member of instances that shares its name with one that may be shown. */
function isPointer(place: string): boolean {
  return place.startsWith('/')
}

/** Looks a member's name up, however its words are joined: `accessToken` is `access_token`. */
function kindsOf(secrets: readonly string[], personal: readonly string[]): (name: string) => Kind {
  const kinds = new Map<string, Kind>()
  for (const name of personal) kinds.set(joined(name), 'personal')
  for (const name of secrets) kinds.set(joined(name), 'secret')
  const found = new Map<string, Kind>()
  return (name) => {
    const known = found.get(name)
    if (known !== undefined) return known
    const kind = kinds.get(joined(name)) ?? null
    // A body may have no end of different names.
    if (found.size < 1000) found.set(name, kind)
    return kind
  }
}

function joined(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** How long a text may be that is looked into for JSON, and how often that may be within another. */
const longestEmbedded = 1_000_000
const deepestEmbedded = 3

/** A list or a map whose values are being visited. */
interface Level {
  /** Of a map. */
  names: readonly string[] | null
  values: readonly unknown[]
  /** Of the next value. */
  at: number
  kind: Kind
  /** Texts of JSON that it is in. */
  within: number
}

/** Visits every value, however deep; without recursion, because a body may be nested without end. */
function learnAll(
  redactor: Redactor,
  whole: unknown,
  wholeKind: Kind,
  kindOf: (name: string) => Kind,
): void {
  const levels: Level[] = []
  const visit = (value: unknown, kind: Kind, within: number): void => {
    if (Array.isArray(value)) levels.push({ names: null, values: value, at: 0, kind, within })
    else if (typeof value === 'object' && value !== null) {
      const [names, values] = [Object.keys(value), Object.values(value)]
      levels.push({ names, values, at: 0, kind, within })
    } else if (kind !== null) {
      if (typeof value === 'string' || typeof value === 'number')
        learnText(redactor, String(value), kind)
    } else if (typeof value === 'string' && within < deepestEmbedded) {
      const embedded = embeddedJson(value)
      if (embedded !== null) visit(embedded, kind, within + 1)
    }
  }
  visit(whole, wholeKind, 0)
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const { names, values, kind, within } = level
    const at = level.at++
    if (at >= values.length) levels.pop()
    else if (names === null) visit(values[at], kind, within)
    else {
      const name = names[at] ?? ''
      // What is inside of a secret member is as secret, names included, whatever its shape.
      visit(name, kind, within)
      visit(values[at], kindOf(name) ?? kind, within)
    }
  }
}

/** What a text holds that is JSON itself; null where it is none. */
function embeddedJson(text: string): unknown {
  if (text.length > longestEmbedded || !/^\s*["[{]/.test(text)) return null
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

function learnText(redactor: Redactor, text: string, kind: NonNullable<Kind>): void {
  if (kind === 'secret') redactor.addSecret(text)
  else redactor.addPersonal(text)
}

/**
 * Masks what a text itself calls secret, as in `?token=…` and `"token":"…"`: an error message may quote
 * what no answer held.
 */
export function namedMasking({ secrets }: Pick<Contract, 'secrets'>): (text: string) => string {
  const names = [...always, ...secrets].map((name) =>
    name.replace(/[^\w]/g, '\\$&').replace(/_+/g, (run) => `[-_]{0,${run.length}}`),
  )
  const named = new RegExp(
    String.raw`((?:${names.join('|')})(?:=|%3d|\\*"\s*:\s*\\*"))([^\s"'&;,<>\\$…]{3,})`,
    'gi',
  )
  return (text) => text.replace(named, `$1${mask}`)
}
