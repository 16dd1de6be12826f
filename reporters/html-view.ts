import type { Level } from '../src/model/contract.ts'
import type { BehaviorReport, Report, TargetReport } from '../src/model/report.ts'
import { headline, runFacts, worstFirst } from './headline.ts'

/** What the page shows, shaped as it is shown: a group of rows for each provider. */
export interface View {
  headline: string
  facts: string
  targets: readonly TargetView[]
  groups: readonly GroupView[]
}

export type TargetView = Omit<TargetReport, 'behaviors'>

/** The behaviors of a provider by its targets. */
export interface GroupView {
  provider: string
  /** Names of the targets, the worst first. */
  targets: readonly string[]
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
export type ResultView = Without<BehaviorReport, 'id' | 'level' | 'title' | 'covers' | 'exchanges'>

/** The report as the page's script reads it. */
export function viewOf(report: Report): View {
  const targets = worstFirst(report.targets)
  const providers = [...new Set(targets.map(({ provider }) => provider))].sort()
  return {
    headline: headline(report),
    facts: runFacts(report),
    targets: targets.map(({ behaviors: _, ...target }) => target),
    groups: providers.map((provider) =>
      groupOf(
        provider,
        targets.filter((target) => target.provider === provider),
      ),
    ),
  }
}

function groupOf(provider: string, targets: readonly TargetReport[]): GroupView {
  const maps = targets.map(
    ({ behaviors }) => new Map(behaviors.map((behavior) => [behavior.id, behavior])),
  )
  const rows = new Map<string, RowView>()
  for (const { id, level, title, covers } of targets.flatMap(({ behaviors }) => behaviors)) {
    if (rows.has(id)) continue
    rows.set(id, { id, level, title, covers, results: maps.map((map) => resultOf(map.get(id))) })
  }
  return { provider, targets: targets.map(({ name }) => name), rows: [...rows.values()] }
}

function resultOf(behavior: BehaviorReport | undefined): ResultView | null {
  if (!behavior) return null
  const {
    id: _id,
    level: _level,
    title: _title,
    covers: _covers,
    exchanges: _exchanges,
    ...result
  } = behavior
  return result
}
