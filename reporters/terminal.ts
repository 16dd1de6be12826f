import { styleText } from 'node:util'
import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

/** Where text is shown: a terminal, or a file or pipe that knows no width. */
export interface TextStream {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}

export type Style = 'green' | 'red' | 'yellow' | 'dim' | 'bold'

/** How text is to look. */
export interface Look {
  /** Columns of a line. */
  width: number
  paint(style: Style, text: string): string
}

type Environment = Readonly<Record<string, string | undefined>>

const usualWidth = 80
/** On less, lines of single words would be harder to read than lines that the terminal breaks. */
const leastWidth = 40

/** Text as a stream can show it: in color or not, and how wide. */
export function lookOf(stream: TextStream, env: Environment): Look {
  const color = hasColor(stream, env)
  return {
    width: Math.max(leastWidth, stream.columns ?? usualWidth),
    paint: (style, text) => (color ? styleText(style, text, { validateStream: false }) : text),
  }
}

/** The first that says something: FORCE_COLOR (force-color.org), NO_COLOR (no-color.org), the stream. */
export function hasColor(stream: TextStream, env: Environment): boolean {
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  if (env.NO_COLOR) return false
  return isTerminal(stream, env)
}

/** Whether what was written can be written over. */
export function isTerminal(stream: TextStream, env: Environment): boolean {
  return (stream.isTTY ?? false) && env.TERM !== 'dumb'
}

/**
 * Words on lines of a width, every line after so many spaces. Only breaks at spaces: whatever has none
 * stays whole, so that it can be copied.
 * @param first what stands before the words on the first line, in place of spaces
 */
export function wrapped(text: string, { width }: Look, indent: number, first?: string): string[] {
  const spaces = ' '.repeat(indent)
  // A line that begins with two colons is a command of a CI machine, whatever stands before it.
  const tied = text.replaceAll(' ::', `${tie}::`)
  const lines = wrapAnsi(`${first ?? spaces}${tied}`, width, { trim: false, hard: false }).split(
    '\n',
  )
  const [head = '', ...rest] = lines
  const more = rest.join('').trim()
  const tail = more === '' ? [] : wrapAnsi(more, width - indent, { hard: false }).split('\n')
  return [head, ...tail.map((line) => `${spaces}${line}`)].map((line) =>
    line.replaceAll(`${tie}::`, ' ::').replace(trailing, '$1'),
  )
}

/** No break goes there. */
const tie = '\u00a0'

/** Spaces at the end of a line, before what ends its colors. */
const trailing = / +((?:\u001b\[\d+m)*)$/ // eslint-disable-line no-control-regex

/** The beginning of a text that fits on so many columns. */
export function shortened(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text
  let shown = ''
  let width = 0
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    width += stringWidth(segment)
    if (width > columns - 1) break
    shown += segment
  }
  return `${shown}…`
}
