import type { Generator } from '../model/contract.ts'
import type { RawGenerator } from './raw.ts'
import { bare } from './template.ts'

/** What the argument of each generator is. */
export const generatorKinds = {
  one: 'field',
  some: 'field',
  most: 'field',
  unknown: 'field',
  'part-of': 'field',
  enum: 'values',
  'not-enum': 'values',
  blank: 'text',
  layout: 'text',
  credential: 'role',
  wrong: 'role',
  any: 'generators',
} as const

export type GeneratorKind = keyof typeof generatorKinds

/** The generator that a raw description names: contracts/contract.schema.json has it name one. */
export function kindOf(raw: RawGenerator): GeneratorKind {
  const isKind = (key: string): key is GeneratorKind => Object.hasOwn(generatorKinds, key)
  return Object.keys(raw).find(isKind) ?? 'any'
}

/** The fields of the listing that a generator draws from. */
export function fieldsOf({ kind, argument }: Generator): string[] {
  if (kind === 'any') return (argument as readonly Generator[]).flatMap(fieldsOf)
  return generatorKinds[kind as GeneratorKind] === 'field' ? [String(argument)] : []
}

/** What a variable holds in a case. */
export type Holds = 'text' | 'list' | 'layout' | 'credential' | 'wrong'

/** What the values of a generator are, of `any` each that it may be. */
export function holdsOf(raw: RawGenerator): Holds[] {
  const kind = kindOf(raw)
  if (kind === 'any') return (raw.any as RawGenerator[]).flatMap(holdsOf)
  if (kind === 'layout' || kind === 'credential' || kind === 'wrong') return [kind]
  return kind === 'some' || kind === 'most' || raw.count !== undefined ? ['list'] : ['text']
}

/** Compiles a generator whose structure and names were checked. */
export function compileGenerator(raw: RawGenerator): Generator {
  const kind = kindOf(raw)
  const { [kind]: argument, ...options } = raw
  for (const key of ['apart-from', 'of']) {
    const variable = options[key]
    if (typeof variable === 'string') options[key] = bare(variable)
  }
  return {
    kind,
    argument: kind === 'any' ? (argument as RawGenerator[]).map(compileGenerator) : argument,
    options,
  }
}
