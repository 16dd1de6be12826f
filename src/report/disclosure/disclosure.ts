import { pointerOf, tokens, valueAt } from '../../contract/pointer.ts'
import type { Account, Instance } from '../../model/account.ts'
import type { Contract } from '../../model/contract.ts'
import { isExact } from '../../model/json.ts'
import { plainNetwork } from '../../model/target.ts'
import type { Network, Target } from '../../model/target.ts'
import type { WireRequest } from '../../recording/exchange.ts'
import { secretPartsOf, shownBaseUrl } from './base-url.ts'
import { KnownTexts, withReplaced } from './known-texts.ts'
import type { Range } from './known-texts.ts'
import { hasDataKeys } from './map-keys.ts'
import { clipped, plural, printable } from './printable.ts'
import { decodedForms, shapesIn } from './sensitive-patterns.ts'
import type { Shape } from './sensitive-patterns.ts'
import { showingOf, VouchedPlaces } from './vouched.ts'
import type { Place } from './vouched.ts'

/** What stands for a credential in texts of ours. */
export const mask = '‹masked›'

/** Longest text that is shown of an answer, in characters; of ours, such as reasons. */
const longestValue = 200
export const longestText = 2000

/** A shorter value of a header is masked in that header alone. */
const shortestHidden = 6

/** A count of fewer digits is no phone number. */
const shortestNumber = 7

/** A part of a text that must not be shown; `shape` is null where it is known. */
type PrivateHit = Range & { shape: Shape | null }

/** A target as far as it decides what is shown. */
export type Disclosed = Pick<Target, 'contract' | 'credentials'> &
  Partial<Pick<Target, 'network'>> & { baseUrl: string | null }

/** What was asked. */
type Log = readonly { request: Pick<WireRequest, 'drawn'> }[]

/** A value as it may be shown: itself, or what stands for it. */
export interface Shown {
  text: string
  isMasked: boolean
}

/**
 * Decides what the report on a target shows: the one way by which anything of a server, or of a user, gets into it.
 *
 * Shown is what the contract vouches for at its very place, of the type and size that it expects there, after
 * what looks like a phone number, an address or a token was masked in it. Everything else is shown by its kind
 * and length. Masked values carry a number, equal where they are equal, in the order in which they appear.
 */
export class Disclosure {
  readonly contract: Contract
  /** As it may be shown. */
  readonly baseUrl: string
  /** Sent with every request, each with a shell variable for its value. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Those of the account as it was read first; none where it was not. */
  readonly instances: readonly Instance[]
  readonly #realUrl: string
  readonly #log: Log
  readonly #known: { secrets: readonly string[]; ownWords: readonly string[] }
  /** For texts of the user's. */
  readonly #credentials: KnownTexts
  /** For texts of ours: they have ordinary words, and no credential but in a base URL. */
  readonly #telling: KnownTexts
  #madePlaces: VouchedPlaces | null = null
  #madePrivate: KnownTexts | null = null
  readonly #numbers = new Map<unknown, number>()

