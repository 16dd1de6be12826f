/** Each failure on an answer asks again, and to list the names of a wide object takes long. */
const listed = new WeakMap<object, readonly string[]>()

/** The names of an object's members. */
export function namesOf(value: object): readonly string[] {
  const names = listed.get(value) ?? Object.keys(value)
  listed.set(value, names)
  return names
}

/** So many members say of what kind all are. */
const mostCompared = 100

/** What servers call the one member that they wrap others in. */
const wrapper = /^[a-z]+([_A-Z][a-z]+)*$/

/**
 * Whether the names of members are data themselves, as the keys of a map are: whether the members that a contract
 * does not know are records of one kind, or lists of them. In place of a list, values of one type are.
 * @param known the names that the contract has
 */
export function hasDataKeys(of: object, known: ReadonlySet<string>, isForList: boolean): boolean {
  if (Array.isArray(of)) return false
  const names: string[] = []
  for (const name of namesOf(of)) {
    if (!known.has(name)) names.push(name)
    if (names.length === mostCompared) break
  }
  const [value, ...others] = names.map((name) => (of as Record<string, unknown>)[name])
  const first = firstOf(value)
  if (others.length === 0) return (isForList || isRecord(first)) && !wrapper.test(names[0] ?? '')
  if (isForList && others.every((other) => typeof other === typeof value)) return true
  return isRecord(first) && others.every((other) => haveInCommon(first, firstOf(other)))
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value
}

function haveInCommon(one: object, other: unknown): boolean {
  return isRecord(other) && namesOf(one).some((name) => Object.hasOwn(other, name))
}
