import { json, code, joined, listed, say } from './phrase.ts'
import type { Phrase } from './phrase.ts'
import type { Keywords } from './keywords.ts'
import { placeKey, placeWords, pointerWords, relativePlace } from './place.ts'
import type { Place, Whole } from './place.ts'

/** Where a value stands, and what is known of it before. */
export interface Position {
  place: Place
  whole: Whole
  /** Where the body has its instances. */
  listing: Place
  /** Types that it was said to have elsewhere. */
  types: readonly string[]
}

/** What our own words compare a value with; see src/contract/words.ts. */
export function comparison(schema: Keywords, position: Position): Phrase | null {
  const { place, whole, listing } = position
  const at = (pointer: string): Phrase => placeWords(relativePlace(place, pointer), whole)
  const isListing = (pointer: string): boolean =>
    whole === 'the body' && placeKey(relativePlace(place, pointer)) === placeKey(listing)
  const {
    lengthOf,
    uniqueBy,
    pluralOf: plural,
    equalTo,
    notBefore,
    newestFirst,
    endsWith,
  } = schema as OwnWords
  const said = [
    lengthOf === undefined
      ? null
      : isListing(lengthOf)
        ? ['the number of instances']
        : say`the number of items in ${at(lengthOf)}`,
    uniqueBy === undefined
      ? null
      : say`an array in which no two items have the same ${code(pointerWords(uniqueBy))}`,
    plural === undefined
      ? null
      : pluralWords(plural, (one) => (isListing(one) ? ['the number of instances'] : at(one))),
    equalTo === undefined ? null : say`equal to ${at(equalTo)}`,
    notBefore === undefined ? null : say`a time that is not before ${at(notBefore)}`,
    newestFirst === undefined
      ? null
      : say`an array in which no ${code(pointerWords(newestFirst))} is later than the one before it`,
    endsWith === undefined
      ? null
      : say`text that ends with ${at(endsWith)}, but for case and punctuation`,
  ].filter((phrase) => phrase !== null)
  return said.length === 0 ? null : joined(said, ', and ')
}

/** Our own words, as a checked contract has them. */
interface OwnWords {
  lengthOf?: string
  uniqueBy?: string
  pluralOf?: Plural
  equalTo?: string
  notBefore?: string
  newestFirst?: string
  endsWith?: string
}

interface Plural {
  count: string | readonly string[]
  one?: string
  other?: string
}

function pluralWords({ count, one, other }: Plural, at: (pointer: string) => Phrase): Phrase {
  const counts = [count].flat().map((pointer) => at(pointer))
  const number = say`where n is ${listed(counts, 'or')}`
  const texts = [
    one === undefined ? null : say`${json(one)} for one`,
    other === undefined ? null : say`${json(other)} for any other number n`,
  ].filter((phrase) => phrase !== null)
  return say`${listed(texts, 'and')}, ${number}`
}
