import { isUtf8 } from 'node:buffer'
import type { BodyBreak } from '../recording/exchange.ts'

/** How much of a body's beginning tells its kind, in bytes. */
const beginning = 1024

/**
 * Why bytes are not JSON, by their kind and number or by where reading broke. No character of theirs
 * is in it: what a server sends beside JSON may be anybody's secret.
 */
export function noJson(bytes: Buffer, broke: BodyBreak, values: number): string {
  if (values === 0 && broke.kind === 'end') return 'the body is empty'
  const kind = kindOf(bytes, broke)
  return `not JSON: ${kind === null ? breakIn(bytes, broke) : `${kind}, ${counted(bytes.length, 'byte')}`}`
}

/** What a body is instead of JSON, as far as its beginning tells; null where it means to be JSON. */
function kindOf(bytes: Buffer, broke: BodyBreak): string | null {
  const start = bytes
    .subarray(0, beginning)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
  if (/^(\xff\xfe|\xfe\xff|([^\0]\0|\0[^\0]){2})/.test(start)) return 'text in UTF-16'
  if (/^["[{]/.test(start)) return isOnNextLine(bytes, broke) ? 'JSON Lines' : null
  if (bytes.subarray(0, beginning).some(isBinary)) return 'binary data'
  const kind = textKindOf(start, broke)
  return kind === null || isUtf8(bytes) ? kind : `${kind} not in UTF-8`
}

/** A control character that no text has; terminals' colors are text. */
function isBinary(byte: number): boolean {
  return byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b
}

function textKindOf(start: string, broke: BodyBreak): string | null {
  if (htmlTag.test(start)) return 'an HTML page'
  if (start.startsWith('<')) return 'XML'
  if (/^(\/\*\*\/\s*)?(typeof\s+)?[a-z_$][\w$.]*\s*\(/i.test(start)) return 'JSONP'
  if (/^(---\s|([\w-]+:(\s.*)?|- .*)\n\s*([\w-]+:(\s|$)|- ))/.test(start)) return 'YAML'
  return broke.kind === 'word' || broke.kind === 'no-value' ? 'text' : null
}

/** Whether bytes are a whole HTML page, and no API's answer behind a warning in HTML. */
export function isPage(bytes: Buffer): boolean {
  const start = bytes
    .subarray(0, beginning)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
  return /^\s*(<\?xml[^>]*\?>\s*)?(<!--[^]*?-->\s*)*<(!doctype html|html|head|title|body)\b/i.test(
    start,
  )
}

const htmlTag =
  /^(<!--[^]*?-->\s*)?<(!doctype html|html|head|body|title|br|b|p|div|h\d|pre|script)\b/i

/** Whether one JSON text is complete, and another one begins on a line below. */
function isOnNextLine(bytes: Buffer, { at, kind }: BodyBreak): boolean {
  if (kind !== 'extra' || !/^["[{]/.test(bytes.toString('latin1', at, at + 1))) return false
  return /\n\s*$/.test(bytes.toString('latin1', Math.max(0, at - beginning), at))
}

function breakIn(bytes: Buffer, { at, kind }: BodyBreak): string {
  if (kind === 'extra')
    return `a complete JSON text, then ${counted(bytes.toString('utf8', at).length, 'character')}, from byte ${at} on`
  return `${breakWords[kind]}, at byte ${at} of ${bytes.length}`
}

const breakWords: Readonly<Record<Exclude<BodyBreak['kind'], 'extra'>, string>> = {
  end: 'broken off',
  'end-in-string': 'broken off inside a string',
  'end-in-array': 'broken off inside an array',
  'end-in-object': 'broken off inside an object',
  'control-character': 'a control character in a string',
  escape: 'an escape that JSON does not know',
  'no-utf-8': 'bytes that are no UTF-8',
  'trailing-comma': 'a trailing comma',
  'single-quote': 'a single quote',
  comment: 'a comment',
  infinite: 'NaN or Infinity',
  word: 'a word that JSON does not know',
  number: 'a number that JSON does not know',
  'bare-name': 'a member name without quotes',
  'no-name': 'no member name where one belongs',
  'no-colon': 'no colon after a member name',
  'no-comma': 'no comma after a value',
  'no-value': 'no value where one belongs',
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
