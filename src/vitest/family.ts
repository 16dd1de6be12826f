import { inject, test } from 'vitest'
import type { Family } from '../model/contract.ts'
import { testName } from './context.ts'
import { settle } from './settle.ts'

/** A test for each behavior of the family; the target was judged before the first of them runs. */
export function family(name: Family): void {
  for (const behavior of inject('behaviors').filter((one) => one.family === name)) {
    test(testName(behavior), async (context) => {
      const { behaviors, counts: _, verdict, ...target } = inject('report')
      const found = behaviors.find(({ id }) => id === behavior.id)
      if (!found) throw new Error(`no verdict on ${behavior.id}: this suite is broken`)
      context.task.meta.conformance = { behavior: found }
      context.task.file.meta.conformanceTarget ??= { target, run: inject('run'), verdict }
      await settle(found, context)
    })
  }
}
