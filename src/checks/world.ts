import type { Instance } from '../model/account.ts'
import { byIdentity } from './identities.ts'

/** In what an instance was not the same in all readings of the account's listing. */
interface Unsteady {
  /** Readings that it was not in. */
  missed: number
  /** Every value that a field had, of fields that had more than one. */
  moved: Map<string, Set<string | null>>
}

/**
 * The account as its unfiltered listing showed it, over all readings so far. An account moves while
 * it is judged: what was not the same in every reading decides nothing.
 */
export class World {
  /** Every instance that any reading showed, as the first that did. */
  #samples: ReadonlyMap<string, Instance> = new Map()
  readonly #unsteady = new Map<string, Unsteady>()
  readonly #taken = new WeakSet<readonly Instance[]>()
  #readings = 0

  /** Adds a complete reading of the listing. */
  add(instances: readonly Instance[]): void {
    this.#readings++
    // Equal answers are one list, and a list that was taken in differs in nothing from itself.
    const isNews = !this.#taken.has(instances)
    this.#taken.add(instances)
    const shown = byIdentity(instances)
    if (this.#readings === 1) this.#samples = shown
    else if (isNews) this.#meet(shown)
    const isSample = shown === this.#samples && shown.size === instances.length
    if (isNews && !isSample) for (const instance of instances) this.#compare(instance)
    if (shown !== this.#samples)
      for (const identity of this.#samples.keys())
        if (!shown.has(identity)) this.#noteOf(identity).missed++
  }

  /** Takes newcomers in: they were in no reading before. */
  #meet(shown: ReadonlyMap<string, Instance>): void {
    const newcomers = [...shown].filter(([identity]) => !this.#samples.has(identity))
    if (newcomers.length === 0) return
    this.#samples = new Map([...this.#samples, ...newcomers])
    for (const [identity] of newcomers) this.#noteOf(identity).missed = this.#readings - 1
  }

  /** Notes the fields that an instance shows otherwise than before. */
  #compare(instance: Instance): void {
    const { identity, item } = instance
    const sample = this.#samples.get(identity ?? '')
    if (identity === null || !sample || sample.item === item) return
    for (const [field, value] of instance.values) {
      const first = sample.values.get(field) ?? null
      if (first === value && !this.#unsteady.get(identity)?.moved.has(field)) continue
      const { moved } = this.#noteOf(identity)
      moved.set(field, (moved.get(field) ?? new Set([first])).add(value))
    }
  }

  #noteOf(identity: string): Unsteady {
    const known = this.#unsteady.get(identity) ?? { missed: 0, moved: new Map() }
    this.#unsteady.set(identity, known)
    return known
  }

  /** Takes it that an instance was away for a while, although no reading fell into that while. */
  doubt(identity: string): void {
    if (this.has(identity)) this.#noteOf(identity).missed++
  }

  /** Takes a doubt back. */
  trust(identity: string): void {
    if (this.has(identity)) this.#noteOf(identity).missed--
  }

  /** How many readings there are. */
  get readings(): number {
    return this.#readings
  }

  /** Instances that were in every reading. */
  get settled(): readonly Instance[] {
    return this.#samplesWhere(({ missed }) => missed === 0)
  }

  /** Settled instances none of whose fields moved. */
  get steadyInstances(): readonly Instance[] {
    return this.#samplesWhere(({ missed, moved }) => missed === 0 && moved.size === 0)
  }

  #samplesWhere(holds: (note: Unsteady) => boolean): Instance[] {
    const samples = [...this.#samples.values()]
    if (this.#unsteady.size === 0) return samples
    return samples.filter(({ identity }) => {
      const note = this.#unsteady.get(identity ?? '')
      return note === undefined || holds(note)
    })
  }

  /** Whether the readings differ in an instance or in the value of a field. */
  get moves(): boolean {
    return this.steadyInstances.length < this.#samples.size
  }

  /** Whether a field of any instance ever had the value. */
  everHad(field: string, value: string): boolean {
    return [...this.#samples].some(
      ([identity, { values }]) =>
        this.#unsteady.get(identity)?.moved.get(field)?.has(value) ?? values.get(field) === value,
    )
  }

  /** Names of the fields that instances have. */
  get fields(): readonly string[] {
    const [first] = this.#samples.values()
    return [...(first?.values.keys() ?? [])]
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
    return this.#samples.has(identity)
  }

  /** The instance's place in the first reading that showed it, from 1; null where none did. */
  numberOf(identity: string): number | null {
    const index = this.#samples.get(identity)?.index
    return index === undefined ? null : index + 1
  }

  /** Whether the answer is one of the readings. */
  took(instances: readonly Instance[]): boolean {
    return this.#taken.has(instances)
  }

  /** Whether the item is the very one by which the instance is known: the two cannot differ. */
  shows(identity: string, item: unknown): boolean {
    return this.#samples.get(identity)?.item === item
  }

  /** The value that a field had in every reading; undefined where it moved or is not known. */
  steady(identity: string, field: string): string | null | undefined {
    if (this.#unsteady.get(identity)?.moved.has(field)) return undefined
    return this.#samples.get(identity)?.values.get(field)
  }
}
