import { ContractError } from '../../contract/error.ts'
import { suggestion } from '../../contract/nearest.ts'
import { tokens, valueAtPath } from '../../contract/pointer.ts'
import { parseSource } from '../../contract/source.ts'
import type { Source } from '../../contract/source.ts'
import { shownValue } from '../../contract/schema/mismatch.ts'
import { UsageError } from '../../model/problem.ts'

export type Path = readonly (string | number)[]

/** So many parts of a document are looked at; a document of 2 MB that does not refer to itself has fewer. */
const mostParts = 200_000

/** An OpenAPI 3.0 or 3.1 document whose parts know their lines. */
export class OpenApi {
  readonly file: string
  /** The operation that the page around the document names, or null. */
  readonly named: string | null
  readonly isPage: boolean
  readonly root: Part
  readonly #source: Source
  #parts = 0

  /**
   * Reads a file: a document, or a Markdown page with one fenced block that is one.
   * @param file shown in errors
   * @throws UsageError with file, line and column where there are any
   */
  constructor(file: string, text: string) {
    const found = findOpenApi(file, text)
    this.file = file
    this.named = found.operation
    this.isPage = found.isPage
    this.#source = sourceOf(file, found.text)
    const { value } = this.#source
    if (!isMap(value)) throw new UsageError(`${file} holds no OpenAPI document: it is no map`)
    this.root = new Part(this, value, [], [])
    this.#checkVersion(value)
    const cycle = cycleIn(value)
    if (cycle) throw this.problem(cycle, 'a YAML alias stands inside of what it stands for')
  }

  /** The line of a value, or of the key that it belongs to. */
  lineOf(path: Path): number {
    return this.#source.placeOf(path, 'key').line
  }

  /** An error that names the file and the line. */
  problem(path: Path, message: string): UsageError {
    return new UsageError(`${this.file}:${this.lineOf(path)}: ${message}`)
  }

  /**
   * The part at a path, or what its `$ref` leads to.
   * @throws UsageError where a `$ref` leads nowhere, to itself or out of the file
   */
  part(value: unknown, path: Path): Part {
    this.#parts++
    if (this.#parts > mostParts)
      throw new UsageError(`${this.file}: its $refs stand for more schemas than are read`)
    let target: { value: unknown; path: Path } = { value, path }
    const referrers: Part[] = []
    while (isMap(target.value) && typeof target.value.$ref === 'string') {
      if (referrers.some((one) => one.value === target.value))
        throw this.problem(path, `the $ref "${target.value.$ref}" leads back to itself`)
      referrers.push(new Part(this, target.value, target.path, []))
      target = this.#resolve(target.value.$ref, [...target.path, '$ref'])
    }
    return new Part(this, target.value, target.path, referrers)
  }

  #resolve(ref: string, at: Path): { value: unknown; path: Path } {
    if (!ref.startsWith('#')) {
      throw this.problem(
        at,
        `the $ref "${ref}" leads to another document, which is not read; put all into one file first (npx @redocly/cli bundle <file> -o bundled.yaml)`,
      )
    }
    if (ref !== '#' && !ref.startsWith('#/'))
      throw this.problem(
        at,
        `the $ref "${ref}" is no JSON pointer such as #/components/schemas/Name`,
      )
    const path = tokens(decoded(ref.slice(1)))
    const value = valueAtPath(this.root.value, path)
    if (value !== undefined) return { value, path }
    const siblings = valueAtPath(this.root.value, path.slice(0, -1))
    const near = isMap(siblings) ? suggestion(path.at(-1) ?? '', Object.keys(siblings)) : ''
    throw this.problem(at, `the $ref "${ref}" leads nowhere${near}`)
  }

  #checkVersion({ openapi, swagger }: Readonly<Record<string, unknown>>): void {
    const { file } = this
    if (swagger !== undefined) {
      throw this.problem(
        ['swagger'],
        `Swagger ${shownValue(swagger)} is not supported; convert it to OpenAPI 3 first: npx swagger2openapi --yaml --outfile openapi.yaml ${file}`,
      )
    }
    if (openapi === undefined)
      throw new UsageError(`${file} holds no OpenAPI document: the key "openapi" is missing`)
    const text = typeof openapi === 'string' ? openapi : shownValue(openapi)
    if (!/^3\.[01](?=\.|$)/.test(text))
      throw this.problem(['openapi'], `OpenAPI ${text} is not supported; 3.0 and 3.1 are`)
  }
}

