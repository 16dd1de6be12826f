/** Names that trip a reader who looks further than the documentation goes. */
const addedMembers = {
  addedLater: { at: '2026-01-01', by: [1, { deep: null }] },
  length: 0,
  items: [],
  data: null,
  constructor: 'x',
  _id: 7,
}

/** The value with members added to each object in it, those that it has left as they are. */
export function extended<T>(value: T): T {
  return visited(value, (entries) => [
    ...Object.entries(addedMembers).filter(([key]) => entries.every(([other]) => other !== key)),
    ...entries,
  ])
}

/** The value with the members of each object in it the other way round. */
export function reversed<T>(value: T): T {
  return visited(value, (entries) => entries.toReversed())
}

type Entries = [string, unknown][]

function visited<T>(value: T, change: (entries: Entries) => Entries): T {
  const visit = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(visit)
    if (typeof one !== 'object' || one === null) return one
    const entries = Object.entries(one).map(([key, inner]): [string, unknown] => [
      key,
      visit(inner),
    ])
    return Object.fromEntries(change(entries))
  }
  return visit(value) as T
}
