import type { Instance } from '../../model/account.ts'
import type { Field } from '../../model/contract.ts'
import { derivationWords } from './in-words.ts'

/** What decides how far a text of the account may be shown. */
export interface Judge {
  /** The contract calls the field secret or personal. */
  isPrivate(field: string): boolean
  /** Nothing is to be masked in this value of the field. */
  isShowable(value: string, field: string): boolean
}

/** Instances whose values are compared with a generated one, to say how it was made. */
const mostCompared = 2000

/** So many first characters in common with a value that must not be shown are too many. */
const mostShared = 5

/**
 * Says how the values of generated cases were made, where they must not be shown: they are drawn from what
 * instances hold.
 */
export class DrawnValues {
  readonly #fields: readonly string[]
  readonly #instances: readonly Instance[]
  readonly #judge: Judge

  constructor(fields: ReadonlyMap<string, Field>, instances: readonly Instance[], judge: Judge) {
    this.#fields = [...fields.keys()]
    this.#instances = instances.slice(0, mostCompared)
    this.#judge = judge
  }

  /**
   * How a value was made that must not be shown; null for one that may be.
   * @param fields those that it was drawn from
   */
  recipe(value: string, fields: readonly string[]): string | null {
    const isPrivate = (field: string): boolean => this.#judge.isPrivate(field)
    if (this.#isShown(value, fields)) return null
    // A near miss may be what the same instance holds elsewhere.
    const itself = this.#origin(value, this.#fields.filter(isPrivate), isSame)
    if (itself !== null) return itself
    if (fields.some(isPrivate))
      return this.#origin(value, fields, derivationWords) ?? newWords(value, fields)
    const hidden = this.#origin(value, fields, (made, origin, field) => {
      const words = derivationWords(made, origin) ?? likeWords(made, origin)
      return words === null || this.#judge.isShowable(origin, field) ? null : words
    })
    if (hidden !== null) return hidden
    return fields.every((field) => this.#judge.isShowable(value, field))
      ? null
      : newWords(value, fields)
  }

  /** Whether it is what an instance is shown with, whatever else it is called as. */
  #isShown(value: string, fields: readonly string[]): boolean {
    return fields.some(
      (field) =>
        !this.#judge.isPrivate(field) &&
        this.#instances.some(({ values }) => values.get(field) === value) &&
        this.#judge.isShowable(value, field),
    )
  }

  #origin(
    value: string,
    fields: readonly string[],
    made: (value: string, origin: string, field: string) => string | null,
  ): string | null {
    for (const { index, values } of this.#instances)
      for (const field of fields) {
        const origin = values.get(field)
        const words = origin === undefined || origin === null ? null : made(value, origin, field)
        if (words !== null) return `the ${field} of instance ${index + 1}${words}`
      }
    return null
  }
}

function isSame(value: string, origin: string): string | null {
  return value === origin ? '' : null
}

function likeWords(value: string, origin: string): string | null {
  return value.slice(0, mostShared + 1) === origin.slice(0, mostShared + 1)
    ? ', otherwise from a character on'
    : null
}

/** Drawn at random in the shape of what must not be shown: it may be anybody's. */
function newWords(value: string, fields: readonly string[]): string {
  const length = value.length === 1 ? '1 character' : `${value.length} characters`
  return `a new value like ${fields.join(' or ')}, ${length}`
}
