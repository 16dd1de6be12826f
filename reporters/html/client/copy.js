/* global document, navigator, getSelection, setTimeout */
import { element } from './element.js'

/** How long a button says what came of it, in ms. */
const answerMs = 3000

/**
 * A command with a button that copies it.
 *
 * @param {string} text
 */
export function copyable(text) {
  const command = element('div', { class: 'command' }, element('code', {}, text))
  addCopyButton(command)
  return command
}

/**
 * Adds the button. It works offline and from a file, where some browsers keep the clipboard from
 * scripts: the text is then selected, for the keyboard.
 *
 * @param {Element} command
 */
export function addCopyButton(command) {
  const button = element('button', { type: 'button', class: 'copy' }, 'Copy')
  const answer = element('span', { role: 'status', class: 'copied' })
  const [code] = command.children
  button.addEventListener('click', () => {
    void copy(code?.textContent ?? '', code ?? command).then((words) => {
      answer.textContent = words
      setTimeout(() => (answer.textContent = ''), answerMs)
    })
  })
  command.append(button, answer)
}

/**
 * @param {string} text
 * @param {Node} shown
 * @returns {Promise<string>} what came of it
 */
async function copy(text, shown) {
  try {
    await navigator.clipboard.writeText(text)
    return 'Copied'
  } catch {
    getSelection()?.selectAllChildren(shown)
    // Old, and the only way where the newer one is refused.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return document.execCommand('copy') ? 'Copied' : 'Selected: now press Ctrl+C'
  }
}
