import type { Instance } from '../../model/account.ts'
import { held, judged } from '../judgement.ts'
import type { Judgement } from '../judgement.ts'
import type { Timeline } from './timeline.ts'

/** Judges that several answers together list every instance of the account, each once. */
export function judgeTogether(
  answers: readonly (readonly Instance[])[],
  timeline: Timeline,
): Judgement {
  const counts = new Map<string, number>()
  for (const { identity } of answers.flat()) {
    if (identity !== null) counts.set(identity, (counts.get(identity) ?? 0) + 1)
  }
  const settled = timeline.steadyInstances
  const missing = settled.filter(({ identity }) => !counts.has(identity ?? ''))
  const expected = `the ${settled.length} instances of the account, each in one answer`
  if (missing.length > 0) {
    return judged([{ expected, actual: `${missing.length} of them in no answer`, pointer: null }])
  }
  const twice = settled.filter(({ identity }) => (counts.get(identity ?? '') ?? 0) > 1)
  if (twice.length > 0) {
    return judged([
      { expected, actual: `${twice.length} of them in several answers`, pointer: null },
    ])
  }
  return settled.length > 0 ? held : { kind: 'vacuous', needs: '1 instance' }
}
