import { renderHtml } from '../../reporters/html.ts'
import type { Report, TargetReport } from '../../src/model/report.ts'
import { compareReports } from '../../src/report/compare/compare.ts'
import { Contracts } from '../../src/files/contracts.ts'
import { packageRoot, packageInfo } from '../../src/files/package-root.ts'
import { recordOf } from '../../src/report/history.ts'
import { wholeReport } from '../../src/report/whole-report.ts'
import { exampleSeed, exampleStart, judgeExample } from './judge.ts'
import { exampleTargets, nights } from './targets.ts'

const dayMs = 86_400_000

interface Judged {
  usual: TargetReport
  unusual: TargetReport
  unusualNights: readonly number[]
}

/**
 * The text of examples/report.html: what the suite says of mocks with faults, compared with the night
 * before, after thirty nights. The same every time.
 */
export async function exampleReport(): Promise<string> {
  const suite = packageInfo()
  const contracts = new Contracts(packageRoot())
  const judged: Judged[] = []
  for (const target of exampleTargets) {
    const contract = contracts.load(target.provider)
    judged.push({
      usual: await judgeExample(contract, target, target.usual),
      unusual: await judgeExample(contract, target, target.unusual),
      unusualNights: target.unusualNights,
    })
  }
  const reports = Array.from({ length: nights }, (_, night) => nightly(night, judged, suite))
  const [before, report] = reports.slice(-2)
  if (!before || !report) throw new Error('the example needs two nights')
  return renderHtml(report, {
    comparison: compareReports(withEarlierContract(before), report),
    history: reports.map(recordOf).filter((record) => record !== null),
    factsOf: (provider) => contracts.documentedFacts(provider),
  })
}

function nightly(night: number, judged: readonly Judged[], suite: Report['suite']): Report {
  const facts = {
    suite,
    startedAt: new Date(exampleStart - (nights - 1 - night) * dayMs).toISOString(),
    seed: exampleSeed + night - (nights - 1),
    options: { credentials: {} },
  }
  const targets = judged.map(({ usual, unusual, unusualNights }) =>
    unusualNights.includes(night) ? unusual : usual,
  )
  return wholeReport(facts, { durationMs: 48_200, targets })
}

/** The night before, one provider was judged by the revision before. */
function withEarlierContract(report: Report): Report {
  const targets = report.targets.map((target) =>
    target.provider === 'wachat'
      ? { ...target, contract: { revision: '2026-10-01', sha256: '0'.repeat(64) } }
      : target,
  )
  return { ...report, targets }
}
