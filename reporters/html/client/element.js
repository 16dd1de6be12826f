/* global document */
/// <reference lib="dom" />

/**
 * An element. Texts become text nodes: nothing of a report is ever read as HTML.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, string>>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/**
 * Makes the content of a `<details>`, by the element.
 *
 * @type {WeakMap<HTMLDetailsElement, () => void>}
 */
const fillers = new WeakMap()

/**
 * A `<details>` whose content is made when it is first opened.
 *
 * @param {Readonly<Record<string, string>>} attributes
 * @param {readonly (Node | string)[]} summary
 * @param {() => Node[]} content
 */
export function lazyDetails(attributes, summary, content) {
  const details = element('details', attributes, element('summary', {}, ...summary))
  fillers.set(details, () => {
    fillers.delete(details)
    details.append(...content())
  })
  details.addEventListener('toggle', () => fillers.get(details)?.())
  return details
}

/**
 * Opens it, with its content.
 *
 * @param {HTMLDetailsElement} details
 */
export function openDetails(details) {
  fillers.get(details)?.()
  details.open = true
}

/**
 * A frame that scrolls what is too wide for the page, with the keyboard, too.
 *
 * @param {string} name
 * @param {HTMLElement} content
 */
export function scrolling(name, content) {
  return element(
    'div',
    { class: 'frame', tabindex: '0', role: 'group', 'aria-label': `${name}, scrolls` },
    content,
  )
}

/**
 * A verdict as a label.
 *
 * @param {string} verdict
 */
export function chip(verdict) {
  return element('span', { class: `chip ${verdict}` }, verdict)
}

/**
 * Names and what belongs to them; a name without anything is left out.
 *
 * @param {readonly (readonly [name: string, value: Node | string | null])[]} rows
 */
export function described(rows) {
  return element(
    'dl',
    { class: 'facts' },
    ...rows.flatMap(([name, value]) => {
      if (value === null) return []
      const shown = typeof value === 'string' ? element('code', {}, value) : value
      return [element('dt', {}, name), element('dd', {}, shown)]
    }),
  )
}

/**
 * A link to another page; an address that no browser should open from here is text.
 *
 * @param {string} address
 * @param {string} text
 */
export function webLink(address, text) {
  return /^https?:\/\//i.test(address)
    ? element('a', { href: address, rel: 'noopener noreferrer', target: '_blank' }, text)
    : element('span', {}, text === address ? text : `${text} (${address})`)
}

/**
 * A link to a behavior on this page.
 *
 * @param {string} id
 */
export function behaviorLink(id) {
  return element('a', { href: `#${encodeURIComponent(id)}` }, id)
}

/**
 * A section of the page, with its heading.
 *
 * @param {string} id
 * @param {string} title
 * @param {...(Node | string)} children
 */
export function section(id, title, ...children) {
  const heading = element('h2', { id, tabindex: '-1' }, title)
  return element('section', { 'aria-labelledby': id }, heading, ...children)
}

/**
 * @param {number} count
 * @param {string} noun
 */
export function plural(count, noun) {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}

/**
 * @param {string} iso
 * @returns {string} as `2026-11-20 10:00 UTC`
 */
export function minute(iso) {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
}

/** @param {number} ms */
export function milliseconds(ms) {
  return ms < 1000
    ? `${ms.toLocaleString('en', { maximumFractionDigits: 1 })} ms`
    : `${(ms / 1000).toLocaleString('en', { maximumFractionDigits: 2 })} s`
}
