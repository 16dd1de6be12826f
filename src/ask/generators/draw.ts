import type { ActiveBehavior, Field, Generator } from '../../model/contract.ts'
import type { GeneratorKind } from '../../contract/generator-kinds.ts'
import { credential, wrong } from './credential.ts'
import { blank, enumeration, outsideOf } from './fixed.ts'
import { layout } from './layout.ts'
import type { NearMiss } from './near-miss.ts'
import { most, one, some } from './listed.ts'
import { partOf } from './part-of.ts'
import { related } from './related.ts'
import { lacking } from './generator.ts'
import type { Drawn, Source } from './generator.ts'
import { unknown, unknowns } from './unknown.ts'

type Draw = (source: Source, generator: Generator, behavior: ActiveBehavior) => Drawn

/** Every generator of the language; a forgotten one does not compile. */
const registry = {
  one: (source, generator, behavior) => {
    const among = amongRelated(source, generator, behavior)
    return among.ok ? one(among.source, fieldOf(source, generator.argument)) : among
  },
  some: (source, generator, behavior) => {
    const { argument, options } = generator
    const among = amongRelated(source, generator, behavior)
    if (!among.ok) return among
    const [min, max] = [Number(options.min ?? 1), Number(options.max ?? 4)]
    return some(among.source, fieldOf(source, argument), min, max)
  },
  most: (source, { argument }) => most(source, fieldOf(source, argument)),
  unknown: (source, { argument, options }) => {
    const near = options.near as readonly NearMiss[] | undefined
    const count = options.count as readonly [number, number] | undefined
    const field = fieldOf(source, argument)
    return count ? unknowns(source, field, count, near) : unknown(source, field, near)
  },
  'part-of': (source, { argument }) => partOf(source, fieldOf(source, argument)),
  enum: (source, { argument }) => enumeration(source, argument as readonly string[]),
  'not-enum': (_source, { argument }) => outsideOf(argument as readonly string[]),
  blank: (source, { argument }) => blank(source, String(argument)),
  layout: (source, { argument }) => layout(source, String(argument)),
  credential: (source, { argument }) => credential(source, String(argument)),
  wrong: (source, { argument }) => wrong(source, String(argument)),
  any: (source, { argument }, behavior) => {
    // What the account has nothing for is passed over, as long as it has something for another.
    const first = { ...source, index: 0 }
    const choices = (argument as readonly Generator[]).map((choice) => ({
      choice,
      offer: draw(first, choice, behavior),
    }))
    const open = choices.filter(({ offer }) => offer.ok)
    const { choice } = open[source.index % open.length] ?? choices[0] ?? {}
    if (!choice) return lacking('a generator')
    const turn = Math.floor(source.index / Math.max(1, open.length))
    const usual = Math.ceil(source.usual / open.length)
    const drawn = draw({ ...source, index: turn, usual }, choice, behavior)
    const most = Math.max(...open.map(({ offer }) => (offer.ok ? offer.size : 0)))
    return drawn.ok ? { ...drawn, size: most * open.length } : drawn
  },
} satisfies Record<GeneratorKind, Draw>

/** Draws from a generator for one case. */
export function draw(source: Source, generator: Generator, behavior: ActiveBehavior): Drawn {
  return registry[generator.kind as GeneratorKind](source, generator, behavior)
}

/** The source as the options `of` and `apart-from` of a generator leave it. */
function amongRelated(source: Source, generator: Generator, behavior: ActiveBehavior) {
  const { of = generator.options['apart-from'] } = generator.options
  return related(source, generator, behavior.forAll.get(String(of)), (drawing, other) =>
    draw(drawing, other, behavior),
  )
}

function fieldOf({ contract }: Source, name: unknown): Field {
  const field = contract.listing.fields.get(String(name))
  if (!field) throw new Error(`the contract was checked, yet has no field "${String(name)}"`)
  return field
}
