import { markdownCode } from '../../reporters/escape.ts'
import { printable } from '../report/printable.ts'
import type { Item, Phrase } from './phrase.ts'

/** Text in which nothing is live in Markdown: no emphasis, link, HTML, table or list. */
export function markdownText(text: string): string {
  return printable(text)
    .replace(/[\\`*[\]<>|~&]/g, entityOrEscape)
    .replace(/_/g, (mark, at: number, whole: string) =>
      isWord(whole[at - 1]) && isWord(whole[at + 1]) ? mark : `\\${mark}`,
    )
    .replace(/^(\s*)([-+#=]|\d+(?=[.)]))/, '$1\\$2')
    .replace(/^(\s*)\\(\d+)([.)])/, '$1$2\\$3')
}

function entityOrEscape(character: string): string {
  return { '<': '&lt;', '>': '&gt;', '&': '&amp;' }[character] ?? `\\${character}`
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character)
}

/** A phrase as Markdown, on one line. */
export function markdownPhrase(phrase: Phrase): string {
  return phrase
    .map((part) => (typeof part === 'string' ? markdownText(part) : markdownCode(part.code)))
    .join('')
}

/** Items as a list, what hangs below them further in. */
export function markdownItems(items: readonly Item[], indent = ''): string[] {
  return items.flatMap(({ text, inner }) => [
    `${indent}- ${markdownPhrase(text)}`,
    ...markdownItems(inner, `${indent}  `),
  ])
}

/** A link; a URL with a space or a bracket in it would end it. */
export function markdownLink(words: string, url: string): string {
  const target = printable(url).replace(/[\s()<>\\]/g, encodeURIComponent)
  return `[${words}](${target})`
}

/** A table; its cells are Markdown without line breaks. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}
