import { tokens, valueAt } from '../contract/pointer.ts'
import type { Instance } from '../model/account.ts'
import type { Contract } from '../model/contract.ts'
import type { Quote, Words } from '../model/words.ts'
import { secretPartsOf } from './base-url.ts'
import { differenceWords, layoutWords } from './in-words.ts'
import { shownJson } from './json.ts'
import type { ShownJson, Shower } from './json.ts'
import { clipped, printable } from './printable.ts'
import { DrawnValues } from './drawn.ts'
import { KnownTexts } from './known-texts.ts'
import type { PrivateTexts } from './known-texts.ts'
import { shapesIn } from './shapes.ts'
import { showingOf, VouchedPlaces } from './vouched.ts'
import type { Place } from './vouched.ts'

/** What stands for a credential in texts of ours. */
export const mask = '‹masked›'

/** Longest text that is shown of an answer, in characters; of ours, such as reasons. */
const longestValue = 200
const longestText = 2000

/** Characters of a body that a message shows. */
const longestBody = 160

/** What is known of a target when its report is written. */
export interface Known {
  contract: Contract
  baseUrl: string
  /** Credentials that were given or discovered. */
  secrets: readonly string[]
  /** Names of ours that a credential may begin with: those of variables. */
  names: readonly string[]
  /** The account as it was read first; empty where it was not. */
  instances: readonly Instance[]
}

/** A value as it may be shown: itself, or what stands for it. */
export interface Shown {
  text: string
  isMasked: boolean
}

/**
 * Decides what a report shows: the one way by which anything of a server, or of a user, gets into it.
 *
 * Shown is what the contract vouches for at its very place, of the type and size that it expects there, after
 * what looks like a phone number, an address or a token was masked in it. Everything else is shown by its kind
 * and length. Masked values carry a number, equal where they are equal, in the order in which they appear.
 */
export class Disclosure implements Shower {
  readonly #known: Known
  #madePlaces: VouchedPlaces | null = null
  /** For texts of ours. */
  readonly #credentials: KnownTexts
  /** For texts of the server's: with what the account's listing holds. */
  #private: KnownTexts | null = null
  readonly #given: Required<Pick<PrivateTexts, 'secrets' | 'ownWords'>>
  readonly #drawn: DrawnValues
  readonly #numbers = new Map<unknown, number>()
  readonly #maps = new WeakMap<object, boolean>()

