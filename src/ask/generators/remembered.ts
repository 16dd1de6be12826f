/** A function of two values that computes each result once, for as long as the first value lives. */
export function remembered<K extends object, A, V>(
  find: (key: K, arg: A) => V,
): (key: K, arg: A) => V {
  const all = new WeakMap<K, Map<A, V>>()
  return (key, arg) => {
    const known = all.get(key) ?? new Map<A, V>()
    all.set(key, known)
    const value = known.get(arg) ?? find(key, arg)
    known.set(arg, value)
    return value
  }
}
