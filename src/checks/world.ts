import type { Instance } from '../model/account.ts'

/** What all readings of the account's listing say of one instance. */
interface Known {
  /** In how many readings it was. */
  readings: number
  /** Every value that a field had. */
  values: Map<string, Set<string | null>>
  sample: Instance
}

/**
 * The account as its unfiltered listing showed it, over all readings so far. An account moves while
 * it is judged: what was not the same in every reading decides nothing.
 */
export class World {
  readonly #known = new Map<string, Known>()
  #readings = 0

  /** Adds a complete reading of the listing. */
  add(instances: readonly Instance[]): void {
    this.#readings++
    const seen = new Set<string>()
    for (const instance of instances) {
      const { identity } = instance
      if (identity === null) continue
      const known: Known = this.#known.get(identity) ?? {
        readings: 0,
        values: new Map(),
        sample: instance,
      }
      if (!seen.has(identity)) known.readings++
      seen.add(identity)
      for (const [field, value] of instance.values) {
        const values = known.values.get(field) ?? new Set<string | null>()
        known.values.set(field, values.add(value))
      }
      this.#known.set(identity, known)
    }
  }

  /** Takes it that an instance was away for a while, although no reading fell into that while. */
  doubt(identity: string): void {
    const known = this.#known.get(identity)
    if (known) known.readings--
  }

  /** Takes a doubt back. */
  trust(identity: string): void {
    const known = this.#known.get(identity)
    if (known) known.readings++
  }

  /** How many readings there are. */
  get readings(): number {
    return this.#readings
  }

  /** Instances that were in every reading. */
  get settled(): readonly Instance[] {
    return [...this.#known.values()]
      .filter(({ readings }) => readings === this.#readings)
      .map(({ sample }) => sample)
  }

  /** Settled instances none of whose fields moved. */
  get steadyInstances(): readonly Instance[] {
    return this.settled.filter(({ identity, values }) =>
      [...values.keys()].every((field) => this.steady(identity ?? '', field) !== undefined),
    )
  }

  /** Whether the readings differ in an instance or in the value of a field. */
  get moves(): boolean {
    return this.steadyInstances.length < this.#known.size
  }

  /** Whether a field of any instance ever had the value. */
  everHad(field: string, value: string): boolean {
    return [...this.#known.values()].some(({ values }) => values.get(field)?.has(value) ?? false)
  }

  /** Names of the fields that instances have. */
  get fields(): readonly string[] {
    const [first] = this.#known.values()
    return [...(first?.values.keys() ?? [])]
  }

  /** Whether the instance shows a field otherwise than every reading did. */
  contradicts({ identity, values }: Instance): boolean {
    if (identity === null || !this.has(identity)) return false
    return [...values].some(([field, value]) => {
      const steady = this.steady(identity, field)
      return steady !== undefined && steady !== value
    })
  }

  /** Whether any reading showed the instance. */
  has(identity: string): boolean {
    return this.#known.has(identity)
  }

  /** The value that a field had in every reading; undefined where it moved or is not known. */
  steady(identity: string, field: string): string | null | undefined {
    const values = this.#known.get(identity)?.values.get(field)
    return values?.size === 1 ? [...values][0] : undefined
  }
}
