import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document, Node, YAMLMap } from 'yaml'
import { ContractError } from './error.ts'
import type { ContractProblem, Place } from './error.ts'

/** A YAML file whose values can be traced back to their lines. */
export interface Source {
  file: string
  value: unknown
  /** The place of the value at a path; of the nearest parent where there is none. */
  placeOf(path: readonly (string | number)[], part?: 'key' | 'value'): Place
}

/** Longest contract that is read, in characters. */
const maxLength = 2_000_000

/**
 * Parses YAML and keeps the places.
 * @throws ContractError when the text is no YAML, has a duplicate key, or expands aliases without measure
 */
export function parseSource(file: string, text: string): Source {
  if (text.length > maxLength) throw whole(file, `larger than ${maxLength} characters`)
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  })
  const at = (offset: number): Place => place(text, lines, offset)
  if (document.errors.length > 0) {
    throw new ContractError(
      file,
      document.errors.map((error) => ({
        place: at(error.pos[0]),
        message: `YAML: ${error.message}`,
      })),
    )
  }
  return {
    file,
    value: toValue(file, document),
    placeOf: (path, part = 'value') => at(offsetOf(document, path, part)),
  }
}

function toValue(file: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    throw whole(file, `YAML: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function whole(file: string, message: string): ContractError {
  const problem: ContractProblem = { place: null, message }
  return new ContractError(file, [problem])
}

function offsetOf(document: Document, path: readonly (string | number)[], part: 'key' | 'value') {
  let node: Node | null = document.contents
  let offset = node?.range?.[0] ?? 0
  for (const [index, token] of path.entries()) {
    const next = childOf(document, node, token)
    if (!next) break
    const last = index === path.length - 1
    offset = (last && part === 'key' ? next.keyOffset : next.offset) ?? offset
    node = next.node
  }
  return offset
}

interface Child {
  node: Node | null
  offset: number | undefined
  keyOffset: number | undefined
}

function childOf(document: Document, parent: Node | null, token: string | number): Child | null {
  const node = isAlias(parent) ? (parent.resolve(document) ?? null) : parent
  if (isMap(node)) return memberOf(node, String(token))
  const item = isSeq(node) ? node.items[Number(token)] : null
  return isNode(item) ? { node: item, offset: item.range?.[0], keyOffset: item.range?.[0] } : null
}

function memberOf(map: YAMLMap, name: string): Child | null {
  for (const { key, value } of map.items) {
    if (!isScalar(key) || String(key.value) !== name) continue
    const node = isNode(value) ? value : null
    const keyOffset = key.range?.[0]
    return { node, offset: node?.range?.[0] ?? keyOffset, keyOffset }
  }
  return null
}

function place(text: string, lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset)
  const start = lines.lineStarts[line - 1] ?? 0
  const end = text.indexOf('\n', start)
  const content = text.slice(start, end === -1 ? undefined : end)
  const column = Math.max(col, 1)
  return { line, column, excerpt: excerpt(content, column) }
}

/** The line with a caret below the column; a long line is cut around the column. */
function excerpt(content: string, column: number): string {
  const width = 100
  const from = content.length > width ? Math.max(0, column - width / 2) : 0
  const cut = content.slice(from, from + width)
  return `${cut}\n${' '.repeat(column - 1 - from)}^`
}
