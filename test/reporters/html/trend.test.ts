import { expect, test } from 'vitest'
import { flaps, trendWords, verdictsIn } from '../../../reporters/html/client/trend.js'

const runs = [1, 2, 3, 4].map((day) => ({ startedAt: `2026-11-0${day}T02:00:00.000Z`, seed: 1 }))

test('a trend is read a verdict at a time', () => {
  expect(verdictsIn('pfkwoue-')).toEqual([
    'pass',
    'fail',
    'known',
    'warn',
    'observed',
    'unverified',
    'error',
    'absent',
  ])
})

test('in words, a trend tells how often what came after what, and from which day on', () => {
  expect(trendWords('pp-f', runs)).toBe(
    '4 runs, oldest to newest: 2 pass from 2026-11-01, 1 not judged from 2026-11-03, 1 fail from 2026-11-04',
  )
})

test.each(['pfpf', 'pepep', 'ffpfp', 'puufu-ppw'])('%s flaps', (trend) => {
  expect(flaps(trend)).toBe(true)
})

test.each(['', 'pppp', 'ppfff', 'pfffp', 'pupupup', 'fkfkfk', 'oooo'])(
  '%s does not flap',
  (trend) => {
    expect(flaps(trend)).toBe(false)
  },
)

test('a behavior without a trend does not flap', () => {
  expect(flaps(undefined)).toBe(false)
})
