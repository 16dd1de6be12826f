import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import type { Alias, Document, Pair, YAMLError, YAMLMap } from 'yaml'
import { ContractError, visible } from './error.ts'
import type { Place } from './error.ts'

/** The members that lead to a value. */
export type Path = readonly (string | number)[]

/** Of a member, its name or its value. */
export type Part = 'key' | 'value'

/** Takes a problem, and where it is. */
export type Report = (path: Path, message: string, part?: Part) => void

/** A YAML file whose values can be traced back to their lines. */
export interface Source {
  file: string
  value: unknown
  /** The place of the value at a path; of the nearest parent where there is none. */
  placeOf(path: Path, part?: Part): Place
}

/** Longest contract that is read, in characters. */
const maxLength = 2_000_000

/**
 * Parses YAML and keeps the places.
 * @throws ContractError when the text is no YAML, has a duplicate key, or expands aliases without measure
 */
export function parseSource(file: string, marked: string): Source {
  const text = marked.replace(/^\uFEFF/, '')
  if (text.length > maxLength) throw whole(file, `larger than ${maxLength} characters`)
  const lines = new LineCounter()
  const at = (offset: number): Place => place(text, lines, offset)
  const document = documentOf(file, text, lines)
  if (document.errors.length > 0) throw yamlError(file, document.errors, at)
  if (document.contents === null) throw whole(file, 'the file is empty')
  return {
    file,
    value: toValue(file, document, at),
    placeOf: (path, part = 'value') => at(offsetOf(document, path, part)),
  }
}

function documentOf(file: string, text: string, lineCounter: LineCounter): Document {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true })
  } catch (error) {
    throw isOverflow(error) ? whole(file, tooDeep) : error
  }
}

const tooDeep = 'YAML: nested too deep to be read'

/** How many errors of YAML are shown: one lost quote makes hundreds. */
const shownErrors = 3

function yamlError(
  file: string,
  errors: readonly YAMLError[],
  at: (offset: number) => Place,
): ContractError {
  const deep = errors.find(isOverflow)
  if (deep) return new ContractError(file, [{ place: at(deep.pos[0]), message: tooDeep }])
  const problems = errors.slice(0, shownErrors).map(({ code, message, pos }) => ({
    place: at(pos[0]),
    message:
      code === 'MULTIPLE_DOCS'
        ? 'YAML: a second document begins here; a file holds one'
        : `YAML: ${message}`,
  }))
  return new ContractError(file, problems, errors.length - problems.length)
}

function isOverflow(error: unknown): boolean {
  return error instanceof Error && error.message.includes('call stack')
}

function toValue(file: string, document: Document, at: (offset: number) => Place): unknown {
  const bad = badAlias(document)
  if (bad) {
    const { source, range } = bad
    const message = bad.resolve(document)
      ? `YAML: the alias "*${source}" stands inside of what it stands for`
      : `YAML: no anchor "&${source}" comes before "*${source}"`
    throw new ContractError(file, [{ place: at(range?.[0] ?? 0), message }])
  }
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    if (isOverflow(error)) throw whole(file, tooDeep)
    throw whole(file, 'YAML: aliases of aliases stand for more values than are read')
  }
}

/** An alias of nothing, or of what it stands in itself, which would have no end. */
function badAlias(document: Document): Alias | null {
  let bad: Alias | null = null
  visit(document, {
    Alias: (_, alias, ancestors) => {
      const target = alias.resolve(document)
      if (target && !ancestors.includes(target)) return undefined
      bad = alias
      return visit.BREAK
    },
  })
  return bad
}

function whole(file: string, message: string): ContractError {
  return new ContractError(file, [{ place: null, message }])
}

function offsetOf(document: Document, path: Path, part: Part): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const [index, token] of path.entries()) {
    const parent = isAlias(node) ? node.resolve(document) : node
    const pair = isMap(parent) ? memberOf(parent, String(token)) : undefined
    node = isSeq(parent) ? parent.items[Number(token)] : pair?.value
    const isKey = part === 'key' && index === path.length - 1
    const start = isKey && pair ? undefined : startOf(node)
    offset = start ?? startOf(pair?.key) ?? offset
  }
  return offset
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}

function memberOf({ items }: YAMLMap, name: string): Pair | undefined {
  return items.find(({ key }) => isScalar(key) && String(key.value) === name)
}

function place(text: string, lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset)
  const start = lines.lineStarts[line - 1] ?? 0
  const end = text.indexOf('\n', start)
  const content = text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '')
  const column = Math.max(col, 1)
  return { line, column, excerpt: excerpt(content, column) }
}

/** The line with a caret below the column; a long line is cut around the column. */
function excerpt(content: string, column: number): string {
  const width = 100
  const from = content.length > width ? Math.max(0, column - width / 2) : 0
  const cut = content.slice(from, from + width)
  return `${visible(cut)}\n${' '.repeat(column - 1 - from)}^`
}
