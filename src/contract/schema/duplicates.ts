import { reader } from '../pointer.ts'

/** An integer that JSON.parse rounded: it may be equal to another and was not in the text. */
function isRounded(value: unknown): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value)
}

type Pair = [first: number, second: number]

/**
 * The positions of the first two items that share what they have at the pointer. What is absent or
 * null shares nothing; objects and arrays are equal where their JSON is.
 */
export function firstDuplicate(items: readonly unknown[], pointer: string): Pair | null {
  const read = reader(pointer)
  const flat = new Map<unknown, number>()
  const nested = new Map<string, number>()
  for (let index = 0; index < items.length; index++) {
    const value = read(items[index])
    if (value === undefined || value === null || isRounded(value)) continue
    const first =
      typeof value === 'object'
        ? taken(nested, JSON.stringify(value), index)
        : taken(flat, value, index)
    if (first !== null) return [first, index]
  }
  return null
}

/** Where the key was seen first, or null, and then it is seen here. */
function taken<Key>(seen: Map<Key, number>, key: Key, index: number): number | null {
  const first = seen.get(key)
  if (first === undefined) seen.set(key, index)
  return first ?? null
}
