import { tokens, valueAt } from '../../contract/pointer.ts'
import type { Instance } from '../../model/account.ts'
import type { Contract } from '../../model/contract.ts'
import type { Drawn } from '../../recording/exchange.ts'
import type { Quote, Words } from '../../model/words.ts'
import { secretPartsOf, shownBaseUrl } from './base-url.ts'
import { differenceWords, layoutWords } from './in-words.ts'
import { shownJson } from './masked-json.ts'
import type { ShownJson, Shower } from './masked-json.ts'
import { clipped, printable, quoted } from './printable.ts'
import { DrawnValues } from './recipes.ts'
import { KnownTexts } from './known-texts.ts'
import type { PrivateTexts } from './known-texts.ts'
import { shapesIn } from './sensitive-patterns.ts'
import type { Shape } from './sensitive-patterns.ts'
import { showingOf, VouchedPlaces } from './vouched.ts'
import type { Place } from './vouched.ts'

/** What stands for a credential in texts of ours. */
export const mask = '‹masked›'

/** Longest text that is shown of an answer, in characters; of ours, such as reasons. */
const longestValue = 200
const longestText = 2000

/** Characters of a body that a message shows. */
const longestBody = 160

/** A count of fewer digits is no phone number. */
const shortestNumber = 7

/** A part of a text that must not be shown; `shape` is null where it is known. */
interface PrivateHit {
  shape: Shape | null
  start: number
  end: number
}

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
  /** What was drawn for requests: answers may repeat it. */
  drawn: readonly Drawn[]
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
  /** For texts of the user's. */
  readonly #credentials: KnownTexts
  /** For texts of ours: they have ordinary words, and no credential but in a base URL. */
  readonly #telling: KnownTexts
  readonly baseUrl: string
  /** For texts of the server's: with what the account's listing holds. */
  #private: KnownTexts | null = null
  readonly #given: { secrets: readonly string[]; ownWords: readonly string[] }
  readonly #drawn: DrawnValues
  readonly #numbers = new Map<unknown, number>()
  /** Whether an object's names are data; each name asks. */
  readonly #maps = new WeakMap<object, boolean>()

  constructor(known: Known) {
    this.#known = known
    const { contract, baseUrl, names } = known
    const ownWords = [...names, contract.provider, ...contract.credentials.map(({ env }) => env)]
    this.#given = { secrets: [...known.secrets, ...secretPartsOf(baseUrl, contract)], ownWords }
    this.#credentials = new KnownTexts(this.#given)
    this.#telling = new KnownTexts({
      ...this.#given,
      secrets: this.#given.secrets.filter((secret) => !/^(\p{L}*|\p{N}*)$/u.test(secret)),
    })
    this.baseUrl = printable(
      shownBaseUrl(baseUrl, { contract, all: this.#credentials, telling: this.#telling, mask }),
    )
    this.#drawn = new DrawnValues(contract.listing.fields, known.instances, {
      isPrivate: (field) => this.#isPrivate(field),
      isShowable: (value, field) => this.#isShowable(value, this.#placeOf(field)),
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
    const { contract, instances, drawn } = this.#known
    const { secret, personal } = this.#places.privateTexts(instances.map(({ item }) => item))
    // What was made from a private value may still tell it, and answers repeat what they were asked.
    for (const { value, fields } of drawn)
      if (fields.some((field) => this.#isPrivate(field))) personal.add(value)
    // Many an instance is called as the person is whose number it has.
    const { label } = contract.listing
    for (const { item } of label?.personal === false ? instances : [])
      personal.delete(String(valueAt(item, label?.pointer ?? '')))
    return { ...this.#given, secrets: [...this.#given.secrets, ...secret], personal }
  }

  #isPrivate(field: string): boolean {
    return this.#placeOf(field).privacy !== null
  }

  get contract(): Contract {
    return this.#known.contract
  }

  /** A text of ours on one line; what is too long is cut. */
  text(text: string): string {
    const { baseUrl } = this.#known
    const shown = baseUrl === '' ? text : text.replaceAll(baseUrl, () => this.baseUrl)
    return printable(this.#telling.masked(clipped(shown, longestText), mask))
  }

  /** A text of the user's on one line. */
  given(text: string): string {
    return printable(this.#credentials.masked(clipped(text, longestText), mask))
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
        return isMasked ? text : quoted(quote.value)
      }
      case 'instance':
        return this.#instanceWords(quote.instance, quote.number)
      case 'header':
        return quote.name === 'location' ? this.host(quote.value) : this.checked(quote.value).text
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
    if (!isMasked) return quoted(text)
    const difference = compared === undefined ? null : differenceWords(value, compared)
    return `${printable(text)} (${difference ?? layoutWords(value.slice(0, longestText))})`
  }

  #placeAt(pointer: string): Place {
    return tokens(pointer).reduce(
      (place, token) => this.#places.child(place, token, likelyParent(token)),
      this.#places.root,
    )
  }

  /** A value that is no list and no object; a text is not in quotes, and may hold what acts: it is to be quoted. */
  scalar(value: unknown, place: Place): Shown {
    if (value === null || value === '') return { text: String(value), isMasked: false }
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return this.masked(value)
    const showing = isTooLong(value) ? 'masked' : showingOf(place, value)
    if (showing === 'masked') return this.masked(value)
    const text = String(value)
    if (showing === 'spared' && this.#isKnown(text)) return this.masked(value)
    if (showing !== 'checked') return { text, isMasked: false }
    const checked = this.#checked(text)
    return checked.isMasked && typeof value === 'number' ? this.masked(value) : checked
  }

  /** Whether nothing of a text that stands at a place would be masked. */
  #isShowable(text: string, place: Place): boolean {
    const showing = isTooLong(text) ? 'masked' : showingOf(place, text)
    if (showing === 'spared') return !this.#isKnown(text)
    return showing === 'shown' || (showing === 'checked' && this.#hitsIn(text).length === 0)
  }

  /** Whether a text that was counted or drawn is a private one all the same; short ones are by chance. */
  #isKnown(text: string): boolean {
    return text.length >= shortestNumber && this.#privateTexts().rangesIn(text).length > 0
  }

  /** A text that may be shown but for what looks personal or secret in it. */
  checked(text: string): Shown {
    const shown = this.#checked(text)
    return { ...shown, text: printable(shown.text) }
  }

  #checked(text: string): Shown {
    const hits = isTooLong(text) ? 'hidden' : this.#hitsIn(text)
    if (hits === 'hidden') return this.masked(text)
    const words = hits.map(({ shape, start, end }) =>
      shape === null ? mask : this.#numbered(shape, text.slice(start, end)),
    )
    const shown = hits.reduceRight(
      (rest, { start, end }, at) => rest.slice(0, start) + (words[at] ?? '') + rest.slice(end),
      text,
    )
    return { text: shown, isMasked: hits.length > 0 }
  }

  /** What must not be shown of a text, in its order; `hidden`: a decoded form of it has it. */
  #hitsIn(text: string): readonly PrivateHit[] | 'hidden' {
    const shapes = shapesIn(text)
    const known = this.#privateTexts().rangesIn(text)
    if (shapes === 'hidden' || known === 'hidden') return 'hidden'
    const hits = [...known.map(([start, end]) => ({ shape: null, start, end })), ...shapes]
    return merged(hits.sort((one, other) => one.start - other.start))
  }

  /** Where a redirect leads to: the host, and nothing that it hands over. */
  host(location: string): string {
    if (!URL.canParse(location)) return 'a path of the same server'
    const { protocol, host } = new URL(location)
    return this.checked(`${protocol}//${host}`).text
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
   * keys of a map, and what stands inside of what is private.
   */
  name(name: string, of: object, place: Place): string {
    if (this.#places.names.has(name)) return printable(name)
    const isPlain = /^[A-Za-z_$@][\w.$@-]{0,39}$/.test(name) && !this.checked(name).isMasked
    if (isPlain && place.privacy === null && !this.#isMap(of, place)) return name
    return this.#numbered('name', name, `, ${plural(name.length, 'character')}`)
  }

  #isMap(of: object, { node }: Place): boolean {
    const known = this.#maps.get(of)
    if (known !== undefined) return known
    const others = Object.entries(of).filter(([name]) => !this.#places.names.has(name))
    const isMap = !Array.isArray(of) && areEntries(others, (node?.elements ?? null) !== null)
    this.#maps.set(of, isMap)
    return isMap
  }

  /** A JSON pointer into a body, with the names in it as far as they may be shown. */
  pointer(pointer: string, body: unknown): string {
    let value = body
    let place = this.#places.root
    return tokens(pointer)
      .map((token) => {
        const isShown = Array.isArray(value) || /^(0|[1-9]\d{0,5})$/.test(token)
        const parent = typeof value === 'object' && value !== null ? value : {}
        const shown = isShown ? token : this.name(token, parent, place)
        place = this.#places.child(place, token, value)
        value = valueAt(value, `/${escaped(token)}`)
        return `/${escaped(shown)}`
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
    if (shown && !shown.isMasked) return quoted(shown.text)
    return number === null ? `instance ${index + 1} of the answer` : `instance ${number}`
  }
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

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What servers call the one member that they wrap others in. */
const wrapper = /^[a-z]+([_A-Z][a-z]+)*$/

/**
 * Whether members that a contract does not know are entries of a map: records of one kind, or lists of them. In
 * place of a list, values of one type are.
 */
function areEntries(members: readonly [string, unknown][], isForList: boolean): boolean {
  const [[name, value] = ['', null], ...more] = members
  if (more.length === 0) return (isForList || isRecord(firstOf(value))) && !wrapper.test(name)
  if (isForList && more.every(([, other]) => typeof other === typeof value)) return true
  const first = firstOf(value)
  return isRecord(first) && more.every(([, other]) => haveInCommon(first, firstOf(other)))
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value
}

function haveInCommon(one: object, other: unknown): boolean {
  return isRecord(other) && Object.keys(one).some((name) => Object.hasOwn(other, name))
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
