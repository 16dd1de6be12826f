import { clipped, markdownCode } from './escape.ts'

const longestText = 300
const listedNames = 5

/** A part of a report, and what is shown of it where there is room. */
export interface Block {
  text: string
  more: string | null
}

/** Text of a server or a user, clipped, as code: nothing in it is live. */
export function code(text: string): string {
  return markdownCode(clipped(text, longestText))
}

/** The first names of a list as code, and how many more there are. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, listedNames).map(code).join(', ')
  return names.length > listedNames ? `${shown} and ${names.length - listedNames} more` : shown
}

/** The blocks that fit, then how many do not; what there is more to them as far as it fits as well. */
export function withinRoom(blocks: readonly Block[], room: number): string[] {
  const texts = textsWithin(blocks, room - 100)
  let spare = room - 100 - texts.join('\n\n').length
  return texts.map((text, index) => {
    const more = blocks[index]?.text === text ? (blocks[index].more ?? '') : ''
    if (more === '' || more.length + 2 > spare) return text
    spare -= more.length + 2
    return `${text}\n\n${more}`
  })
}

function textsWithin(blocks: readonly Block[], room: number): string[] {
  let left = room
  const shown: string[] = []
  for (const { text } of blocks) {
    left -= text.length + 2
    if (left < 0)
      return [...shown, `… and ${blocks.length - shown.length} more; see the whole report.`]
    shown.push(text)
  }
  return shown
}
