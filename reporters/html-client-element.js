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
 * A `<details>` whose content is made when it is first opened.
 *
 * @param {Node | string} summary
 * @param {() => Node[]} content
 * @returns {{ details: HTMLDetailsElement, summary: HTMLElement, open: () => void }}
 */
export function lazyDetails(summary, content) {
  const head = element('summary', {}, summary)
  const details = element('details', {}, head)
  let isFilled = false
  const fill = () => {
    if (isFilled) return
    isFilled = true
    details.append(...content())
  }
  details.addEventListener('toggle', fill)
  return {
    details,
    summary: head,
    open: () => {
      fill()
      details.open = true
    },
  }
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
 * @param {number} count
 * @param {string} noun
 */
export function plural(count, noun) {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