  constructor(known: Known) {
    this.#known = known
    const { contract, baseUrl, names } = known
    const ownWords = [...names, contract.provider, ...contract.credentials.map(({ env }) => env)]
    this.#given = { secrets: [...known.secrets, ...secretPartsOf(baseUrl, contract)], ownWords }
    this.#credentials = new KnownTexts(this.#given)
    this.#drawn = new DrawnValues(contract.listing.fields, known.instances, {
      isPrivate: (field) => this.#placeOf(field).privacy !== null,
      isShowable: (value, field) =>
        showingOf(this.#placeOf(field), value) === 'shown' || !this.checked(value).isMasked,
    })
  }

  /** Made when a value of the server's is to be shown: where this suite broke, only texts of ours are. */
  get #places(): VouchedPlaces {
    return (this.#madePlaces ??= new VouchedPlaces(this.#known.contract))
  }

  /** Made when a text of the server's is to be shown: most reports show none. */
  #privateTexts(): KnownTexts {
    return (this.#private ??= new KnownTexts(this.#givenAndListed()))
  }

  #givenAndListed(): PrivateTexts {
    const { contract, instances } = this.#known
    const { secret, personal } = this.#places.privateTexts(instances.map(({ item }) => item))
    // Many an instance is called as the person is whose number it has.
    const { label } = contract.listing
    for (const { item } of label?.personal === false ? instances : [])
      personal.delete(String(valueAt(item, label?.pointer ?? '')))
    return { ...this.#given, secrets: [...this.#given.secrets, ...secret], personal }
  }

  get contract(): Contract {
    return this.#known.contract
  }

  get baseUrl(): string {
    return this.text(this.#known.baseUrl)
  }

  /** A text of ours, or of the user's, on one line; what is too long is cut. */
  text(text: string, longest = longestText): string {
    return printable(this.#credentials.masked(clipped(text, longest), mask))
  }

  /** A message, with the values that it is about as far as they may be shown. */
  words(words: Words): string {
    if (typeof words === 'string') return this.text(words)
    return words
      .map((part) => (typeof part === 'string' ? this.text(part) : this.#quote(part)))
      .join('')
  }

  #quote(quote: Quote): string {
    switch (quote.kind) {
      case 'body':
        return this.#quoteBody(quote)
      case 'field': {
        const shown = this.scalar(quote.value, this.#placeOf(quote.field))
        return this.#inMessage(shown, quote.value, quote.compared)
      }
      case 'drawn': {
        const { text, isMasked } = this.drawn(quote.value, quote.fields)
        return isMasked ? text : JSON.stringify(text)
      }
      case 'instance':
        return this.#instanceWords(quote.instance, quote.number)
      case 'header':
        return this.checked(quote.value).text
    }
  }

  #quoteBody({ pointer, value, compared }: Extract<Quote, { kind: 'body' }>): string {
    if (value === undefined) return 'absent'
    const place = this.#placeAt(pointer)
    if (value === null || typeof value !== 'object')
      return this.#inMessage(this.scalar(value, place), value, compared)
    const text = shownJson(value, place, this, longestBody)
    if (
      text.isWhole &&
      text.text.length <= longestBody &&
      (!Array.isArray(value) || value.length <= 3)
    )
      return text.text
    if (Array.isArray(value)) return `an array of ${value.length}`
    const names = Object.keys(value)
    return names.length === 1 ? 'an object with 1 member' : `an object with ${names.length} members`
  }

  /** With what is wrong with it, where it is masked: the reader sees nothing else of it. */
  #inMessage({ text, isMasked }: Shown, value: unknown, compared?: string): string {
    if (typeof value === 'number' && isMasked) return `${text} (${layoutWords(String(value))})`
    if (typeof value !== 'string') return text
    if (!isMasked) return JSON.stringify(text)
    const difference = compared === undefined ? null : differenceWords(value, compared)
    return `${text} (${difference ?? layoutWords(value.slice(0, longestText))})`
  }

  #placeAt(pointer: string): Place {
    return tokens(pointer).reduce(
      (place, token) => this.#places.child(place, token, likelyParent(token)),
      this.#places.root,
    )
  }

  /** A value that is no list and no object; a text is not in quotes. */
  scalar(value: unknown, place: Place): Shown {
    if (value === null || value === '') return { text: String(value), isMasked: false }
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return this.masked(value)
    const showing = isTooLong(value) ? 'masked' : showingOf(place, value)
    if (showing === 'masked') return this.masked(value)
    const checked =
      showing === 'shown' ? { text: String(value), isMasked: false } : this.checked(String(value))
    return checked.isMasked && typeof value === 'number' ? this.masked(value) : checked
  }

  /** A text that may be shown but for what looks personal or secret in it. */
  checked(text: string): Shown {
    if (isTooLong(text)) return this.masked(text)
    const shapes = shapesIn(text)
    const credentials = this.#privateTexts().rangesIn(text)
    if (shapes === 'hidden' || credentials === 'hidden') return this.masked(text)
    const hits = [
      ...credentials.map(([start, end]) => ({ start, end, word: mask })),
      ...shapes
        .filter(({ start, end }) => credentials.every(([from, to]) => end <= from || start >= to))
        .map(({ shape, start, end }) => ({
          start,
          end,
          word: this.#numbered(shape, text.slice(start, end)),
        })),
    ].sort((one, other) => one.start - other.start)
    const shown = hits.reduceRight(
      (rest, { start, end, word }) => rest.slice(0, start) + word + rest.slice(end),
      text,
    )
    return { text: printable(shown), isMasked: hits.length > 0 }
  }

  /** Where a redirect leads to: the host, and nothing that it hands over. */
  host(location: string): string {
    if (!URL.canParse(location)) return 'a path of the same server'
    const { protocol, host } = new URL(location)
    return `${protocol}//${this.checked(host).text}`
  }

  /** What stands for a value that is not shown: its kind, its number and its length. */
  masked(value: unknown): Shown {
    return { text: this.#kindOf(value), isMasked: true }
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

  /**
   * The name of a member. Names are the structure of an answer, and shown, unless they are data themselves: the
   * keys of a map.
   */
  name(name: string, of: object): string {
    if (this.#places.names.has(name)) return printable(name)
    const isPlain = /^[A-Za-z_$@][\w.$@-]{0,39}$/.test(name) && !this.checked(name).isMasked
    if (isPlain && !this.#hasDataAsNames(of)) return name
    return this.#numbered('name', name, `, ${plural(name.length, 'character')}`)
  }

  /** Looked at once: each name of a wide object asks again. */
  #hasDataAsNames(of: object): boolean {
    const known = this.#maps.get(of) ?? this.#isMap(of)
    this.#maps.set(of, known)
    return known
  }

  /** Whether an object's names are data: the contract knows none of them, and all of it are records of one kind. */
  #isMap(of: object): boolean {
    const names = Object.keys(of)
    if (Array.isArray(of) || names.some((name) => this.#places.names.has(name))) return false
    const [first, ...others] = Object.values(of) as unknown[]
    if (others.length === 0) return isRecord(first) && !/^[a-z]+$/i.test(names[0] ?? '')
    const kind = namesIn(first)
    return kind !== '' && others.every((one) => namesIn(one) === kind)
  }

  /** A JSON pointer into a body, with the names in it as far as they may be shown. */
  pointer(pointer: string, body: unknown): string {
    let value = body
    return tokens(pointer)
      .map((token) => {
        const isShown = Array.isArray(value) || /^(0|[1-9]\d{0,5})$/.test(token)
        const parent = typeof value === 'object' && value !== null ? value : {}
        value = valueAt(value, `/${escaped(token)}`)
        return `/${escaped(isShown ? token : this.name(token, parent))}`
      })
      .join('')
  }

  /** Valid JSON of a body, up to so many characters. */
  body(value: unknown, most: number): ShownJson {
    return shownJson(value, this.#places.root, this, most)
  }

  get root(): Place {
    return this.#places.root
  }

  child(place: Place, token: string, of: unknown): Place {
    return this.#places.child(place, token, of)
  }

  /** A value that a generated case asks for: itself, or how it was made from what must not be shown. */
  drawn(value: string, fields: readonly string[]): Shown {
    const recipe = this.#drawn.recipe(value, fields)
    return recipe === null
      ? { text: printable(value), isMasked: false }
      : { text: `‹${recipe}›`, isMasked: true }
  }

  #placeOf(field: string): Place {
    return this.#places.ofItem(this.contract.listing.fields.get(field)?.pointer ?? '')
  }

  #instanceWords({ item, index }: Instance, number: number | null): string {
    const { label } = this.contract.listing
    const value = label === null || label.personal ? null : valueAt(item, label.pointer)
    const isName = typeof value === 'number' || (typeof value === 'string' && value !== '')
    const shown = isName ? this.scalar(value, this.#places.ofItem(label?.pointer ?? '')) : null
    if (shown && !shown.isMasked) return JSON.stringify(shown.text)
    return number === null ? `instance ${index + 1} of the answer` : `instance ${number}`
  }
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Which members an object has; an empty text for what is none. */
function namesIn(value: unknown): string {
  return isRecord(value) ? Object.keys(value).sort().join(' ') : ''
}

function isTooLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > longestValue
}

/** What a step of a pointer leads through, as far as the step says it. */
function likelyParent(token: string): unknown {
  return /^\d+$/.test(token) ? [] : {}
}

function escaped(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1')
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
