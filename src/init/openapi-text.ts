import { UsageError } from '../run/problem.ts'

/** An OpenAPI document as it stands in a file: what is around it is blank, so that its lines keep their numbers. */
export interface OpenApiText {
  text: string
  /** The operation that the fence of a documentation page names (`yaml GET /instances`), or null. */
  operation: string | null
  /** Whether there is prose around the document, which is not read. */
  isPage: boolean
}

interface Block {
  /** Of the fence that opens it, from 1. */
  line: number
  info: string
  text: string
}

/** How such a document begins, in YAML or JSON. */
const beginning = /^\s*(?:---\s)?(?:\s*#.*\n)*\s*\{?\s*["']?(?:openapi|swagger)["']?\s*:/
const anyLine = /^[ \t]*\{?[ \t]*["']?(?:openapi|swagger)["']?[ \t]*:/m

/**
 * Finds the OpenAPI document: the whole file, or the one fenced block of a Markdown page that holds one.
 * @throws UsageError where there is none, or more than one
 */
export function findOpenApi(file: string, marked: string): OpenApiText {
  const text = marked.replace(/^\uFEFF/, '')
  if (text.trim() === '') throw new UsageError(`${file} is empty`)
  if (/^\s*<(?:!doctype|html)/i.test(text)) {
    throw new UsageError(
      `${file} is HTML; give the OpenAPI document itself (.yaml or .json), or the page as Markdown`,
    )
  }
  if (!/\.mdx?$|\.markdown$/i.test(file) && (beginning.test(text) || !hasFence(text)))
    return { text, operation: null, isPage: false }
  return blockOf(file, text)
}

function blockOf(file: string, text: string): OpenApiText {
  const blocks = fencedBlocks(text)
  const found = blocks.filter((block) => beginning.test(block.text) || anyLine.test(block.text))
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

const fence = /^[ \t]*(`{3,}|~{3,})[ \t]*([^\n`]*)$/

function hasFence(text: string): boolean {
  return text.split('\n').some((line) => fence.test(line.trimEnd()))
}

/** The fenced blocks of a page (CommonMark, section 4.5); one that nothing closes goes on to the end. */
function fencedBlocks(text: string): Block[] {
  const blocks: Block[] = []
  let open: { marks: string; indent: string; line: number; info: string; lines: string[] } | null =
    null
  const close = (): void => {
    if (open) blocks.push({ line: open.line, info: open.info, text: open.lines.join('\n') })
    open = null
  }
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '')
    const [, marks = '', info = ''] = fence.exec(line.trimEnd()) ?? []
    if (!open) {
      const [indent = ''] = /^[ \t]*/.exec(line) ?? []
      if (marks !== '') open = { marks, indent, line: index + 1, info: info.trim(), lines: [] }
    } else if (marks.startsWith(open.marks) && info === '') close()
    else open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line)
  }
  close()
  return blocks
}
