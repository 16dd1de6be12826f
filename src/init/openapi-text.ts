import { UsageError } from '../run/problem.ts'

/** An OpenAPI document as it stands in a file: what is around it is blank, so that its lines keep their numbers. */
export interface OpenApiText {
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
export function findOpenApi(file: string, marked: string): OpenApiText {
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
