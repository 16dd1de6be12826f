import { readFileSync } from 'node:fs'

/** A request as it was sent with curl, and what the server answered. */
export interface Recorded {
  heading: string
  method: string
  /** Path with query, as in the request line. */
  target: string
  /** Sent headers by lower-case name. */
  sent: Record<string, string>
  data: string | null
  status: number
  /** Answered headers by lower-case name. */
  headers: Record<string, string>
  body: string
}

/**
 * The recorded requests with their answers, in the order of the file.
 * @param file where a request is not written down as a curl line, only its answer is of use
 */
export function recordedExchanges(file = 'evolution-2.3.6.txt'): Recorded[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  return text.split(/^### /m).slice(1).map(parseRecorded)
}

/** The answer recorded under a heading. */
export function answerUnder(heading: string, recorded: readonly Recorded[]): Recorded {
  const found = recorded.find((one) => one.heading === heading)
  if (!found) throw new Error(`nothing is recorded as "${heading}"`)
  return found
}

function parseRecorded(block: string): Recorded {
  const end = block.indexOf('\n\n')
  const [heading = '', ...lines] = block.slice(0, end < 0 ? undefined : end).split('\n')
  const command = lines[0]?.startsWith('$ ') ? lines.shift() : undefined
  const [statusLine = '', ...headerLines] = lines
  return {
    heading,
    ...parseCurl(command ?? ''),
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(headerLines.filter((line) => line !== '').map(headerOf)),
    body: end < 0 ? '' : block.slice(end + 2).trimEnd(),
  }
}

/** Reads a curl line whose arguments are escaped with backslashes. */
function parseCurl(command: string): Pick<Recorded, 'method' | 'target' | 'sent' | 'data'> {
  const words = (command.match(/(?:\\.|[^\\ ])+/g) ?? []).map((word) =>
    word.replace(/\\(.)/g, '$1'),
  )
  const after = (flag: string): string[] =>
    words.filter((_, index) => index > 0 && words[index - 1] === flag)
  const url = words.find((word) => word.startsWith('http://127.0.0.1:')) ?? ''
  return {
    method: words.includes('-I') ? 'HEAD' : (after('-X')[0] ?? 'GET'),
    target: url.replace(/^http:\/\/[^/]+/, ''),
    sent: Object.fromEntries(after('-H').map(headerOf)),
    data: after('-d')[0] ?? null,
  }
}

/** `name: value`, or curl's `name;` for an empty value. */
function headerOf(line: string): [name: string, value: string] {
  const end = line.search(/[:;]/)
  return [line.slice(0, end).toLowerCase(), line.slice(end + 1).trim()]
}
