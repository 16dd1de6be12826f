import type { Credential } from '../model/contract.ts'
import type { Drawn, WireRequest } from '../recording/exchange.ts'
import type { Header } from '../model/report.ts'
import { credentialValue, ownHeaders } from '../wire/send.ts'
import type { Disclosure, Shown } from './disclosure/disclosure.ts'
import { printable } from './disclosure/printable.ts'
import { shownDrawn } from './disclosure/recipes.ts'

/** A request as a report shows it: what must not be shown is told by how it was made. */
export interface ShownRequest {
  /** Method and path with query, relative to the base URL. */
  line: string
  url: string
  /** A shell line that repeats it: credentials are shell variables, and so is what must not be shown. */
  curl: string
  query: readonly Header[]
  headers: readonly Header[]
}

/** One parameter of a query, in parts: what stands there literally, and what was drawn. */
interface Parameter {
  name: string
  parts: readonly Shown[]
}

export function shownRequest(request: WireRequest, disclosure: Disclosure): ShownRequest {
  const { contract, baseUrl } = disclosure
  const { method, path } = contract.operation
  const parameters = request.query.map(([name, value]) => ({
    name,
    parts: partsOf(value, request.drawn ?? [], disclosure),
  }))
  const pathWith = (masked: (part: Shown) => string): string => path + queryOf(parameters, masked)
  const own = headersOf(request, contract.credentials).map(
    ([name, value]) => [name, disclosure.text(value)] as const,
  )
  const headers = [...notIn(own, disclosure.headers), ...own]
  return {
    line: `${method} ${pathWith(({ text }) => text)}`,
    url: baseUrl + pathWith(({ text }) => text),
    curl: curlOf(headers, baseUrl, pathWith(shellVariables())),
    query: parameters.map(({ name, parts }) => [
      name,
      printable(parts.map(({ text }) => text).join('')),
    ]),
    headers,
  }
}

/** Splits a value of the query at what was drawn for it; the rest is the contract's own. */
function partsOf(value: string, drawn: readonly Drawn[], disclosure: Disclosure): Shown[] {
  const first = drawn
    .map((one) => ({ ...one, at: value.indexOf(one.value) }))
    .filter(({ at, value: text }) => at >= 0 && text !== '')
    .sort((one, other) => one.at - other.at || other.value.length - one.value.length)[0]
  if (!first) return value === '' ? [] : [{ text: value, isMasked: false }]
  const { at, value: text, fields } = first
  return [
    ...partsOf(value.slice(0, at), [], disclosure),
    asSent(text, shownDrawn(text, fields, disclosure)),
    ...partsOf(value.slice(at + text.length), drawn, disclosure),
  ]
}

/** Character for character, where it may be shown: a URL is encoded, and must ask for the same again. */
function asSent(text: string, shown: Shown): Shown {
  return shown.isMasked ? shown : { text, isMasked: false }
}

function queryOf(parameters: readonly Parameter[], masked: (part: Shown) => string): string {
  const pairs = parameters.map(({ name, parts }) => {
    const value = parts.map((part) => (part.isMasked ? masked(part) : encoded(part.text))).join('')
    return `${encodeURIComponent(name)}=${value}`
  })
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

/** `$VALUE`, `$VALUE_2`, … in the order in which they come; equal parts have the same. */
function shellVariables(): (part: Shown) => string {
  const names = new Map<string, string>()
  return ({ text }) => {
    const name = names.get(text) ?? (names.size === 0 ? '$VALUE' : `$VALUE_${names.size + 1}`)
    names.set(text, name)
    return name
  }
}

function headersOf(request: WireRequest, credentials: readonly Credential[]): Header[] {
  const { as } = request
  const credential = credentials.find(({ role }) => role === as.role)
  return [
    ...ownHeaders(request),
    ...(credential
      ? [[credential.header, credentialValue(credential, as.shown ?? '')] as const]
      : []),
  ]
}

/** The headers that others of their name do not stand for. */
function notIn(others: readonly Header[], headers: readonly Header[]): Header[] {
  const names = new Set(others.map(([name]) => name.toLowerCase()))
  return headers.filter(([name]) => !names.has(name))
}

function curlOf(headers: readonly Header[], baseUrl: string, path: string): string {
  const saysAccept = headers.some(([name]) => name.toLowerCase() === 'accept')
  // Without a value, curl leaves out the one that it would send by itself.
  const lines = [...(saysAccept ? [] : ['accept:']), ...headers.map((header) => header.join(': '))]
  const options = lines.map((line) => `-H ${doubleQuoted(line)}`)
  return ['curl -i', ...options, quotedUrl(baseUrl + path)].join(' ')
}

/** In single quotes, in which nothing acts; variables stand between them. */
function quotedUrl(url: string): string {
  return url
    .split(/(\$VALUE(?:_\d+)?)/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('$VALUE') ? `"${part}"` : `'${part.replaceAll("'", '%27')}'`))
    .join('')
}

/** In double quotes, so that a variable is expanded; nothing else in it is. */
function doubleQuoted(text: string): string {
  return `"${text.replace(/["\\`]|\$(?![A-Z_])/g, '\\$&')}"`
}
