import { expect, test } from 'vitest'
import { renderBadge, renderBadgeJson } from '../../reporters/badge.ts'
import type { Report } from '../../src/model/report.ts'
import { fullReport, hostile, reportOf, targetReport } from './fixture.ts'
import { parseXml } from './xml.ts'

interface Badge {
  message: string
  color: string
}

function badgeOf(report: Report): Badge {
  return JSON.parse(renderBadgeJson(report)) as Badge
}

const svg = renderBadge(reportOf(targetReport({ name: hostile })))

test('badge: the file is well-formed XML, whatever the target is called', () => {
  expect(parseXml(svg).name).toBe('svg')
})

test('badge: it is an image with a name, and the name is its title', () => {
  const { attributes, children } = parseXml(renderBadge(reportOf(targetReport({}))))
  const name = 'conformance: sandbox conformant, 1/1 musts verified, 2026-11-20'
  expect(attributes).toMatchObject({ role: 'img', 'aria-label': name })
  expect(children[0]).toMatchObject({ name: 'title', text: name })
})

test('badge: one target is named, with its verdict, how many musts were verified, and the day', () => {
  expect(badgeOf(reportOf(targetReport({})))).toMatchObject({
    message: 'sandbox conformant, 1/1 musts verified, 2026-11-20',
  })
})

test('badge: many targets are counted, those of the worst verdict', () => {
  expect(badgeOf(fullReport).message).toBe(
    '1/5 targets non-conformant, 6/12 musts verified, 2026-11-20',
  )
})

test('badge: the color is that of the worst verdict', () => {
  const fine = targetReport({})
  const wrong = targetReport({ verdict: 'non-conformant' })
  expect(badgeOf(reportOf(fine, wrong)).color).toBe(badgeOf(reportOf(wrong)).color)
  expect(badgeOf(reportOf(fine, wrong)).color).not.toBe(badgeOf(reportOf(fine)).color)
})

test('badge: it says so when nothing was judged', () => {
  expect(badgeOf(reportOf()).message).toBe('nothing judged, 2026-11-20')
})

test('badge: a name of any length leaves it readable', () => {
  const { message } = badgeOf(reportOf(targetReport({ name: 'x'.repeat(10_000) })))
  expect(message.length).toBeLessThan(120)
})
