import type { GeneratorKind } from '../contract/generators.ts'
import type { Credential, Generator } from '../model/contract.ts'
import { nearMisses } from '../values/near-miss.ts'
import type { NearMiss } from '../values/near-miss.ts'
import { code, item, listed, pointerWords, say } from './phrase.ts'
import type { Item, Phrase } from './phrase.ts'

type Words = (generator: Generator, credentials: readonly Credential[]) => Phrase

/** What a generator draws; a choice has its parts below it. */
export function generatorItem(generator: Generator, credentials: readonly Credential[]): Item {
  const words = registry[generator.kind as GeneratorKind](generator, credentials)
  const choices = generator.kind === 'any' ? (generator.argument as readonly Generator[]) : []
  return item(
    words,
    choices.map((choice) => generatorItem(choice, credentials)),
  )
}

/** Every generator of the language; a forgotten one does not compile. */
const registry = {
  one: ({ argument, options }) => {
    const field = code(String(argument))
    const { of, 'apart-from': other } = options
    if (typeof of === 'string')
      return say`the ${field} of the instance that carries the credential ${variable(of)}`
    if (typeof other === 'string')
      return say`the ${field} of another instance than the one that ${variable(other)} is taken from`
    return say`the ${field} of one of the account's instances`
  },
  some: ({ argument, options }) => {
    const { min = 1, max = 4 } = options
    const field = code(String(argument))
    return say`the ${field} of each of ${Number(min)} to ${Number(max)} of the account's instances`
  },
  most: ({ argument }) =>
    say`the ${code(String(argument))} of every instance of the account but one (as many as fit into a URL)`,
  unknown: ({ argument, options }) => {
    const field = code(String(argument))
    const near = (options.near ?? nearMisses) as readonly NearMiss[]
    const count = options.count as readonly [number, number] | undefined
    const [min, max] = count ?? [1, 1]
    const number = min === max ? String(min) : `${min} to ${max}`
    const subject = count
      ? say`${number} different values that are the ${field} of no instance`
      : say`a value that is the ${field} of no instance`
    return say`${subject}: ${missesWords(near)}`
  },
  'part-of': ({ argument }) =>
    say`a few characters from the middle of the ${code(String(argument))} of one of the account's instances`,
  enum: ({ argument }) => say`each of ${valuesWords(argument, 'and')}, one a case`,
  'not-enum': ({ argument }) =>
    say`a value that looks like one of ${valuesWords(argument, 'and')} and is none of them`,
  blank: ({ argument }) => say`nothing but ${quoted(argument)} and spaces`,
  layout: ({ argument }) =>
    say`a way to write the list: any order, spaces around ${quoted(argument)}, and ${quoted(argument)} repeated or at the ends`,
  credential: ({ argument }, credentials) => {
    const shown = credentials.find(({ role }) => role === argument)?.discover ?? null
    const some = shown?.when ? ' of some instances' : ''
    const also =
      shown === null
        ? []
        : say`, or one that the listing shows at ${code(pointerWords(shown.pointer))}${some}`
    return say`a credential of the role ${code(String(argument))}: the one that was given${also}`
  },
  wrong: ({ argument }, credentials) => {
    const shown = credentials.find(({ role }) => role === argument)?.discover ?? null
    const also = shown === null ? '' : ', the id or name of its instance'
    return say`a value that is no credential, made from the one of the role ${code(String(argument))}: its first or last character changed, one character less or more, in another case${also}, nothing at all, or another value of the same shape`
  },
  any: () => say`in turn:`,
} satisfies Record<GeneratorKind, Words>

/** A variable as requests show it. */
export function variable(name: string): Phrase {
  return code(`{${name}}`)
}

function quoted(text: unknown): Phrase {
  return code(JSON.stringify(text))
}

function valuesWords(values: unknown, last: 'and' | 'or'): Phrase {
  return listed((values as readonly string[]).map(code), last)
}

const allMisses =
  'made up in the shape of a real one, or a near miss of one (another case, an end cut off, one character more or another, what stands in another field, a pattern that matches)'

/** The near misses of each kind. */
function missesWords(near: readonly NearMiss[]): Phrase {
  const kinds = nearMisses.filter((kind) => near.includes(kind))
  if (kinds.length === nearMisses.length) return [allMisses]
  return listed(
    kinds.map((kind) => [misses[kind]]),
    'or',
  )
}

const misses = {
  fresh: 'made up in the shape of a real one',
  case: 'a real one in another case',
  prefix: 'a real one without its last character',
  suffix: 'a real one without its first character',
  inside: 'a real one without both its ends',
  longer: 'a real one with one more character',
  sibling: 'a real one with another last character',
  other: 'what an instance holds elsewhere (its id, another field)',
  wildcard: 'a pattern that a real one would match (with %, _ or .*)',
} as const satisfies Record<NearMiss, string>
