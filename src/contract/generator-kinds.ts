import type { Generator } from '../model/contract.ts'
import type { RawGenerator } from './raw.ts'
import { variableIn } from './template.ts'

/** What a generator's argument names, and which options it takes beside it. */
export const generatorKinds = {
  one: { argument: 'field', options: ['apart-from', 'of'] },
  some: { argument: 'field', options: ['min', 'max'] },
  most: { argument: 'field', options: [] },
  unknown: { argument: 'field', options: ['count', 'near'] },
  'part-of': { argument: 'field', options: [] },
  enum: { argument: 'values', options: [] },
  'not-enum': { argument: 'values', options: [] },
  blank: { argument: 'text', options: [] },
  layout: { argument: 'text', options: [] },
  credential: { argument: 'role', options: [] },
  wrong: { argument: 'role', options: [] },
  any: { argument: 'generators', options: [] },
} as const satisfies Record<string, { argument: string; options: readonly string[] }>

export type GeneratorKind = keyof typeof generatorKinds

/** The generators that a raw description names; an author means exactly one. */
export function kindsIn(raw: RawGenerator): GeneratorKind[] {
  return Object.keys(raw).filter((key): key is GeneratorKind => Object.hasOwn(generatorKinds, key))
}

/** The fields of the listing that a generator draws from. */
export function fieldsOf({ kind, argument }: Generator): string[] {
  if (kind === 'any') return (argument as readonly Generator[]).flatMap(fieldsOf)
  const takes = generatorKinds[kind as GeneratorKind].argument
  return takes === 'field' ? [String(argument)] : []
}

/** What a variable holds in a case. */
export type Holds = 'text' | 'list' | 'layout' | 'credential' | 'wrong'

/** What the values of a generator are, of `any` each that it may be; empty where it is no generator. */
export function holdsOf(raw: RawGenerator): Holds[] {
  const [kind, ...more] = kindsIn(raw)
  if (kind === undefined || more.length > 0) return []
  if (kind === 'any') return (raw.any as RawGenerator[]).flatMap(holdsOf)
  if (kind === 'layout' || kind === 'credential' || kind === 'wrong') return [kind]
  return kind === 'some' || kind === 'most' || raw.count !== undefined ? ['list'] : ['text']
}

/** Compiles a generator whose structure and names were checked. */
export function compileGenerator(raw: RawGenerator): Generator {
  const [kind = 'any'] = kindsIn(raw)
  const { [kind]: argument, ...options } = raw
  const isChoice = kind === 'any' && Array.isArray(argument)
  return {
    kind,
    argument: isChoice
      ? argument.map((inner) => compileGenerator(inner as RawGenerator))
      : argument,
    options: Object.fromEntries(
      Object.entries(options).map(([key, value]) => [
        key,
        isReference(key, value) ? (variableIn(value) ?? value) : value,
      ]),
    ),
  }
}

/** Options that name another variable. */
const references = ['apart-from', 'of']

function isReference(key: string, value: unknown): value is string {
  return references.includes(key) && typeof value === 'string'
}
