/* global document, location, addEventListener */
import { openExchange, placeOf } from './address.js'
import { changesSection } from './changes.js'
import { controls } from './controls.js'
import { addCopyButton } from './copy.js'
import { view } from './data.js'
import { openDetails, section } from './element.js'
import { behaviorList } from './list.js'
import { legend } from './matrix.js'
import { targetSection } from './targets.js'
import { unverifiedSection } from './unverified.js'

const { form, filter, clear } = controls(view, () => behaviors.show())
const behaviors = behaviorList(view.groups, filter)

/** Opens what the address names, and goes to it. */
function openLinked() {
  const place = placeOf(location.hash.slice(1), view.groups)
  if (!place) return
  const shown = behaviors.reach(place.behavior) ?? reachUnfiltered(place.behavior)
  if (!shown) return
  openDetails(shown.details)
  const found = place.exchange && openExchange(shown.body, place.exchange)
  const goal = found ?? shown.details
  goal.querySelector('summary')?.focus({ preventScroll: true })
  const seen = found ?? shown.body
  seen.scrollIntoView({ block: 'start' })
}

/** @param {string} id */
function reachUnfiltered(id) {
  clear()
  return behaviors.reach(id)
}

/** A link to where the address already is changes no address, and shall lead there all the same. */
function onClick(/** @type {MouseEvent} */ { target }) {
  const link = target instanceof Element ? target.closest('a') : null
  if (link?.getAttribute('href') === location.hash) openLinked()
}

/** Paper cannot be opened: all that is broken is, for the time of printing. */
function openForPrint() {
  const broken = behaviors
    .all()
    .filter(({ row }) => row.results.some((result) => result !== null && 'failures' in result))
  const opened = broken.flatMap(({ details, body }) => {
    const wasOpen = details.open
    openDetails(details)
    const results = Array.from(body.querySelectorAll('details'))
    const closed = results.filter((one) => one.className === 'result' && !one.open)
    closed.forEach(openDetails)
    return wasOpen ? closed : [details, ...closed]
  })
  const close = () => {
    for (const details of opened) details.open = false
  }
  addEventListener('afterprint', close, { once: true })
}

document
  .querySelector('main')
  ?.append(
    targetSection(view),
    ...changesSection(view),
    ...unverifiedSection(view),
    section('behaviors', 'Behaviors', form, ...legend(view.groups), ...behaviors.nodes),
  )
document.querySelectorAll('.card .command').forEach(addCopyButton)
behaviors.show()
openLinked()
addEventListener('hashchange', openLinked)
addEventListener('beforeprint', openForPrint)
document.addEventListener('click', onClick)
