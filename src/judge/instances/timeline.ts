import type { Instance } from '../../model/account.ts'
import { byIdentity } from './listing.ts'

/** In what an instance was not the same in all readings of the account's listing. */
interface Unsteady {
  /** Some reading did not show it. */
  isAway: boolean
  /** Every value that a field had, of fields that had more than one. */
  moved: Map<string, Set<string | null>>
}

/** What was so for a while that no reading fell into. */
export interface Glimpse {
  /** Instances as they were shown. */
  shown: readonly Instance[]
  /** Identities of instances that were not there. */
  missing: readonly string[]
}

/**
 * The account as its unfiltered listing showed it, over all readings so far. An account moves while
 * it is judged: what was not the same in every reading decides nothing.
 */
export class Timeline {
  /** Every instance that was ever shown, as it was at first. */
  #samples: ReadonlyMap<string, Instance> = new Map()
  #unsteady = new Map<string, Unsteady>()
  #readings: (readonly Instance[])[] = []
  /** Values that left their instance, by field; made when it is asked for. */
  readonly #lost = new Map<string, ReadonlySet<string>>()

  /** Adds a complete reading of the listing. */
  add(instances: readonly Instance[]): void {
    // Equal answers are one list, and who came since it was taken in is known not to be in it.
    const isNews = !this.took(instances)
    this.#readings.push(instances)
    if (!isNews) return
    this.#lost.clear()
    const shown = byIdentity(instances)
    if (this.#readings.length === 1) this.#samples = shown
    else this.#meet(shown)
    const isSample = shown === this.#samples && shown.size === instances.length
    if (!isSample) for (const instance of instances) this.#compare(instance)
    if (shown !== this.#samples)
      for (const identity of this.#samples.keys())
        if (!shown.has(identity)) this.#noteOf(identity).isAway = true
  }

  /** Takes something for true that no reading showed. */
  suppose({ shown, missing }: Glimpse): void {
    this.#lost.clear()
    this.#meet(byIdentity(shown))
    for (const instance of shown) this.#compare(instance)
    for (const identity of missing) if (this.has(identity)) this.#noteOf(identity).isAway = true
  }

  /** The same timeline, for trying out what a supposition would change. */
  copy(): Timeline {
    const copy = new Timeline()
    copy.#samples = this.#samples
    copy.#readings = [...this.#readings]
    for (const [identity, { isAway, moved }] of this.#unsteady) {
      const values = [...moved].map(([field, all]) => [field, new Set(all)] as const)
      copy.#unsteady.set(identity, { isAway, moved: new Map(values) })
    }
    return copy
  }

  /** Takes newcomers in: they were in no reading before. */
  #meet(shown: ReadonlyMap<string, Instance>): void {
    const newcomers = [...shown].filter(([identity]) => !this.#samples.has(identity))
    if (newcomers.length === 0) return
    this.#samples = new Map([...this.#samples, ...newcomers])
    for (const [identity] of newcomers) this.#noteOf(identity).isAway = true
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
    const known = this.#unsteady.get(identity) ?? { isAway: false, moved: new Map() }
    this.#unsteady.set(identity, known)
    return known
  }

  /** How many readings there are. */
  get readings(): number {
    return this.#readings.length
  }

  /** Instances that were in every reading. */
  get settled(): readonly Instance[] {
    return this.#samplesWhere(({ isAway }) => !isAway)
  }

  /** Settled instances none of whose fields moved. */
  get steadyInstances(): readonly Instance[] {
    return this.#samplesWhere(({ isAway, moved }) => !isAway && moved.size === 0)
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

  /** Whether one of these fields of any instance had more than one value. */
  hasMoved(fields: readonly string[]): boolean {
    return [...this.#unsteady.values()].some(({ moved }) =>
      fields.some((field) => moved.has(field)),
    )
  }

  /** Whether an instance came or went. */
  get hasTraffic(): boolean {
    return [...this.#unsteady.values()].some(({ isAway }) => isAway)
  }

  /** Whether an instance went and came back, or came and went. */
  get isRestless(): boolean {
    if (!this.hasTraffic) return false
    const lists = this.#readings.map(byIdentity)
    return [...this.#samples.keys()].some((identity) => {
      const isShown = lists.map((list) => list.has(identity))
      return isShown.filter((now, index) => index > 0 && now !== isShown[index - 1]).length > 1
    })
  }

  /** Whether a field of any instance ever had the value. */
  everHad(field: string, value: string): boolean {
    return [...this.#samples].some(([identity, instance]) =>
      this.#valuesOf(field, identity, instance).has(value),
    )
  }

  /** Whether a field once had the value, and no instance that is always there has it always. */
  hasLost(field: string, value: string): boolean {
    const known = this.#lost.get(field) ?? this.#lostOf(field)
    this.#lost.set(field, known)
    return known.has(value)
  }

  #lostOf(field: string): ReadonlySet<string> {
    const lost = new Set<string | null>()
    for (const [identity, instance] of this.#samples)
      for (const value of this.#valuesOf(field, identity, instance)) lost.add(value)
    for (const { identity } of this.settled) lost.delete(this.steady(identity ?? '', field) ?? null)
    lost.delete(null)
    return lost as Set<string>
  }

  #valuesOf(field: string, identity: string, { values }: Instance): ReadonlySet<string | null> {
    const moved = this.#unsteady.get(identity)?.moved.get(field)
    return moved ?? new Set([values.get(field) ?? null])
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

  /** Whether the instance was ever shown. */
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
    return this.#readings.includes(instances)
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
