/** Whether a value is a map of the document, and no list. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Where a value holds itself, which aliases of YAML make possible; null where it does nowhere. */
export function cycleIn(value: unknown): string[] | null {
  const above = new Set<unknown>()
  const done = new Set<unknown>()
  const visit = (one: unknown, path: readonly string[]): string[] | null => {
    if (typeof one !== 'object' || one === null || done.has(one)) return null
    if (above.has(one)) return [...path]
    above.add(one)
    for (const [name, inner] of Object.entries(one)) {
      const found = visit(inner, [...path, name])
      if (found) return found
    }
    above.delete(one)
    done.add(one)
    return null
  }
  return visit(value, [])
}