/** A value of the document with its place. What stands behind a `$ref` has its own place. */
export class Part {
  readonly document: OpenApi
  readonly value: unknown
  readonly path: Path
  /** What referred here by `$ref`, the first referrer first; its other members count as well. */
  readonly referrers: readonly Part[]

  constructor(document: OpenApi, value: unknown, path: Path, referrers: readonly Part[]) {
    this.document = document
    this.value = value
    this.path = path
    this.referrers = referrers
  }

  /** Of the key, or of the entry of a list; of the referrer where there is one. */
  get line(): number {
    return this.document.lineOf(this.referrers[0]?.path ?? this.path)
  }

  /** The member of a map or list, its `$ref` followed; null where there is none. */
  get(name: string | number): Part | null {
    const value = valueAtPath(this.value, [String(name)])
    return value === undefined ? null : this.document.part(value, [...this.path, name])
  }

  /** The members of a map with their names; none where it is no map. */
  get members(): [string, Part][] {
    if (!isMap(this.value)) return []
    return Object.entries(this.value).map(([name, value]) => [
      name,
      this.document.part(value, [...this.path, name]),
    ])
  }

  /** The entries of a list; none where it is no list. */
  get entries(): Part[] {
    if (!Array.isArray(this.value)) return []
    return this.value.map((value: unknown, index) =>
      this.document.part(value, [...this.path, index]),
    )
  }

  /** The text of a member, the referrer's first; null where it is no text. */
  text(name: string): string | null {
    const found = [...this.referrers, this].map(({ value }) => valueAtPath(value, [name]))
    return found.find((value) => typeof value === 'string') ?? null
  }

  /** Whether a member is true, here or of a referrer. */
  is(name: string): boolean {
    return [...this.referrers, this].some(({ value }) => valueAtPath(value, [name]) === true)
  }
}

function sourceOf(file: string, text: string): Source {
  try {
    return parseSource(file, text)
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
    throw new UsageError(error.message.replace(/^contract/, 'OpenAPI document'))
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

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

/** An OpenAPI document as it stands in a file: what is around it is blank, so that its lines keep their numbers. */
interface OpenApiText {
  text: string
  /** The operation that the fence of a documentation page names (`yaml GET /instances`), or null. */
  operation: string | null
  /** Whether there is prose around the document, which is not read. */
  isPage: boolean
}

/** How such a document begins, in YAML or JSON. */
const beginning = /^[ \t]*\{?[ \t]*["']?(?:openapi|swagger)["']?[ \t]*:/m

/** A fenced block of a page (CommonMark, section 4.5); one that nothing closes goes on to the end. */
const fenced = /^([ \t]*)(`{3,}|~{3,})[ \t]*([^\n`]*)\n([^]*?)(?:^[ \t]*\2[`~]*[ \t]*$|(?![^]))/gm

/**
 * Finds the OpenAPI document: the whole file, or the one fenced block of a Markdown page that holds one.
 * @throws UsageError where there is none, or more than one
 */
function findOpenApi(file: string, marked: string): OpenApiText {
  const text = marked.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  if (text.trim() === '') throw new UsageError(`${file} is empty`)
  if (/^\s*<(?:!doctype|html)/i.test(text)) {
    throw new UsageError(
      `${file} is HTML; give the OpenAPI document itself (.yaml or .json), or the page as Markdown`,
    )
  }
  const isPage = /\.mdx?$|\.markdown$/i.test(file)
  return isPage ? blockOf(file, text) : { text, operation: null, isPage }
}

function blockOf(file: string, text: string): OpenApiText {
  const blocks = [...text.matchAll(fenced)].map(
    ({ index, 1: indent = '', 3: info = '', 4: inner = '' }) => ({
      line: text.slice(0, index).split('\n').length,
      info: info.trim(),
      text: inner.replace(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  )
  const found = blocks.filter((block) => beginning.test(block.text))
  const [block, ...more] = found
  if (!block) {
    const why =
      blocks.length === 0
        ? 'it has no fenced block'
        : `no fenced block (${blocks.length} of them) has a line "openapi: 3…"`
    throw new UsageError(`${file} holds no OpenAPI document: ${why}`)
  }
  if (more.length > 0) {
    const lines = found.map(({ line }) => line).join(', ')
    throw new UsageError(
      `${file} holds ${found.length} OpenAPI documents (fenced blocks at lines ${lines}); put the one that is meant into a file of its own`,
    )
  }
  const [operation = null] = /\b[A-Z]+ \/\S*$/.exec(block.info) ?? []
  return { text: '\n'.repeat(block.line) + block.text, operation, isPage: true }
}
