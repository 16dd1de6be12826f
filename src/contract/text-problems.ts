import type { ContractProblem } from './error.ts'
import type { RawContract } from './raw.ts'
import type { Part, Path, Source } from './source.ts'

/**
 * Checks every text of a contract: what people read must not act on a terminal or a CI log, and where no
 * variable is put in, `{name}` would be sent, or compared, as it is written.
 */
export function textProblems(contract: RawContract, source: Source): ContractProblem[] {
  const problems: ContractProblem[] = []
  changed(contract, [], (text, path, part) => {
    const message =
      (isShown(path, part) ? actingProblem(text) : null) ?? bracesLeft(path, text, part)
    if (message !== null) problems.push({ place: source.placeOf(path, part), message })
    return text
  })
  return problems
}

/** The contract with `{{name}}` as `{name}` where texts are sent or compared as they are written. */
export function unescapeBraces(contract: RawContract): RawContract {
  return changed(contract, [], (text, path, part) =>
    part === 'key' || literally(path) === null ? text : text.replace(/\{(\{\w+\})\}/g, '$1'),
  ) as RawContract
}

/** A value with its texts, names of members too, as they are changed. */
function changed(
  value: unknown,
  path: Path,
  change: (text: string, path: Path, part: Part) => string,
): unknown {
  if (typeof value === 'string') return change(value, path, 'value')
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value))
    return value.map((inner, index) => changed(inner, [...path, index], change))
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const at = [...path, key]
      return [change(key, at, 'key'), changed(inner, at, change)]
    }),
  )
}

/** Texts that are written for people; names of members are the server's, and are shown escaped. */
const prose = ['title', 'needs', 'words', 'docs']

function isShown(path: Path, part: Part): boolean {
  const [first] = path
  if (part === 'key') return first === 'schemas' && path.length === 2
  return prose.includes(String(path.at(-1))) || path.at(-2) === 'covers' || first === 'servers'
}

/** What a terminal acts on, what turns the direction of text, and line breaks. */
const acting = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u

/** What begins a command of GitHub's or Azure's logs. */
const command = /(?:^|\s)::[a-z-]+|##(?:vso)?\[/i

function actingProblem(text: string): string | null {
  const [character] = acting.exec(text) ?? []
  if (character === '\n')
    return 'a line break: write the text on one line (a block of YAML with >-)'
  if (character !== undefined) {
    const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
    return `U+${code ?? ''} acts on terminals and logs: remove it`
  }
  const [begun] = command.exec(text) ?? []
  return begun === undefined
    ? null
    : `"${begun.trim()}" begins a command in CI logs: reword the text`
}

/** How a text is used that no variable is put into; null where one may be, or nothing happens to it. */
function literally(path: Path): 'sent' | 'compared' | null {
  const [first, second] = path
  const where = path.join('/')
  if (first === 'servers' || where === 'operation/path') return 'sent'
  if (first === 'listing' && second === 'query') return 'sent'
  if (/^behaviors\/\d+\/request\/headers\//.test(where)) return 'sent'
  if (/\/for-all\/[^/]+\/(?:.*\/)?(?:enum|not-enum)\/\d+$/.test(where)) return 'sent'
  return /\/(?:const|enum)(?:\/|$)/.test(where) || /\/pluralOf\/(?:one|other)$/.test(where)
    ? 'compared'
    : null
}

function bracesLeft(path: Path, text: string, part: Part): string | null {
  // Variables in a header are reported with those of their behavior.
  const isElsewhere = part === 'key' || path.includes('headers') || path.at(-1) === 'pattern'
  const how = isElsewhere ? null : literally(path)
  const named = [...text.matchAll(/(?<!\{)\{(\w+)\}(?!\})/g)].map(([, name = '']) => name)
  const found = named.find((name) => name !== 'n' || !path.includes('pluralOf'))
  if (how === null || found === undefined) return null
  return `"{${found}}" would be ${how} as it is written: this place takes no variables; for literal braces write "{{${found}}}"`
}
