/**
 * Breaks a text into lines of at most `width` characters, between words. A word that is longer is
 * left whole: a URL or a pattern is there to be copied.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** The text in lines, the first one behind `head`, the others as far to the right. */
export function hung(head: string, text: string, width: number): string[] {
  const indent = ' '.repeat(head.length)
  return wrap(text, width - head.length).map((line, index) => (index === 0 ? head : indent) + line)
}
