import type { Behavior } from '../model/contract.ts'
import type { BehaviorReport, TargetReport } from '../model/report.ts'
import type { RunFacts } from '../report/whole-report.ts'

/** What a suite needs to know of a behavior to name its test. */
export type BehaviorTitle = Pick<
  Behavior,
  'id' | 'title' | 'family' | 'level' | 'covers' | 'digest'
>

/** A behavior without its functions, which no thread could be handed. */
export function titleOf({ id, title, family, level, covers, digest }: Behavior): BehaviorTitle {
  return { id, title, family, level, covers, digest }
}

/** Attached to each file: the target and the run that its tests belong to. */
export interface FileMeta {
  target: Omit<TargetReport, 'behaviors' | 'counts' | 'exchanges'>
  run: RunFacts
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The contract's behaviors, known before the target is asked. */
    behaviors: BehaviorTitle[]
    /** There once the target was judged; its exchanges would only be copied to a thread and back. */
    report: Omit<TargetReport, 'exchanges'>
    run: RunFacts
  }
}

declare module '@vitest/runner' {
  interface TaskMeta {
    /** On each test. */
    conformance?: BehaviorReport
    conformanceTarget?: FileMeta
    /** On one file of each target. */
    conformanceExchanges?: TargetReport['exchanges']
  }
}

/** The name of a behavior's test, so that `-t <id>` finds it. */
export function testName({ id, title }: Pick<BehaviorTitle, 'id' | 'title'>): string {
  return `${id} ${title}`
}

/** An error whose reader wants the reason, and not our stack. */
export function withoutStack(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, stack: `${name}: ${message}` })
}
