import fc from 'fast-check'
import type { Instance } from '../../model/account.ts'
import type { Generator } from '../../model/contract.ts'
import { carries } from './credential.ts'
import { lacking } from './generator.ts'
import type { Drawn, Lack, Source } from './generator.ts'
import { ofKind, textsOf } from './value.ts'

/**
 * The source with those instances alone that have what the variable of the same case holds (`of`), or
 * have nothing of it (`apart-from`); as it is, where a generator has neither option.
 * @param other the variable's generator
 * @param draw draws the variable's value, as it is in this case
 */
export function related(
  source: Source,
  { options }: Generator,
  other: Generator | undefined,
  draw: (source: Source, generator: Generator) => Drawn,
): { ok: true; source: Source } | Lack {
  if (!other) return { ok: true, source }
  // The variable takes its turns by the case, also where this one is a choice with turns of its own.
  const drawn = draw({ ...source, index: source.caseIndex }, other)
  if (!drawn.ok) return drawn
  const [value] = fc.sample(drawn.arbitrary, { numRuns: 1, seed: 0 })
  const credential = ofKind(value, 'credential')?.credential
  const { account } = source
  const has: (instance: Instance) => boolean = credential
    ? carries(credential, source)
    : holds(textsOf(value)[0] ?? '', String(other.argument), options.of === undefined)
  if (credential && !account.instances.some(has))
    return lacking(
      `an instance that shows the ${credential.role}'s credential${placeOf(credential.role, source)}`,
    )
  const isApart = options.of === undefined
  const instances = account.instances.filter((instance) => has(instance) !== isApart)
  if (instances.length === 0) return lacking(isApart ? '2 instances' : '1 instance')
  return { ok: true, source: { ...source, account: { ...account, instances } } }
}

function placeOf(role: string, { contract }: Source): string {
  const discover = contract.credentials.find((one) => one.role === role)?.discover ?? null
  return discover === null ? '' : ` at ${discover.pointer}`
}

/** What is apart from a text does not have it within a longer one either. */
function holds(text: string, field: string, isWithin: boolean): (instance: Instance) => boolean {
  return ({ values }) => {
    const value = values.get(field) ?? ''
    return isWithin ? value.includes(text) : value === text
  }
}
