import { ContractError } from '../../contract/error.ts'
import { suggestion } from '../../contract/nearest.ts'
import { tokens, valueAtPath } from '../../contract/pointer.ts'
import { parseSource } from '../../contract/source.ts'
import type { Path, Source } from '../../contract/source.ts'
import { shownValue } from '../../contract/schema/mismatch.ts'
import { UsageError } from '../../model/problem.ts'

interface Located {
  value: unknown
  path: Path
}

/** So many parts of a document are looked at; a document of 2 MB that does not refer to itself has fewer. */
const mostParts = 200_000

/** An OpenAPI 3.0 or 3.1 document whose parts know their lines. */
export class OpenApi {
  readonly file: string
  /** The operation that the fence of a documentation page names (`yaml GET /instances`), or null. */
  readonly named: string | null
  /** Whether there is prose around the document, which is not read. */
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
    if (/^\s*<(?:!doctype|html)/i.test(text)) {
      throw new UsageError(
        `${file} is HTML; give the OpenAPI document itself (.yaml or .json), or the page as Markdown`,
      )
    }
    this.file = file
    this.isPage = /\.mdx?$|\.markdown$/i.test(file)
    const block = this.isPage ? blockOf(file, text) : { text, operation: null }
    this.named = block.operation
    this.#source = sourceOf(file, block.text)
    this.root = new Part(this, this.#source.value, [], [])
    this.#checkVersion()
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
  part(value: unknown, path: Path, referrers: readonly Located[] = []): Part {
    this.#parts++
    if (this.#parts > mostParts)
      throw new UsageError(`${this.file}: its $refs stand for more schemas than are read`)
    if (!isObject(value) || typeof value.$ref !== 'string')
      return new Part(this, value, path, referrers)
    if (referrers.some((one) => one.value === value)) {
      const start = referrers[0]?.path ?? path
      throw this.problem(start, `the $ref "${value.$ref}" leads back to itself`)
    }
    const target = this.#resolve(value.$ref, [...path, '$ref'])
    return this.part(target.value, target.path, [...referrers, { value, path }])
  }

  #resolve(ref: string, at: Path): Located {
    if (!/^#(?:\/|$)/.test(ref)) {
      throw this.problem(
        at,
        `the $ref "${ref}" is not a JSON pointer into this document, such as #/components/schemas/Name; put all into one file first (npx @redocly/cli bundle <file> -o bundled.yaml)`,
      )
    }
    const path = tokens(decoded(ref.slice(1)))
    const value = valueAtPath(this.root.value, path)
    if (value !== undefined) return { value, path }
    const siblings = valueAtPath(this.root.value, path.slice(0, -1))
    const near = isObject(siblings) ? suggestion(path.at(-1) ?? '', Object.keys(siblings)) : ''
    throw this.problem(at, `the $ref "${ref}" leads nowhere${near}`)
  }

  #checkVersion(): void {
    const { file, root } = this
    const swagger = root.get('swagger')
    if (swagger) {
      throw this.problem(
        swagger.path,
        `Swagger ${shownValue(swagger.value)} is not supported; convert it to OpenAPI 3 first: npx swagger2openapi --yaml --outfile openapi.yaml ${file}`,
      )
    }
    const version = root.get('openapi')
    if (!version)
      throw new UsageError(`${file} holds no OpenAPI document: the key "openapi" is missing`)
    if (!/^3\.[01](?=\.|$)/.test(String(version.value))) {
      const message = `OpenAPI ${shownValue(version.value)} is not supported; 3.0 and 3.1 are`
      throw this.problem(version.path, message)
    }
  }
}

/** A value of the document with its place. What stands behind a `$ref` has its own place. */
export class Part implements Located {
  readonly document: OpenApi
  readonly value: unknown
  readonly path: Path
  /** What referred here by `$ref`, the first referrer first; its other members count as well. */
  readonly #referrers: readonly Located[]

  constructor(document: OpenApi, value: unknown, path: Path, referrers: readonly Located[]) {
    this.document = document
    this.value = value
    this.path = path
    this.#referrers = referrers
  }

  /** Of the key, or of the entry of a list; of the referrer where there is one. */
  get line(): number {
    return this.document.lineOf((this.#referrers[0] ?? this).path)
  }

  /** The members of a map with their names; none where it is not a map. */
  get members(): [string, Part][] {
    if (!isObject(this.value)) return []
    return Object.entries(this.value).map(([name, value]) => [name, this.#below(name, value)])
  }

  /** The entries of a list; none where it is no list. */
  get entries(): Part[] {
    if (!Array.isArray(this.value)) return []
    return this.value.map((value: unknown, index) => this.#below(index, value))
  }

  /** The member of a map or list, its `$ref` followed; null where there is none. */
  get(name: string): Part | null {
    const value = valueAtPath(this.value, [name])
    return value === undefined ? null : this.#below(name, value)
  }

  /** The members of a member that is a map. */
  map(name: string): [string, Part][] {
    return this.get(name)?.members ?? []
  }

  /** The entries of a member that is a list. */
  list(name: string): Part[] {
    return this.get(name)?.entries ?? []
  }

  /** The text of a member, the referrer's first; null where it is no text. */
  text(name: string): string | null {
    return this.#plain(name).find((value) => typeof value === 'string') ?? null
  }

  /** Whether a member is true, here or of a referrer. */
  is(name: string): boolean {
    return this.#plain(name).includes(true)
  }

  #plain(name: string): unknown[] {
    return [...this.#referrers, this].map(({ value }) => valueAtPath(value, [name]))
  }

  #below(token: string | number, value: unknown): Part {
    return this.document.part(value, [...this.path, token])
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
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** How such a document begins, in YAML or JSON. */
const beginning = /^[ \t]*\{?[ \t]*["']?(?:openapi|swagger)["']?[ \t]*:/m

/** A fenced block of a page (CommonMark, section 4.5); one that nothing closes goes on to the end. */
const fenced = /^([ \t]*)(`{3,}|~{3,})[ \t]*([^\n`]*)\n([^]*?)(?:^[ \t]*\2[`~]*[ \t]*$|(?![^]))/gm

/**
 * The one fenced block of a Markdown page that is a document; empty lines before it keep its lines' numbers.
 * @throws UsageError where there is none, or more than one
 */
function blockOf(file: string, marked: string): { text: string; operation: string | null } {
  const page = marked.replaceAll('\r\n', '\n')
  const blocks = [...page.matchAll(fenced)].map(
    ({ index, 1: indent = '', 3: info = '', 4: inner = '' }) => ({
      line: page.slice(0, index).split('\n').length,
      info: info.trim(),
      text: inner.replace(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  )
  const found = blocks.filter(({ text }) => beginning.test(text))
  const [block, ...more] = found
  if (!block) {
    throw new UsageError(
      `${file} holds no OpenAPI document: no fenced block has a line "openapi: 3…"`,
    )
  }
  if (more.length > 0) {
    const lines = found.map(({ line }) => line).join(', ')
    throw new UsageError(
      `${file} holds ${found.length} OpenAPI documents (fenced blocks at lines ${lines}); put the one that is meant into a file of its own`,
    )
  }
  const [operation = null] = /\b[A-Z]+ \/\S*$/.exec(block.info) ?? []
  return { text: '\n'.repeat(block.line) + block.text, operation }
}
