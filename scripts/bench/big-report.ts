import type { ReportContext } from '../../reporters/context.ts'
import type { RunRecord } from '../../src/model/history.ts'
import type { BehaviorReport, Failure, Report, ShownExchange } from '../../src/model/report.ts'
import { compareReports } from '../../src/report/compare/compare.ts'
import { recordOf } from '../../src/report/history.ts'
import { countVerdicts } from '../../src/report/target-verdict.ts'

export interface Size {
  targets: number
  /** On each target. */
  behaviors: number
}

/** One result in so many fails, with two failures that cite an exchange each. */
const failsOf = 12

/** Characters of an answer: a listing of four instances. */
const bodyLength = 5000

const day = Date.UTC(2026, 10, 20, 2)

/** A report as a night with hundreds of targets leaves it, a twelfth of it broken. */
export function bigReport({ targets, behaviors }: Size): Report {
  return {
    schemaVersion: 2,
    suite: { name: 'bench', version: '0', node: process.version },
    startedAt: new Date(day).toISOString(),
    durationMs: 60_000,
    seed: 1,
    interrupted: null,
    options: { credentials: {} },
    replayed: null,
    targets: Array.from({ length: targets }, (_, target) => {
      const own = Array.from({ length: behaviors }, (_, index) => behaviorOf(target, index))
      const cited = own.flatMap((one) => ('failures' in one ? one.failures : []))
      return {
        name: `sandbox-${String(target).padStart(3, '0')}`,
        provider: 'alpha',
        baseUrl: `https://sandbox-${target}.example/api`,
        contract: { revision: '2026-11-20', sha256: 'ab'.repeat(32) },
        verdict: cited.length > 0 ? 'non-conformant' : 'conformant',
        reason: null,
        counts: countVerdicts(own),
        requests: { sent: 75, burst: 0, retried: 0, waitedMs: 0 },
        behaviors: own,
        stale: [],
        notExercised: [],
        exchanges: cited.map(({ exchange }) => exchangeOf(exchange)),
      }
    }),
  }
}

/** The night before, on which other behaviors were broken, and thirty nights. */
export function bigContext(report: Report): ReportContext {
  const [first] = report.targets
  const before = bigReport({
    targets: report.targets.length,
    behaviors: first?.behaviors.length ?? 0,
  })
  const shifted = { ...before, targets: before.targets.map(shiftedVerdicts) }
  const records = [report, shifted].map(recordOf).filter((record) => record !== null)
  const history = Array.from({ length: 30 }, (_, night): RunRecord[] => {
    const record = records[night % 7 === 0 ? 1 : 0]
    return record
      ? [{ ...record, startedAt: new Date(day - (30 - night) * 864e5).toISOString() }]
      : []
  })
  return {
    comparison: compareReports(shifted, report),
    history: history.flat(),
    factsOf: () =>
      new Map(
        Array.from({ length: first?.behaviors.length ?? 0 }, (_, index) => [
          `F${index}`,
          {
            text: 'What the documentation says, in a sentence of the usual length',
            level: 'must',
            lines: '12-34',
            link: 'https://docs.example/list',
          },
        ]),
      ),
  }
}

function shiftedVerdicts(target: Report['targets'][number]): Report['targets'][number] {
  const behaviors = target.behaviors.map((behavior, index): BehaviorReport => {
    const source = target.behaviors[(index + 1) % target.behaviors.length] ?? behavior
    const { id, title } = behavior
    return { ...source, id, title }
  })
  return { ...target, behaviors }
}

function behaviorOf(target: number, index: number): BehaviorReport {
  const base = {
    id: `alpha.filter.behavior-${index}`,
    level: 'must',
    title: `Filter ${index} lists the instances that it names, and no others`,
    covers: [`F${index}`],
    cases: 10,
    exchanges: [`e${index}`],
    digest: 'cd'.repeat(32),
  } as const
  if ((target + index) % failsOf !== 0) return { ...base, verdict: 'pass' }
  return {
    ...base,
    verdict: 'fail',
    reason:
      '/instances/1: expected exactly the instances whose name is "sales", got also "sales-2"',
    failures: [failureOf(index * 2), failureOf(index * 2 + 1)],
  }
}

function failureOf(exchange: number): Failure {
  return {
    expected: 'exactly the instances whose name is "sales"',
    actual: 'also "sales-2"',
    pointer: '/instances/1',
    request: 'GET /instance/list?instanceName=sales',
    curl: `curl -i -H "token: $TOKEN" 'https://sandbox.example/api/instance/list?instanceName=sales'`,
    exchange: `e${exchange}`,
    excerpt: {
      lines: Array.from({ length: 24 }, (_, line) => `      "member-${line}": "value of it"`),
      marked: [5, 20],
    },
    counterexample: { name: 'sales' },
    seed: 1,
    path: '3:0',
  }
}

function exchangeOf(id: string): ShownExchange {
  const item = '{"id":"28ff590c-23f8-42b6-9e42-16ea2afe7da7","name":"sales","status":"connected"},'
  const text = `{"instances":[${item.repeat(Math.ceil(bodyLength / item.length))}]}`
  return {
    id,
    startedAt: new Date(day).toISOString(),
    durationMs: 12.5,
    request: {
      method: 'GET',
      url: 'https://sandbox.example/api/instance/list?instanceName=sales',
      query: [['instanceName', 'sales']],
      headers: [['token', '$TOKEN']],
    },
    outcome: {
      kind: 'response',
      status: 200,
      headers: [
        ['content-type', 'application/json'],
        ['x-ratelimit-remaining', '95'],
        ['date', 'Sat, 21 Nov 2026 13:26:24 GMT'],
      ],
      body: { text, length: text.length, whole: true, unreadable: null },
    },
  }
}