  /** @param log what was asked: answers repeat it */
  constructor(
    { contract, baseUrl, credentials, network = plainNetwork }: Disclosed,
    account: Account | null,
    log: Log = [],
  ) {
    this.contract = contract
    this.instances = account?.instances ?? []
    this.#realUrl = baseUrl ?? ''
    this.#log = log
    const given = [...credentials.values()]
    const secretParts = secretPartsOf(this.#realUrl, contract)
    const secrets = [
      ...given.map(({ secret }) => secret),
      ...discovered(contract, this.instances),
      ...secretParts,
      ...secretsOf(network),
    ]
    const headers = [...network.headers]
    this.headers = headers.map(([name, { env }]) => [name, `$${env}`])
    const variables = [...given, ...contract.credentials, ...network.headers.values()].map(
      ({ env }) => env,
    )
    this.#known = { secrets, ownWords: [...variables, contract.provider] }
    this.#credentials = new KnownTexts(this.#known)
    const telling = secrets.filter((secret) => !/^(\p{L}*|\p{N}*)$/u.test(secret))
    this.#telling = new KnownTexts({ ...this.#known, secrets: telling })
    const masking = { all: this.#credentials, telling: this.#telling, mask }
    this.baseUrl = printable(shownBaseUrl(this.#realUrl, secretParts, masking))
  }

  /** Made when a value of the server's is to be shown: the report on a target that was not asked shows none. */
  get places(): VouchedPlaces {
    return (this.#madePlaces ??= new VouchedPlaces(this.contract))
  }

  /** A text of ours on one line; what is too long is cut. */
  text(text: string): string {
    const shown = this.#realUrl === '' ? text : text.replaceAll(this.#realUrl, () => this.baseUrl)
    return printable(this.#telling.masked(clipped(shown, longestText), mask))
  }

  /** A text of the user's on one line. */
  given(text: string): string {
    return printable(this.#credentials.masked(clipped(text, longestText), mask))
  }

  /** A value that is no list and no object; a text is not in quotes, and may hold what acts: it is to be quoted. */
  scalar(value: unknown, place: Place): Shown {
    if (value === null || value === '') return { text: String(value), isMasked: false }
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return this.masked(value)
    if (typeof value === 'number' && !isExact(value))
      return { text: '‹number past 2^53›', isMasked: true }
    const hits = this.#hitsAt(value, place)
    return hits === null ? this.masked(value) : this.#withMasks(String(value), hits)
  }

  /** A text that may be shown but for what looks personal or secret in it. */
  checked(text: string): Shown {
    const hits = this.#hitsIn(text)
    if (hits === null) return this.masked(text)
    const shown = this.#withMasks(text, hits)
    return { ...shown, text: printable(shown.text) }
  }

  /** The value of a header; of where a redirect leads to, the host, and nothing that it hands over. */
  header(name: string, value: string): string {
    if (name !== 'location') return this.checked(value).text
    if (!URL.canParse(value)) return 'a path of the same server'
    const { protocol, host } = new URL(value)
    return this.checked(`${protocol}//${host}`).text
  }

  /** What stands for a value that is not shown: its kind, its number and its length. */
  masked(value: unknown): Shown {
    return { text: this.#kindOf(value), isMasked: true }
  }

  /**
   * The name of a member. Names are the structure of an answer, and shown, unless they are data themselves: the
   * keys of a map, and what stands inside of what is private.
   */
  name(name: string, of: object, place: Place): string {
    const { names } = this.places
    if (names.has(name)) return printable(name)
    const isPlain = /^[A-Za-z_$@][\w.$@-]{0,39}$/.test(name) && this.#hitsIn(name)?.length === 0
    const isShown =
      isPlain && place.privacy === null && !hasDataKeys(of, names, Boolean(place.node?.elements))
    return isShown ? name : this.#numbered('name', name, `, ${plural(name.length, 'character')}`)
  }

  /** A JSON pointer into a body, with the names in it as far as they may be shown. */
  pointer(pointer: string, body: unknown): string {
    let value = body
    let place = this.places.root
    const shown = tokens(pointer).map((token) => {
      const isShown = Array.isArray(value) || /^(0|[1-9]\d{0,5})$/.test(token)
      const parent = typeof value === 'object' && value !== null ? value : {}
      const name = isShown ? token : this.name(token, parent, place)
      place = this.places.child(place, token, value)
      value = valueAt(value, pointerOf([token]))
      return name
    })
    return pointerOf(shown)
  }

  /** Whether the contract calls a field secret or personal. */
  isPrivate(field: string): boolean {
    return this.places.ofField(field).privacy !== null
  }

  /** Whether nothing of a text would be masked as the value of a field. */
  isShowable(text: string, field: string): boolean {
    return this.#hitsAt(text, this.places.ofField(field))?.length === 0
  }

  /** What must not be shown of a value at a place; null: it may not be shown at all. */
  #hitsAt(value: string | number | boolean, place: Place): readonly PrivateHit[] | null {
    const text = String(value)
    switch (isTooLong(value) ? 'masked' : showingOf(place, value)) {
      case 'masked':
        return null
      case 'shown':
        return []
      case 'spared':
        // What was counted or drawn is a private value all the same where it is long enough to be no chance.
        return text.length >= shortestNumber && this.#privateTexts.isIn(text) ? null : []
      case 'checked': {
        const hits = this.#hitsIn(text)
        return typeof value === 'number' && hits?.length !== 0 ? null : hits
      }
    }
  }

  /** What must not be shown of a text, in its order; null: it is too long, or a decoded form of it has such a part. */
  #hitsIn(text: string): readonly PrivateHit[] | null {
    if (isTooLong(text)) return null
    const isHidden = decodedForms(text).some((form) => this.#plainHits(form).length > 0)
    return isHidden ? null : merged(this.#plainHits(text))
  }

  #plainHits(text: string): PrivateHit[] {
    const known = this.#privateTexts.rangesIn(text).map((range) => ({ shape: null, ...range }))
    return [...known, ...shapesIn(text)].sort((one, other) => one.start - other.start)
  }

  #withMasks(text: string, hits: readonly PrivateHit[]): Shown {
    const shown = withReplaced(text, hits, ({ shape, start, end }) =>
      shape === null ? mask : this.#numbered(shape, text.slice(start, end)),
    )
    return { text: shown, isMasked: hits.length > 0 }
  }

  #kindOf(value: unknown): string {
    if (Array.isArray(value)) return `‹array, ${plural(value.length, 'element')}›`
    if (typeof value === 'object' && value !== null)
      return `‹object, ${plural(Object.keys(value).length, 'member')}›`
    if (typeof value === 'boolean') return '‹boolean›'
    if (typeof value === 'number') return this.#numbered('number', value)
    const length = plural(String(value).length, 'character')
    return this.#numbered('string', value, `, ${length}`)
  }

  #numbered(kind: string, value: unknown, more = ''): string {
    const number = this.#numbers.get(value) ?? this.#numbers.size + 1
    this.#numbers.set(value, number)
    return `‹${kind} ${number}${more}›`
  }

  /** For texts of the server's: with what the account's listing holds. Most reports show none. */
  get #privateTexts(): KnownTexts {
    return (this.#madePrivate ??= this.#findPrivateTexts())
  }

  #findPrivateTexts(): KnownTexts {
    const { secret, personal } = this.places.privateTexts(this.instances)
    // What was made from a private value may still tell it, and answers repeat what they were asked.
    for (const { value, fields } of this.#log.flatMap(({ request }) => request.drawn ?? []))
      if (fields.some((field) => this.isPrivate(field))) personal.add(value)
    // Many an instance is called as the person is whose number it has.
    const { label } = this.contract.listing
    if (label?.personal === false)
      for (const { item } of this.instances) personal.delete(String(valueAt(item, label.pointer)))
    const secrets = [...this.#known.secrets, ...secret]
    return new KnownTexts({ ...this.#known, secrets, personal })
  }
}

/** What is secret of the way to the server. A shorter value of a header may be any word. */
function secretsOf({ headers, proxy }: Network): string[] {
  const values = [...headers.values()].map(({ value }) => value)
  return [...values, ...(proxy?.secrets ?? [])].filter(({ length }) => length >= shortestHidden)
}

/** The credentials that instances show. */
function discovered({ credentials }: Contract, instances: readonly Instance[]): string[] {
  const pointers = credentials.flatMap(({ discover }) => discover?.pointer ?? [])
  return pointers
    .flatMap((pointer) => instances.map(({ item }) => valueAt(item, pointer)))
    .filter((value) => typeof value === 'string')
}

/** Hits that overlap, as one. */
function merged(sorted: readonly PrivateHit[]): PrivateHit[] {
  const all: PrivateHit[] = []
  for (const hit of sorted) {
    const last = all.at(-1)
    if (last && hit.start < last.end)
      all.splice(-1, 1, { shape: null, start: last.start, end: Math.max(last.end, hit.end) })
    else all.push(hit)
  }
  return all
}

function isTooLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > longestValue
}
