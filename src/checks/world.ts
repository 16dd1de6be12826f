import type { Instance } from '../model/account.ts'

/** What all readings of the account's listing say of one instance. */
interface Known {
  /** In how many readings it was. */
  readings: number
  /** The latest of them. */
  latest: number
  sample: Instance
  /** Every value that a field had, of fields that had more than one; null: there is none. */
  moved: Map<string, Set<string | null>> | null
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
    const latest = ++this.#readings
    for (const instance of instances) {
      const { identity } = instance
      if (identity === null) continue
      const known = this.#known.get(identity)
      if (!known) {
        this.#known.set(identity, { readings: 1, latest, sample: instance, moved: null })
        continue
      }
      if (known.latest !== latest) known.readings++
      known.latest = latest
      if (known.sample.item !== instance.item) noteMoves(known, instance)
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
    return this.#settled.map(({ sample }) => sample)
  }

  /** Settled instances none of whose fields moved. */
  get steadyInstances(): readonly Instance[] {
    return this.#settled.filter(({ moved }) => moved === null).map(({ sample }) => sample)
  }

  get #settled(): Known[] {
    return [...this.#known.values()].filter(({ readings }) => readings === this.#readings)
  }

  /** Whether the readings differ in an instance or in the value of a field. */
  get moves(): boolean {
    return this.steadyInstances.length < this.#known.size
  }

  /** Whether a field of any instance ever had the value. */
  everHad(field: string, value: string): boolean {
    return [...this.#known.values()].some(
      ({ sample, moved }) => moved?.get(field)?.has(value) ?? sample.values.get(field) === value,
    )
  }

  /** Names of the fields that instances have. */
  get fields(): readonly string[] {
    const [first] = this.#known.values()
    return [...(first?.sample.values.keys() ?? [])]
  }

  /** Whether the instance shows a field otherwise than every reading did. */
  contradicts({ identity, values, item }: Instance): boolean {
    if (identity === null || !this.has(identity) || this.shows(identity, item)) return false
    return [...values].some(([field, value]) => {
      const steady = this.steady(identity, field)
      return steady !== undefined && steady !== value
    })
  }

  /** Whether any reading showed the instance. */
  has(identity: string): boolean {
    return this.#known.has(identity)
  }

  /** Whether the item is the very one by which the instance is known: the two cannot differ. */
  shows(identity: string, item: unknown): boolean {
    return this.#known.get(identity)?.sample.item === item
  }

  /** The value that a field had in every reading; undefined where it moved or is not known. */
  steady(identity: string, field: string): string | null | undefined {
    const known = this.#known.get(identity)
    return known?.moved?.has(field) ? undefined : known?.sample.values.get(field)
  }
}

function noteMoves(known: Known, { values }: Instance): void {
  for (const [field, value] of values) {
    const first = known.sample.values.get(field) ?? null
    if (first === value && !known.moved?.has(field)) continue
    known.moved ??= new Map()
    const had = known.moved.get(field) ?? new Set([first])
    known.moved.set(field, had.add(value))
  }
}
