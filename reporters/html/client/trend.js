/**
 * @typedef {import('../trends.ts').RunView} RunView
 */

/**
 * What the letters of a trend stand for; the page is made with the same ones.
 *
 * @type {Readonly<Record<string, string>>}
 */
const verdictsOfLetters = {
  p: 'pass',
  f: 'fail',
  k: 'known',
  w: 'warn',
  o: 'observed',
  u: 'unverified',
  e: 'error',
  '-': 'absent',
}

/** So many changes between holding and not holding are no repair any more. */
const flappingChanges = 3

/**
 * The verdicts of a trend, the oldest first; `absent` for a run that did not judge it.
 *
 * @param {string} trend
 * @returns {string[]}
 */
export function verdictsIn(trend) {
  return Array.from(trend, (letter) => verdictsOfLetters[letter] ?? 'absent')
}

/**
 * Whether a behavior holds at one time and does not at another, again and again. What was not
 * verified says nothing of it.
 *
 * @param {string | undefined} trend
 */
export function flaps(trend = '') {
  const told = Array.from(trend.replace(/[^pfkwe]/g, ''), (letter) => letter === 'p')
  return (
    told.filter((held, index) => index > 0 && held !== told[index - 1]).length >= flappingChanges
  )
}

/**
 * The trend in words: how often what came after what.
 *
 * @param {string} trend
 * @param {readonly RunView[]} runs
 */
export function trendWords(trend, runs) {
  const verdicts = verdictsIn(trend)
  /** @type {{ verdict: string, from: number, count: number }[]} */
  const stretches = []
  for (const [index, verdict] of verdicts.entries()) {
    const last = stretches.at(-1)
    if (last?.verdict === verdict) last.count += 1
    else stretches.push({ verdict, from: index, count: 1 })
  }
  const told = stretches.map(({ verdict, from, count }) => {
    const word = verdict === 'absent' ? 'not judged' : verdict
    return `${count} ${word} from ${runs[from]?.startedAt.slice(0, 10) ?? 'an unknown day'}`
  })
  return `${verdicts.length} ${verdicts.length === 1 ? 'run' : 'runs'}, oldest to newest: ${told.join(', ')}`
}
