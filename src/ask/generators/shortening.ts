import fc from 'fast-check'

/**
 * Lists as another arbitrary gives them, whole; only shrinking leaves values out. A subarray would
 * leave some out from the start, and a case would not have as many as it is about.
 */
export class Shortening extends fc.Arbitrary<readonly string[]> {
  readonly #lists: fc.Arbitrary<readonly string[]>
  readonly #min: number

  /** @param min shortest list that shrinking leads to */
  constructor(lists: fc.Arbitrary<readonly string[]>, min: number) {
    super()
    this.#lists = lists
    this.#min = min
  }

  override generate(random: fc.Random, bias: number | undefined): fc.Value<readonly string[]> {
    return new fc.Value(this.#lists.generate(random, bias).value, undefined)
  }

  override canShrinkWithoutContext(value: unknown): value is readonly string[] {
    return Array.isArray(value)
  }

  override shrink(value: readonly string[]): fc.Stream<fc.Value<readonly string[]>> {
    if (value.length <= this.#min) return fc.Stream.nil()
    const shorter = value.map((_, index) => value.toSpliced(index, 1))
    const shortest = value.slice(0, this.#min)
    const lists = shortest.length < value.length - 1 ? [shortest, ...shorter] : shorter
    return fc.Stream.of(...lists.map((list) => new fc.Value<readonly string[]>(list, undefined)))
  }
}
