import type { Member } from './members.ts'
import { plainType } from './members.ts'
import { isPagingName, isSecretName, plainName } from './names.ts'
import type { Part } from './openapi.ts'
import type { Operation } from './operation.ts'

/** A parameter of the query. */
export interface Parameter {
  name: string
  /** `status` of `filter[status]`. */
  bare: string
  part: Part
  schema: Part | null
  isRequired: boolean
  /** What the document says of it. */
  words: string
  /** The texts that it takes, where they are listed. */
  values: readonly string[]
}

/** Parameters of the query that are no credential, and the names of others that are left out. */
export function parametersOf({ get, pathItem }: Operation): {
  query: readonly Parameter[]
  others: readonly Part[]
} {
  const all = new Map<string, Part>()
  for (const part of [pathItem, get].flatMap((one) => one.get('parameters')?.entries ?? []))
    all.set(`${part.text('in') ?? ''} ${part.text('name') ?? ''}`, part)
  const parts = [...all.values()]
  // By the specification, header parameters of these names have no effect.
  const isIgnored = (part: Part) =>
    /^(?:accept|content-type|authorization)$/i.test(part.text('name') ?? '')
  return {
    query: parts.filter((part) => part.text('in') === 'query').map(parameterOf),
    others: parts.filter(
      (part) => ['header', 'cookie'].includes(part.text('in') ?? '') && !isIgnored(part),
    ),
  }
}

function parameterOf(part: Part): Parameter {
  const name = part.text('name') ?? ''
  const schema = part.get('schema')
  const values = (schema?.get('enum') ?? schema?.get('items')?.get('enum'))?.entries ?? []
  return {
    name,
    bare:
      /^(?:filters?|where|search|q)(?:\[(\w+)\]|[._](\w+))$/i.exec(name)?.slice(1).find(Boolean) ??
      name,
    part,
    schema,
    isRequired: part.is('required'),
    words: [part.text('description'), schema?.text('description')].filter(Boolean).join(' '),
    values: values.flatMap(({ value }) =>
      typeof value === 'string' && value !== '' ? [value] : [],
    ),
  }
}

/** Whether some parameter chooses a page. */
export function isPaged(operation: Operation): boolean {
  return parametersOf(operation).query.some(({ name }) => isPagingName(name))
}

/** The member of an instance that a parameter selects by, and how sure that is. */
export interface Match {
  member: Member
  isStated: boolean
}

/** The member that a parameter is named after, or that is described by the parameter's name. */
export function matchOf({ bare }: Parameter, members: readonly Member[]): Match | null {
  const usable = members.filter(
    ({ name, schema }) =>
      !isSecretName(name) && ['string', 'integer', 'number', null].includes(plainType(schema)),
  )
  const wanted = plainName(bare)
  const same = usable.find(({ name }) => plainName(name) === wanted)
  if (same) return { member: same, isStated: true }
  const isPart = ({ name }: Member): boolean =>
    wanted.endsWith(plainName(name)) || plainName(name).endsWith(wanted)
  const describes = ({ schema }: Member): boolean =>
    (schema.text('description') ?? '').toLowerCase().split(/\W+/).includes(bare.toLowerCase())
  for (const test of [isPart, describes]) {
    const [only, ...more] = usable.filter(test)
    if (only && more.length === 0) return { member: only, isStated: false }
  }
  return null
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
