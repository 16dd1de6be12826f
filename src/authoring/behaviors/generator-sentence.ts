import type { GeneratorKind } from '../../contract/generator-kinds.ts'
import type { Generator } from '../../model/contract.ts'

type Words = (argument: unknown, options: Generator['options']) => string

/** What a generator draws, in one sentence; code stands between backticks. */
export function generatorWords({ kind, argument, options }: Generator): string {
  return registry[kind as GeneratorKind](argument, options)
}

/** Every generator of the language; a forgotten one does not compile. */
const registry = {
  one: (field, { of, 'apart-from': other }) => {
    if (of !== undefined)
      return `the ${code(field)} of the instance that ${variable(of)} belongs to`
    const instance =
      other === undefined
        ? "one of the account's instances"
        : `another instance than the one that ${variable(other)} is taken from`
    return `the ${code(field)} of ${instance}`
  },
  some: (field, { min = 1, max = 4, of, 'apart-from': other }) => {
    const which =
      of !== undefined
        ? ` that ${variable(of)} belongs to`
        : other === undefined
          ? ''
          : `, other than the one that ${variable(other)} is taken from`
    return `the ${code(field)} of each of ${Number(min)} to ${Number(max)} of the account's instances${which}`
  },
  most: (field) =>
    `the ${code(field)} of every instance of the account but one (as many as fit into a URL)`,
  unknown: (field, { count, near }) => {
    const ways = near === undefined ? '' : ` (${(near as readonly string[]).join(', ')})`
    const values =
      count === undefined
        ? `a value that is the ${code(field)} of no instance`
        : `${(count as readonly number[]).join(' to ')} different values that are the ${code(field)} of no instance`
    return `${values}: made up in the shape of a real one, or a near miss of one${ways}`
  },
  'part-of': (field) =>
    `a few characters from the middle of the ${code(field)} of one of the account's instances`,
  enum: (values) => `each of ${listed(values)}, one a case`,
  'not-enum': (values) => `a value that looks like one of ${listed(values)} and is none of them`,
  blank: (text) => `nothing but ${quoted(text)} and spaces`,
  layout: (text) =>
    `a way to write the list: any order, spaces around ${quoted(text)}, ${quoted(text)} repeated or at the ends, and a value repeated`,
  credential: (role) => `a credential of the role ${code(role)}`,
  wrong: (role) =>
    `a value that comes close to a credential of the role ${code(role)} and is none, or nothing at all`,
  any: (choices) =>
    `in turn ${(choices as readonly Generator[]).map(generatorWords).join(', or ')}`,
} satisfies Record<GeneratorKind, Words>

/** Something that stands in a request, in an answer or in the contract as it is written. */
export function code(text: unknown): string {
  return `\`${String(text).replaceAll('`', "'")}\``
}

/** A variable as requests show it. */
export function variable(name: unknown): string {
  return code(`{${String(name)}}`)
}

function quoted(text: unknown): string {
  return code(JSON.stringify(text))
}

function listed(values: unknown): string {
  return (values as readonly string[]).map(code).join(', ')
}
