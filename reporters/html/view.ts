import type { Level } from '../../src/model/contract.ts'
import type { BehaviorReport, Report, TargetReport } from '../../src/model/report.ts'
import type { DocumentedFact } from '../../src/files/contracts.ts'
import { citedBy } from '../../src/report/exchanges.ts'
import type { ReportContext } from '../context.ts'
import { brokenFirst, brokenWords } from '../findings.ts'
import { headline, leftOutOf, runFacts, worstFirst } from '../headline.ts'
import { changesOf } from './changes.ts'
import type { ChangesView, ChangeView } from './changes.ts'
import { timingOf } from './timing.ts'
import type { TimingView } from './timing.ts'
import { trendsOf } from './trends.ts'
import type { RunView, Trends } from './trends.ts'

/** What the page shows, shaped as it is shown: a group of rows for each provider. */
export interface View {
  headline: string
  facts: string
  targets: readonly TargetView[]
  /** That of the worst target first. */
  groups: readonly GroupView[]
  /** Null where nothing was compared. */
  changes: ChangesView | null
  /** The runs that trends are of, the oldest first; empty where no history is kept. */
  runs: readonly RunView[]
}

export type TargetView = Omit<TargetReport, 'behaviors' | 'exchanges' | 'notExercised'> & {
  /** How much is broken, in words; null where nothing is. */
  broken: string | null
  /** Which musts it was spared, in words; null where it was spared none. */
  leftOut: string | null
  /** Null where no exchange is in the report. */
  timing: TimingView | null
}

/** The behaviors of a provider by its targets. */
export interface GroupView {
  provider: string
  /** Names of the targets, the worst first. */
  targets: readonly string[]
  /** What the documentation says, by id. */
  facts: Readonly<Record<string, DocumentedFact>>
  /** What is broken comes first. */
  rows: readonly RowView[]
}

/** A behavior, and its result on each target of the group; null where the target's contract lacks it. */
export interface RowView {
  id: string
  level: Level
  title: string
  covers: readonly string[]
  results: readonly (ResultView | null)[]
}

type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never
export type ResultView = Without<
  BehaviorReport,
  'id' | 'level' | 'title' | 'covers' | 'exchanges' | 'digest'
> & {
  /** Ids of exchanges that show why there is no verdict. */
  unanswered?: readonly string[]
  /** What it was in the report that this one is compared with. */
  change?: ChangeView
  /** Its verdicts in the runs of the history, a letter each. */
  trend?: string
}

/** The report as the page's script reads it. */
export function viewOf(report: Report, context: ReportContext): View {
  const targets = worstFirst(report.targets)
  const providers = [...new Set(targets.map(({ provider }) => provider))]
  const changes = context.comparison && changesOf(context.comparison)
  const trends = trendsOf(context.history ?? [])
  const resultOf = resultsWith({ changes, trends })
  return {
    headline: headline(report),
    facts: runFacts(report),
    targets: targets.map(({ behaviors, notExercised, exchanges, ...target }) => ({
      ...target,
      leftOut: leftOutOf({ ...target, behaviors, notExercised, exchanges }),
      broken: brokenWords({ ...target, behaviors }),
      timing: timingOf(exchanges),
    })),
    groups: providers.map((provider) => {
      const own = targets.filter((target) => target.provider === provider)
      const documented = context.factsOf(provider)
      const rows = rowsOf(own, resultOf)
      return {
        provider,
        targets: own.map(({ name }) => name),
        facts: coveredFacts(rows, documented),
        rows,
      }
    }),
    changes: changes?.view ?? null,
    runs: trends.runs,
  }
}

type ResultOf = (target: TargetReport, behavior: BehaviorReport) => ResultView

function rowsOf(targets: readonly TargetReport[], resultOf: ResultOf): RowView[] {
  const maps = targets.map((target) => ({
    target,
    behaviors: new Map(target.behaviors.map((behavior) => [behavior.id, behavior])),
  }))
  const rows = new Map<string, RowView>()
  for (const { id, level, title, covers } of targets.flatMap(({ behaviors }) => behaviors)) {
    if (rows.has(id)) continue
    const results = maps.map(({ target, behaviors }) => {
      const behavior = behaviors.get(id)
      return behavior ? resultOf(target, behavior) : null
    })
    rows.set(id, { id, level, title, covers, results })
  }
  return [...rows.values()].toSorted((one, other) => rankOf(one) - rankOf(other))
}

/** How soon a row is shown, by the worst of its results; where nothing is broken, in the contract's order. */
function rankOf({ results }: RowView): number {
  const ranks = results.flatMap((result) => {
    const rank = result ? brokenFirst.indexOf('known' in result ? 'known' : result.verdict) : -1
    return rank < 0 ? [] : [rank]
  })
  return Math.min(brokenFirst.length, ...ranks)
}

/** A result with what is known of its past; members without content are left out. */
function resultsWith({
  changes,
  trends,
}: {
  changes: ReturnType<typeof changesOf> | null
  trends: Trends
}): ResultOf {
  return (target, behavior) => {
    const {
      id,
      level: _level,
      title: _title,
      covers: _covers,
      exchanges: _exchanges,
      digest: _digest,
      ...result
    } = behavior
    const change = changes?.of(target.name, id) ?? null
    const trend = trends.of(target.name, id)
    return {
      ...result,
      ...(behavior.verdict === 'error' ? { unanswered: citedBy(behavior) } : {}),
      ...(change === null ? {} : { change }),
      ...(trend === null ? {} : { trend }),
    }
  }
}

function coveredFacts(
  rows: readonly RowView[],
  facts: ReadonlyMap<string, DocumentedFact>,
): Record<string, DocumentedFact> {
  const covered = new Set(rows.flatMap(({ covers }) => covers))
  return Object.fromEntries([...facts].filter(([id]) => covered.has(id)))
}
