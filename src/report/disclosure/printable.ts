/** A character that shows, and that joiners and variation selectors belong to. */
const base = String.raw`[^\0-\x7f\p{Script=Latin}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}]`

/** Emoji and some scripts need characters that are invisible by themselves. */
const needed = [
  String.raw`(?<=${base}|\ufe0f)[\u200c\u200d](?=${base})`,
  String.raw`(?<=${base})[\ufe00-\ufe0f]`,
  String.raw`(?<=[0-9#*])\ufe0f(?=\u20e3)`,
].join('|')

/** What a terminal, a browser or a parser acts on, what XML forbids, and what nobody sees. */
const unsafe = new RegExp(
  String.raw`(?!${needed})[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Noncharacter_Code_Point}\ufff9-\ufffb]`,
  'gu',
)

/**
 * The text on one line, with nothing in it that acts or hides: controls, line breaks, marks that turn
 * the direction of text, invisible characters and halves of surrogate pairs become `\u` escapes.
 * `##[` begins a command of a CI machine wherever in a line it stands, and is taken apart.
 */
export function printable(text: string): string {
  return text.replace(unsafe, escaped).replaceAll('##[', '## [')
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16)
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`
}

/** The text as a JSON string, with nothing in it that acts or hides. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(unsafe, escapedUnits).replaceAll('##[', '## [')
}

/** JSON knows no escapes but those of UTF-16 code units. */
function escapedUnits(character: string): string {
  const units = character.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'))
  return units.map((unit) => `\\u${unit}`).join('')
}

/** The first characters of a text, and how long it was; never half of a surrogate pair. */
export function clipped(text: string, length: number): string {
  if (text.length <= length) return text
  const start = text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
  return `${start}… (${text.length} characters)`
}

/** A number with its noun, which takes an s unless it is one. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
