import { identifier, isSecretName, plainName } from './names.ts'
import type { Part } from './openapi.ts'
import type { Operation } from './operation.ts'
import { plainType } from './schemas.ts'
import type { Member } from './schemas.ts'

/** A parameter of the query. */
export interface Parameter {
  name: string
  /** `status` of `filter[status]`. */
  bare: string
  /** Name of the variable in its place, and part of ids. */
  variable: string
  part: Part
  /** What the document says of it. */
  words: string
  /** The texts that it takes, where they are listed. */
  values: readonly string[]
}

/** The parameters of an operation, those of its path among them. */
function parametersOf({ get, pathItem }: Operation): Part[] {
  const parts = [pathItem, get].flatMap((one) => one.list('parameters'))
  const keyed = parts.map((part) => [JSON.stringify([part.text('in'), part.text('name')]), part])
  return [...new Map(keyed as [string, Part][]).values()]
}

/** The parameters of the query. */
export function queryOf(operation: Operation): Parameter[] {
  return parametersOf(operation)
    .filter((part) => part.text('in') === 'query')
    .map(parameterOf)
}

/** Parameters that are headers and cookies. By the specification, headers of three names have no effect. */
export function headersOf(operation: Operation): Part[] {
  return parametersOf(operation)
    .filter((part) => ['header', 'cookie'].includes(part.text('in') ?? ''))
    .filter((part) => !/^(?:accept|content-type|authorization)$/i.test(part.text('name') ?? ''))
}

/** A parameter that is written as a part of another, as in `filter[status]` and `filter.status`. */
const nested = /^(?:filters?|where|search|q)(?:\[(?=\w+\])|[._])(\w+)\]?$/i

function parameterOf(part: Part): Parameter {
  const name = part.text('name') ?? ''
  const schema = part.get('schema')
  const values = (schema?.get('enum') ?? schema?.get('items')?.get('enum'))?.entries ?? []
  const bare = nested.exec(name)?.[1] ?? name
  return {
    name,
    bare,
    variable: identifier(bare),
    part,
    words: [part.text('description'), schema?.text('description')].filter(Boolean).join(' '),
    values: values
      .map(({ value }) => value)
      .filter((value) => typeof value === 'string')
      .filter((value) => value !== ''),
  }
}

/** The member of an instance that a parameter is named after, or the only one whose name ends like it. */
export function memberFor({ bare }: Parameter, members: readonly Member[]): Member | null {
  const wanted = plainName(bare)
  const usable = members.filter(
    ({ name, schema }) =>
      !isSecretName(name) && ['string', 'integer', 'number', null].includes(plainType(schema)),
  )
  const same = usable.find(({ name }) => plainName(name) === wanted)
  if (same) return same
  const [only = null, ...more] = usable
    .map((member) => ({ member, name: plainName(member.name) }))
    .filter(({ name }) => wanted.endsWith(name) || name.endsWith(wanted))
  return only && more.length === 0 ? only.member : null
}

/** How a parameter compares, as far as the document says. */
export function comparisonOf({ words }: Parameter): 'exact' | 'partial' | 'unsaid' {
  if (/\b(?:partial|contain|substring|fuzzy|part of)/i.test(words)) return 'partial'
  return /\bexact/i.test(words) ? 'exact' : 'unsaid'
}

/** Whether the document says that a parameter filters. */
export function isFilter(parameter: Parameter): boolean {
  const { name, bare, words } = parameter
  const compares = name !== bare || comparisonOf(parameter) !== 'unsaid'
  return compares || /\b(?:filter|match|search|select|only|by)/i.test(words)
}
