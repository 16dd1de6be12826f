import type { Behavior } from '../../src/model/contract.ts'
import type { Proof } from './proof.ts'

/** A behavior that falls mostly where nothing that it covers is broken. */
export interface Imprecise {
  readonly id: string
  /** How many faults brought it down, of those that count. */
  readonly fell: number
  /** How many of those break a fact that it covers. */
  readonly rightly: number
}

export interface Score {
  readonly provider: string
  readonly proofs: readonly Proof[]
  readonly caught: number
  /** Binding behaviors that no fault of a fact that they cover brought down. */
  readonly dead: readonly string[]
  /** Of falls that lead a finding: beneath another finding, a fall misleads no reader. */
  readonly imprecise: readonly Imprecise[]
  /** How many are imprecise where every fall counts. */
  readonly impreciseByAnyFall: number
}

/** So many falls at least make a behavior imprecise, where fewer than half of them are its own. */
const fewestFalls = 10

/** What the proofs of one provider show together. */
export function scoreOf(
  provider: string,
  proofs: readonly Proof[],
  behaviors: readonly Pick<Behavior, 'id' | 'level'>[],
): Score {
  const ids = behaviors.filter(({ level }) => level !== 'observe').map(({ id }) => id)
  const falls = ids.map((id) => fallsOf(id, proofs))
  const leading = proofs.map((proof) => ({
    ...proof,
    fell: proof.fell.filter(({ leads }) => leads),
  }))
  return {
    provider,
    proofs,
    caught: proofs.filter(({ result }) => result === 'caught').length,
    dead: falls.filter(({ rightly }) => rightly === 0).map(({ id }) => id),
    imprecise: ids
      .map((id) => fallsOf(id, leading))
      .filter(isImprecise)
      .sort((one, other) => one.rightly / one.fell - other.rightly / other.fell),
    impreciseByAnyFall: falls.filter(isImprecise).length,
  }
}

function isImprecise({ fell, rightly }: Imprecise): boolean {
  return fell >= fewestFalls && rightly * 2 < fell
}

function fallsOf(id: string, proofs: readonly Proof[]): Imprecise {
  const falls = proofs.flatMap(({ fault, fell }) =>
    fell.filter((behavior) => behavior.id === id).map(({ covers }) => ({ fault, covers })),
  )
  const rightly = falls.filter(({ fault, covers }) =>
    fault.breaks.some((fact) => covers.includes(fact)),
  )
  return { id, fell: falls.length, rightly: rightly.length }
}

/** Rounded down, so that only all is 100 %. */
export function percent(caught: number, all: number): string {
  return `${all === 0 ? 0 : Math.floor((caught / all) * 1000) / 10} %`
}
