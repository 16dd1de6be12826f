/** The value as text is written: as it is, and escaped for URLs, JSON, HTML and JSON pointers. */
export function textForms(value: string): ReadonlySet<string> {
  if (/^[A-Za-z0-9]*$/.test(value)) return new Set([value])
  const url = encodeURIComponent(value.toWellFormed())
  const json = jsonForm(value)
  const html = htmlForm(value, {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  })
  return new Set([
    value,
    url,
    encodeURIComponent(url),
    new URLSearchParams([['', value]]).toString().slice(1),
    json,
    jsonForm(json),
    json.replace(/[^\0-\x7f]/g, unicodeEscape),
    html,
    // A name that quotes a secret so becomes part of a query.
    encodeURIComponent(html.toWellFormed()),
    encodeURIComponent(json.toWellFormed()),
    htmlForm(value, { '&': '&#38;', '<': '&#60;', '>': '&#62;', '"': '&#34;', "'": '&#x27;' }),
    value.replaceAll('~', '~0').replaceAll('/', '~1'),
  ])
}

/**
 * The value in base64, in both alphabets, wherever it stands in a longer text that was encoded: of
 * three positions each has another form. Only characters that the value alone decides are given.
 */
export function base64Forms(value: string): ReadonlySet<string> {
  const bytes = Buffer.from(value)
  const forms = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes, Buffer.alloc(2)]).toString('base64')
    return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6))
  })
  return new Set([...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))])
}

/** The value's bytes in hexadecimal, in lower case. */
export function hexForm(value: string): string {
  return Buffer.from(value).toString('hex')
}

/**
 * The text in lower case, each character in its place: of the few that change their length with
 * their case the length is what counts.
 */
export function folded(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return text.replace(/[^]/g, (unit) => {
    const small = unit.toLowerCase()
    return small.length === 1 ? small : unit
  })
}

function jsonForm(value: string): string {
  return JSON.stringify(value).slice(1, -1)
}

function htmlForm(value: string, entities: Readonly<Record<string, string>>): string {
  return value.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
