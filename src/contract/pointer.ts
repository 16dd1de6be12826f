/**
 * JSON pointers (RFC 6901) and the relative form `<levels up>/<path>` that our schema words take.
 */

/** The tokens of a pointer, unescaped. `''` is the whole document. */
export function tokens(pointer: string): string[] {
  if (pointer === '') return []
  return pointer.slice(1).split('/').map(unescapeToken)
}

/** The pointer that these tokens make. */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((token) => `/${escapeToken(String(token))}`).join('')
}

/** What is wrong with the pointer, or null. */
export function pointerProblem(pointer: string): string | null {
  if (pointer !== '' && !pointer.startsWith('/')) return 'a JSON pointer starts with "/"'
  if (/~(?![01])/.test(pointer)) return '"~" stands before 0 or 1 only (~0 is "~", ~1 is "/")'
  return null
}

/** The value at the pointer, or undefined. Own members only: `__proto__` is a name like any other. */
export function valueAt(document: unknown, pointer: string): unknown {
  return valueAtPath(document, tokens(pointer))
}

/** Reads the value at a pointer, as {@link valueAt}, of many documents: the pointer is split once. */
export function reader(pointer: string): (document: unknown) => unknown {
  const path = tokens(pointer)
  const [only = ''] = path
  if (path.length !== 1) return (document) => valueAtPath(document, path)
  if (only in Object.prototype || isIndex(only)) return (document) => member(document, only)
  // What no object inherits is its own where it is anything: to ask takes longer than to look.
  return (document) =>
    typeof document === 'object' && document !== null && !Array.isArray(document)
      ? (document as Record<string, unknown>)[only]
      : undefined
}

/** As {@link valueAt}, for a pointer that is already split. */
export function valueAtPath(document: unknown, path: readonly string[]): unknown {
  let value = document
  for (const token of path) value = member(value, token)
  return value
}

function member(value: unknown, token: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined
  if (Array.isArray(value) && !isIndex(token)) return undefined
  return (value as Record<string, unknown>)[token]
}

/**
 * The value at a relative pointer, seen from a place in a document.
 * `1/meta/total` is the member `meta/total` of the object that holds the place.
 */
export function valueAtRelative(root: unknown, place: string, relative: string): unknown {
  return relativeReader(relative)({ rootData: root, instancePath: place, parentData: undefined })
}

/** The pointer that a relative one, seen from a place, amounts to; `''` where it leads out of the document. */
export function absolutePointer(place: string, relative: string): string {
  const [, levels = '0', rest = ''] = /^(\d+)(\/.*)?$/s.exec(relative) ?? []
  const path = tokens(place)
  const kept = path.length - Number(levels)
  return kept < 0 ? '' : pointerOf(path.slice(0, kept)) + rest
}

/** A place in a document, as a validator knows it. */
export interface Place {
  rootData: unknown
  /** Pointer to the place. */
  instancePath: string
  /** What holds the place; undefined where that is not known. */
  parentData: unknown
}

/** Reads the value at a relative pointer, as {@link valueAtRelative}, from many places. */
export function relativeReader(relative: string): (place: Place) => unknown {
  const [, levels, rest = ''] = /^(\d+)(\/.*)?$/s.exec(relative) ?? []
  if (levels === undefined) return () => undefined
  const path = tokens(rest)
  return ({ rootData, instancePath, parentData }) => {
    // One level up is what nearly every word says, and needs no walk from the root.
    if (levels === '1' && typeof parentData === 'object') return valueAtPath(parentData, path)
    const place = tokens(instancePath)
    const kept = place.length - Number(levels)
    return kept < 0 ? undefined : valueAtPath(rootData, [...place.slice(0, kept), ...path])
  }
}

/** Whether the token is an index of an array (RFC 6901, section 4). */
export function isIndex(token: string): boolean {
  return /^(0|[1-9]\d*)$/.test(token)
}

function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1')
}

function unescapeToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~')
}
