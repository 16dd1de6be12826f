/** Deeper than this, nobody reads on; a hostile server would make megabytes of blanks out of it. */
const deepestIndent = 24

/**
 * JSON on one line, with a line for each member and element. Only blanks are added, so that nothing
 * that was sent is lost: a member that is there twice, a long number, an end that was cut off. Any
 * other text stays as it is.
 *
 * @param {string} text
 */
export function indented(text) {
  if (!/^\s*[{[]/.test(text)) return text
  const parts = text.match(/"(?:[^"\\]|\\.)*"?|[{[]\s*[}\]]|[{}[\],:]|[^"{}[\],:]+/gs) ?? []
  let depth = 0
  const line = () => `\n${'  '.repeat(Math.min(depth, deepestIndent))}`
  return parts
    .map((part) => {
      if (part === '{' || part === '[') depth += 1
      if (part === '}' || part === ']') {
        depth = Math.max(0, depth - 1)
        return line() + part
      }
      if (part === ':') return ': '
      return part === '{' || part === '[' || part === ',' ? part + line() : part
    })
    .join('')
}
