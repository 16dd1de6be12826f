import { inject, test } from 'vitest'
import type { TestContext } from 'vitest'
import type { Family } from '../model/contract.ts'
import type { BehaviorReport, Failure } from '../model/report.ts'
import { testName, withoutStack } from './context.ts'

/** A test for each behavior of the family; the target was judged before the first of them runs. */
export function family(name: Family): void {
  for (const behavior of inject('behaviors').filter((one) => one.family === name)) {
    test(testName(behavior), async (context) => {
      const { behaviors, counts: _, ...target } = inject('report')
      const found = behaviors.find(({ id }) => id === behavior.id)
      if (!found) throw new Error(`no verdict on ${behavior.id}: this suite is broken`)
      context.task.meta.conformance = found
      context.task.file.meta.conformanceTarget ??= { target, run: inject('run') }
      await settle(found, context)
    })
  }
}

/** Makes a test of a behavior's verdict: passed, failed, skipped, or passed with a note. */
export async function settle(
  behavior: BehaviorReport,
  { annotate, skip }: TestContext,
): Promise<void> {
  switch (behavior.verdict) {
    case 'pass':
      return
    case 'observed':
      await annotate(behavior.reason, 'observed')
      return
    case 'warn':
      await annotate(behavior.reason, 'warn')
      return
    case 'unverified':
      return skip(behavior.reason)
    case 'error':
      throw withoutStack('BehaviorBroken', `no answer to judge: ${behavior.reason}`)
    case 'fail':
      if (!behavior.known)
        throw withoutStack('BehaviorBroken', failureText(behavior.reason, behavior.failures))
      await annotate(`known: ${behavior.known.reason}`, 'known')
  }
}

function failureText(reason: string, failures: readonly Failure[]): string {
  return [reason, ...failures.map(({ request, curl }) => `${request}\n  ${curl}`)].join('\n')
}
