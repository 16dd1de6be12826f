import { printable as visible } from '../src/report/disclosure/printable.ts'

export { clipped, printable as visible } from '../src/report/disclosure/printable.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * For the text and the quoted attributes of HTML and XML. What XML 1.0 forbids (section 2.2) is
 * among what {@link visible} replaces.
 */
export function escapeMarkup(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** What stands after the second pair of colons of a GitHub command, as GitHub's own toolkit escapes it. */
export function commandText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** A property of a GitHub command. */
export function commandProperty(text: string): string {
  return commandText(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** A value as JSON for a `<script>`, which ends at the first `</script` whatever quotes it. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => shown(inner)).replaceAll('<', '\\u003c')
}

function shown(value: unknown): unknown {
  if (typeof value === 'string') return visible(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [visible(key), inner]))
}

/** More backticks in a row than this, and some readers of Markdown see no code span any more. */
const longestDelimiter = 20

/**
 * Text as code in Markdown, the one place where neither Markdown nor HTML, no @mention, no #number
 * and no URL is live. Works in the cells of tables, too.
 */
export function markdownCode(text: string): string {
  const shownText = visible(text)
  if (shownText === '') return '(empty)'
  const delimiter = '`'.repeat(longestRun(shownText) + 1)
  if (shownText.trim() === '' || shownText.includes('|') || delimiter.length > longestDelimiter) {
    return `<code>${shownText.replace(/[^\p{L}\p{N} ]/gu, numericEntity)}</code>`
  }
  const space = /^[` ]|[` ]$/.test(shownText) ? ' ' : ''
  return `${delimiter}${space}${shownText}${space}${delimiter}`
}

/** Lines as a block of code in Markdown, in a fence longer than any run of backticks in them. */
export function markdownFence(lines: readonly string[], language: string): string {
  const shownText = lines.map(visible).join('\n')
  const fence = '`'.repeat(Math.max(3, longestRun(shownText) + 1))
  return `${fence}${language}\n${shownText}\n${fence}`
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
}

function numericEntity(character: string): string {
  return `&#${character.codePointAt(0) ?? 0};`
}

/** The value with every text in it replaced, the names of members included. */
export function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value)
  if (Array.isArray(value)) return value.map((inner) => mapTexts(inner, map))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [map(name), mapTexts(inner, map)]),
  )
}
