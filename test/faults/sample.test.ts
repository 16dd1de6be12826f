import { expect, test } from 'vitest'
import { type FaultSummary, mockedFaults, mockedProviders } from '../../mock/index.ts'
import { prove } from '../../scripts/prove/proof.ts'
import type { Proof } from '../../scripts/prove/proof.ts'
import { contractOf } from '../support/target.ts'

/** Proves each fault at most once. */
function prover(provider: string): (fault: FaultSummary) => Promise<Proof> {
  const proofs = new Map<string, Promise<Proof>>()
  return (fault) => {
    const known = proofs.get(fault.id) ?? prove(fault, contractOf(provider), 1)
    proofs.set(fault.id, known)
    return known
  }
}

/** Behaviors that none of the faults of what they cover brings down. */
async function deadBehaviors(provider: string): Promise<string[]> {
  const proveOnce = prover(provider)
  const dead: string[] = []
  for (const { id, level, covers } of contractOf(provider).behaviors) {
    if (level === 'observe') continue
    const own = mockedFaults(provider).filter(({ breaks }) =>
      breaks.some((fact) => covers.includes(fact)),
    )
    let isAlive = false
    for (const fault of own) {
      const { fell } = await proveOnce(fault)
      isAlive = fell.some((behavior) => behavior.id === id)
      if (isAlive) break
    }
    if (!isAlive) dead.push(id)
  }
  return dead
}

test.for(mockedProviders())(
  '%s: each behavior falls by a fault of what it covers (add one to mock/faults/ where not)',
  async (provider) => {
    expect(await deadBehaviors(provider)).toEqual([])
  },
)
