import type { JsonSchema } from '../model/json.ts'
import { isMap } from './maps.ts'

/** What a schema says, to follow a name: `is a string or null`. */
export function wordsOf(schema: JsonSchema): string {
  return `is ${phraseOf(schema)}`
}

/** So many values are named. */
const mostNamed = 8

function phraseOf(schema: unknown): string {
  if (!isMap(schema)) return unclear
  const { enum: values, const: value, type, format, anyOf } = schema
  if (value !== undefined) return JSON.stringify(value)
  if (Array.isArray(values)) {
    return values.length <= mostNamed
      ? `one of ${values.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join(', ')}`
      : `one of its ${values.length} documented values`
  }
  if (Array.isArray(anyOf)) {
    const phrases = anyOf.map(phraseOf)
    return phrases.includes(unclear) ? unclear : phrases.join(' or ')
  }
  const types = [type].flat().filter((one) => typeof one === 'string')
  if (types.length === 0) return unclear
  const phrase = types.map((one) => articles.get(one) ?? one).join(' or ')
  return typeof format === 'string' ? `${phrase} (${format})` : phrase
}

const unclear = 'as documented'

const articles = new Map([
  ['string', 'a string'],
  ['number', 'a number'],
  ['integer', 'an integer'],
  ['boolean', 'a boolean'],
  ['array', 'a list'],
  ['object', 'an object'],
  ['null', 'null'],
])
