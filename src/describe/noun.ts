import { comparison } from './comparison.ts'
import type { Position } from './comparison.ts'
import { articles, detailsOf, loose } from './details.ts'
import { isPatternOnly, isPlain } from './keywords.ts'
import type { Keywords } from './keywords.ts'
import type { Phrase } from './phrase.ts'
import { inTurn, json, listed, say } from './phrase.ts'

/** What a value is, to stand behind "is". */
export interface Noun {
  words: Phrase
  /** True where it is no more than a type. */
  bare: boolean
}

/** What a schema says of the value itself, not of what is in it; null where that is nothing. */
export function nounOf(schema: Keywords, position: Position): Noun | null {
  const base = baseOf(schema, position)
  const own = comparison(schema, position)
  const without = exclusion(schema, position)
  if (own) {
    const kept = base && !base.bare ? say`${base.words}, and ${own}` : own
    return { words: without ? say`${kept}, but ${without}` : kept, bare: false }
  }
  if (!without) return base
  return { words: base ? say`${base.words}, but ${without}` : without, bare: false }
}

function baseOf(schema: Keywords, position: Position): Noun | null {
  if ('const' in schema) return { words: valueWords(schema.const), bare: false }
  if (Array.isArray(schema.enum))
    return { words: listed(schema.enum.map(valueWords), 'or'), bare: false }
  const stated = [schema.type ?? []].flat() as string[]
  const types = stated.length > 0 ? stated : position.types
  const details = detailsOf(schema)
  if (stated.length === 0 && details.length === 0) return null
  if (types.length === 0) return { words: inTurn(details.map(loose), 'and'), bare: false }
  const nouns = types.map(
    (type) =>
      details.find(({ of }) => of.includes(type))?.words ?? [
        type === 'null' ? { code: type } : (articles[type] ?? type),
      ],
  )
  // What is said of text is the last word on it: "null or text that …".
  const order = nouns.toSorted((a, b) => a.length - b.length)
  return { words: listed(order, 'or'), bare: details.length === 0 }
}

/** What a value must not be. */
function exclusion({ not, type }: Keywords, position: Position): Phrase | null {
  if (!isPlain(not) || isPatternOnly(not)) return null
  const { enum: values } = not
  if (Array.isArray(values) && values.length > 1)
    return say`none of ${listed(values.map(valueWords), 'and')}`
  const noun = nounOf(not, { ...position, types: [type ?? []].flat() as string[] })
  if (!noun) return null
  const [first] = noun.words
  const again = `${articles[String(type)] ?? ''} `
  return typeof first === 'string' && first.startsWith(again)
    ? say`not ${first.slice(again.length)}${noun.words.slice(1)}`
    : say`not ${noun.words}`
}

function valueWords(value: unknown): Phrase {
  return value === '' ? ['the empty string'] : json(value)
}
