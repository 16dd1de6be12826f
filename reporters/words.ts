/** A number with its noun, which takes an s unless it is one. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** The first names of a list, and how many more there are; all of them where that is hardly longer. */
export function firstNames(names: readonly string[], most: number): string {
  if (names.length <= most + 1) return names.join(', ')
  return `${names.slice(0, most).join(', ')}, and ${names.length - most} more`
}
