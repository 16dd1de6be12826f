import fc from 'fast-check'
import { missesOf, onlyPassing, sameShape } from './near-miss.ts'
import { lacking } from './source.ts'
import type { Drawn, Source } from './source.ts'
import type { Impostor, Value } from './value.ts'

/** A credential of the role: the one that was given, then those that the listing shows. */
export function credential(source: Source, role: string): Drawn {
  const holders = source.account.holders.get(role) ?? []
  const holder = holders[source.index % holders.length]
  if (!holder) return lacking(`a credential of the role "${role}"`)
  return { ok: true, arbitrary: fc.constant<Value>({ kind: 'held', holder }), size: holders.length }
}

/** A value that is not the role's credential, but close to it; the ways take turns. */
export function wrong(source: Source, role: string): Drawn {
  const right = source.account.holders.get(role)?.[0]?.secret
  if (right === undefined) return lacking(`a credential of the role "${role}"`)
  const all = new Set([...source.account.holders.values()].flat().map(({ secret }) => secret))
  const impostors = wrongOnes(right, role).filter(({ secret }) => !all.has(secret))
  const turn = source.index % (impostors.length + 1)
  const close = impostors[turn - 1]
  const arbitrary: fc.Arbitrary<Value> = close
    ? fc.constant<Value>(close)
    : onlyPassing(sameShape(right), (secret) => !all.has(secret)).map((secret): Value =>
        impostor(secret, `<another value of the same shape as the ${role}'s>`),
      )
  return { ok: true, arbitrary, size: impostors.length + 1 }
}

function wrongOnes(right: string, role: string): Impostor[] {
  const ways = [
    { way: 'sibling', words: 'with its last character changed' },
    { way: 'prefix', words: 'without its last character' },
    { way: 'longer', words: 'with one more character' },
    { way: 'case', words: 'in another case' },
  ] as const
  const close = ways.flatMap(({ way, words }) => {
    const secret = missesOf(right, way).find((value) => value !== right)
    return secret === undefined ? [] : [impostor(secret, `<the ${role}'s value ${words}>`)]
  })
  return [...close, impostor('', '<an empty value>')]
}

function impostor(secret: string, shown: string): Impostor {
  return { kind: 'impostor', secret, shown }
}
