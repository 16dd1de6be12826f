/** The words of a name that is written in camel case, with underscores or with hyphens; in lower case. */
function wordsIn(name: string): string[] {
  const apart = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return apart.match(/[\p{L}\p{N}]+/gu) ?? []
}

const secretWord =
  /^(?:tokens?|secrets?|passw(?:or)?d|pwd|apikey|credentials?|authorization|bearer)$/

const personalWord = new RegExp(
  '^(?:phone|msisdn|mobile|jid|wuid|wid|lid|owner|e?mail|profile|pushname|contact|avatar|pic(?:ture)?|photo' +
    '|(?:first|last|full)name|birthday|address|user(?:name)?|participant)$',
)

/** Whether a member's name says that it holds a credential. */
export function isSecretName(name: string): boolean {
  const words = wordsIn(name)
  return words.some((word) => secretWord.test(word)) || words.at(-1) === 'key'
}

/** Whether a member's name says that it holds personal data. */
export function isPersonalName(name: string): boolean {
  const words = wordsIn(name)
  const pairs = words.map((word, index) => word + (words[index + 1] ?? ''))
  return [...words, ...pairs].some((word) => personalWord.test(word)) || words.at(-1) === 'number'
}

/** Whether a member's name says that its value changes in the life of an instance. */
export function isMovingName(name: string): boolean {
  return /stat(?:us|e)$|connect|online|active|battery|(?:updated|modified|seen)/i.test(name)
}

/** Whether a parameter's name says that it chooses a page of the listing. */
export function isPagingName(name: string): boolean {
  return /^(?:page|limit|offset|cursor|per_?page|page_?(?:size|number|token)|size|skip|take|after|before)$/i.test(
    name.replace(/^page\[(\w+)\]$/, '$1'),
  )
}

/** Names that differ in nothing but case and punctuation are the same. */
export function plainName(name: string): string {
  return wordsIn(name).join('')
}

/** A name for a behavior's id or a variable: letters, digits and underscores, a letter first. */
export function identifier(name: string): string {
  const made = name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '')
  return /^[A-Za-z]/.test(made) ? made : `x${made}`
}

/** A part of a behavior's id: letters, digits, underscores and hyphens. */
export function idPart(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, '_') || '_'
}
