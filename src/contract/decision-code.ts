import type { JsonSchema } from '../model/json.ts'
import { Beyond, equal, every, isThere, member, ofType, some, typed } from './expressions.ts'
import { textFormat } from './formats.ts'
import { pointerOf } from './pointer.ts'
import { words } from './words.ts'
import type { Word } from './words.ts'

/** What `#/schemas/<name>` refers to. */
export type Definitions = Readonly<Record<string, JsonSchema>>

/** A value while the code runs, what holds it, and the pointer to it: all three are expressions. */
interface Place {
  value: string
  parent: string
  pointer: string
}

type Schema = Readonly<Record<string, unknown>>

/**
 * Writes a schema as an expression of JavaScript. What authors wrote stands in it as JSON only, or
 * as the name of a constant.
 */
export class DecisionCode {
  /** Values that the expression knows as `c0`, `c1` and so on. */
  readonly constants: unknown[] = []
  /** Variables that the expression assigns to. */
  readonly variables: string[] = []
  readonly definitions: Definitions
  /** References that are being written: one inside of itself has no end. */
  readonly open = new Set<string>()
  #names = 0

  constructor(definitions: Definitions) {
    this.definitions = definitions
  }

  /**
   * The expression that is true where the value fits.
   * @throws Beyond where the schema says more than can be written
   */
  fits(schema: JsonSchema, place: Place): string {
    if (typeof schema === 'boolean') return String(schema)
    const { type, ...others } = schema
    const entries = Object.entries(type === undefined ? others : { type, ...others })
    return every(
      entries.map(([keyword, argument]) => {
        const write = keywords[keyword]
        if (!write) throw new Beyond(keyword)
        return write(argument as never, place, this, schema)
      }),
    )
  }

  constant(value: unknown): string {
    return `c${this.constants.push(value) - 1}`
  }

  /** A name of its own for a variable that the expression assigns to. */
  variable(): string {
    const name = this.name('value')
    this.variables.push(name)
    return name
  }

  /** A name that nothing else in the expression has. */
  name(what: string): string {
    return `${what}${++this.#names}`
  }
}

type Write = (argument: never, place: Place, code: DecisionCode, schema: Schema) => string

/** Each keyword as an expression that is true where it holds. */
const keywords: Readonly<Record<string, Write>> = {
  type: (names: string | readonly string[], { value }) =>
    some([names].flat().map((name) => typed(name, value))),
  const: (wanted: unknown, { value }) => equal(wanted, value),
  enum: (wanted: readonly unknown[], { value }) => some(wanted.map((one) => equal(one, value))),
  required: (names: readonly string[], { value }, _, schema) => {
    // A member with a schema of its own is asked for where that is judged.
    const others = names.filter((name) => !(name in propertiesOf(schema)))
    return ofType('object', value, schema, every(others.map((name) => isThere(value, name))))
  },
  properties: (schemas: Readonly<Record<string, JsonSchema>>, place, code, schema) => {
    const names = Object.keys(schemas)
    const tests = names.map((name) => property(name, schema, place, code))
    return ofType('object', place.value, schema, every(tests))
  },
  items: (inner: JsonSchema, place, code, schema) =>
    ofType('array', place.value, schema, each(inner, place, code)),
  minItems: (size: number, { value }, _, schema) =>
    ofType('array', value, schema, `(${value}.length >= ${size})`),
  maxItems: (size: number, { value }, _, schema) =>
    ofType('array', value, schema, `(${value}.length <= ${size})`),
  minimum: (least: number, { value }, _, schema) =>
    ofType('number', value, schema, `!(${value} < ${least})`),
  minLength: (length: number, { value }, _, schema) => {
    // A character may be two of JavaScript's, but none is no character.
    if (length > 1) throw new Beyond('minLength')
    return ofType('string', value, schema, `(${value}.length >= ${length})`)
  },
  pattern: (pattern: string, { value }, code, schema) => {
    const expression = code.constant(new RegExp(pattern, 'u'))
    return ofType('string', value, schema, `${expression}.test(${value})`)
  },
  format: (name: string, { value }, code, schema) => {
    const isFormat = textFormat(name)
    if (isFormat === null) throw new Beyond(name)
    return ofType('string', value, schema, `${code.constant(isFormat)}(${value})`)
  },
  not: (schema: JsonSchema, place, code) => `!${code.fits(schema, place)}`,
  allOf: (schemas: readonly JsonSchema[], place, code) =>
    every(schemas.map((schema) => code.fits(schema, place))),
  anyOf: (schemas: readonly JsonSchema[], place, code) =>
    some(schemas.map((schema) => code.fits(schema, place))),
  if: (condition: JsonSchema, place, code, schema) => {
    const branch = (name: string) => code.fits((schema[name] ?? true) as JsonSchema, place)
    return `(${code.fits(condition, place)} ? ${branch('then')} : ${branch('else')})`
  },
  // Said with the condition beside them.
  then: () => 'true',
  else: () => 'true',
  $ref: (reference: string, place, code) => referred(reference, place, code),
  ...Object.fromEntries(words.map((word) => [word.keyword, wordWriter(word)])),
}

function propertiesOf({ properties = {} }: Schema): Readonly<Record<string, JsonSchema>> {
  return properties as Readonly<Record<string, JsonSchema>>
}

function property(name: string, schema: Schema, place: Place, code: DecisionCode): string {
  const isRequired = ((schema.required ?? []) as readonly string[]).includes(name)
  const value = code.variable()
  const pointer = `${place.pointer} + ${JSON.stringify(pointerOf([name]))}`
  const inner = new Map(Object.entries(propertiesOf(schema))).get(name) ?? true
  const fits = code.fits(inner, { value, parent: place.value, pointer })
  if (fits === 'true') return isRequired ? isThere(place.value, name) : fits
  const read = `(${value} = ${member(place.value, name)})`
  return isRequired ? `(${read} !== undefined && ${fits})` : `(${read} === undefined || ${fits})`
}

function each(schema: JsonSchema, place: Place, code: DecisionCode): string {
  const [item, index] = [code.name('item'), code.name('index')]
  const pointer = `${place.pointer} + "/" + ${index}`
  const fits = code.fits(schema, { value: item, parent: place.value, pointer })
  return `${place.value}.every((${item}, ${index}) => ${fits})`
}

function referred(reference: string, place: Place, code: DecisionCode): string {
  const [, name = ''] = /^#\/schemas\/([^/~%]+)$/.exec(reference) ?? []
  const schema = new Map(Object.entries(code.definitions)).get(name)
  if (schema === undefined || code.open.has(name)) throw new Beyond(reference)
  code.open.add(name)
  const fits = code.fits(schema, place)
  code.open.delete(name)
  return fits
}

function wordWriter(word: Word): Write {
  const { type } = word
  return (argument, { value, parent, pointer }, code, schema) => {
    const place = `{ rootData: root, instancePath: ${pointer}, parentData: ${parent} }`
    const holds = `${code.constant(word.rule(argument))}(${value}, ${place})`
    return type === undefined ? holds : ofType(type, value, schema, holds)
  }
}
