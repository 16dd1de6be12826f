import { expect, test } from 'vitest'
import { hypersender } from '../../mock/hypersender.ts'
import { failuresOf, judged, lineOf, serveAltered, targetAt } from '../run/support.ts'

const account = hypersender.account(1)

/** Serves the whole listing without the third instance wherever `isHidden` says so of a reading. */
const hidingThird = (isHidden: (reading: number) => boolean) => {
  let readings = 0
  return serveAltered(
    hypersender,
    () => account,
    (answer, { query }) =>
      answer.status === 200 && query.size === 0 && isHidden(++readings)
        ? { status: 200, body: account.instances.toSpliced(2, 1) }
        : answer,
  )
}

test('an instance that every other reading hides is a finding, and is told by its place', async () => {
  const server = await hidingThird((reading) => reading % 2 === 0)
  const report = await judged(targetAt('hypersender', server))
  const [failure] = failuresOf(report, 'scope.repeatable')
  expect(failure).toMatchObject({
    expected: 'the same instances at every request',
    actual: 'instance 3 was listed, then not, then listed, then not',
  })
})

test('an instance that is hidden from one reading of a run is none', async () => {
  const server = await hidingThird((reading) => reading === 4)
  const report = await judged(targetAt('hypersender', server))
  expect(lineOf(report, 'scope.repeatable').verdict).toBe('pass')
})

test('an instance that was away while several readings were in flight is none', async () => {
  const server = await hidingThird((reading) => reading === 3 || reading === 5)
  const report = await judged(targetAt('hypersender', server, { concurrency: 8 }))
  expect(lineOf(report, 'scope.repeatable').verdict).toBe('pass')
})

test('an account that holds still is not read again', async () => {
  const still = await serveAltered(hypersender, () => account)
  const report = await judged(targetAt('hypersender', still))
  expect(report.requests.sent).toBeLessThanOrEqual(80)
})
