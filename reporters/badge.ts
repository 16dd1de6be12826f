import type { Report, TargetReport, TargetVerdict } from '../src/model/report.ts'
import { clipped, escapeMarkup, visible } from './escape.ts'
import { worstVerdict } from './headline.ts'

const label = 'conformance'

/** White text on each of these has a contrast of at least 4.5 to 1. */
const colors: Readonly<Record<TargetVerdict, string>> = {
  conformant: '#237804',
  incomplete: '#8a6100',
  'known-deviations': '#8a6100',
  error: '#5f6368',
  'non-conformant': '#b3261e',
}

/** badge.svg: the worst verdict, how many musts were verified, and the day of the run. */
export function renderBadge(report: Report): string {
  const message = messageOf(report)
  const left = widthOf(label)
  const right = widthOf(message)
  const name = escapeMarkup(`${label}: ${message}`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${name}">
  <title>${name}</title>
  <clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>
  <g clip-path="url(#r)">
    <rect width="${left}" height="20" fill="#444"/>
    <rect x="${left}" width="${right}" height="20" fill="${colorOf(report)}"/>
  </g>
  <g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">
    ${textElement(label, 0, left)}
    ${textElement(message, left, right)}
  </g>
</svg>
`
}

/** badge.json, for https://shields.io/badges/endpoint-badge */
export function renderBadgeJson(report: Report): string {
  const badge = { schemaVersion: 1, label, message: messageOf(report), color: colorOf(report) }
  return `${JSON.stringify(badge)}\n`
}

function messageOf({ targets, startedAt }: Report): string {
  const [first] = targets
  const day = visible(startedAt.slice(0, 10))
  if (!first) return `nothing judged, ${day}`
  return `${targets.length === 1 ? ofOne(first) : ofMany(targets)}, ${coverageOf(targets)}, ${day}`
}

function ofOne({ name, verdict }: TargetReport): string {
  return `${clipped(visible(name), 40)} ${verdict}`
}

function ofMany(targets: readonly TargetReport[]): string {
  const worst = worstVerdict(targets)
  const count = targets.filter(({ verdict }) => verdict === worst).length
  return `${count}/${targets.length} targets ${worst}`
}

/** Verified is what was seen to hold or to be broken. */
function coverageOf(targets: readonly TargetReport[]): string {
  const musts = targets.flatMap(({ behaviors }) =>
    behaviors.filter(({ level }) => level === 'must'),
  )
  const verified = musts.filter(({ verdict }) => verdict === 'pass' || verdict === 'fail')
  return `${verified.length}/${musts.length} musts verified`
}

function colorOf({ targets }: Report): string {
  return colors[targets.length === 0 ? 'error' : worstVerdict(targets)]
}

function textElement(text: string, x: number, width: number): string {
  const middle = x + width / 2
  return `<text x="${middle}" y="14" text-anchor="middle" textLength="${width - 12}">${escapeMarkup(text)}</text>`
}

/** Width in pixels with margins. An estimate: `textLength` makes the font fit it. */
function widthOf(text: string): number {
  const characters = Array.from(text, (character): number => {
    if (/[ .,:;!'|ijlft()/\-[\]]/.test(character)) return 4.5
    if (/[mwMW@%]/.test(character)) return 10
    return /[\u0020-\u024f]/.test(character) ? 7 : 12
  })
  return Math.round(characters.reduce((sum, width) => sum + width, 12))
}
