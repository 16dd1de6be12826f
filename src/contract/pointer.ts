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
  return (document) => valueAtPath(document, path)
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
 * The tokens that lead to what a relative pointer means, seen from a place in a document; null where
 * that is outside of it. `1/meta/total` is `meta/total` of the object that holds the place.
 */
export function resolved(place: string, relative: string): string[] | null {
  const [, levels, rest = ''] = /^(\d+)(\/.*)?$/s.exec(relative) ?? []
  const path = tokens(place)
  const kept = path.length - Number(levels)
  return kept >= 0 ? [...path.slice(0, kept), ...tokens(rest)] : null
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
