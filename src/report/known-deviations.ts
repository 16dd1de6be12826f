import { suggestion } from '../contract/nearest.ts'
import { readYamlFile } from '../files/yaml-file.ts'
import { UsageError } from '../model/problem.ts'
import type { BehaviorReport } from '../model/report.ts'
import type { Deviation } from '../model/target.ts'
import type { Disclosure } from './disclosure/disclosure.ts'

const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }

const schema = {
  type: 'object',
  required: ['deviations'],
  additionalProperties: false,
  properties: {
    deviations: {
      type: 'array',
      items: {
        type: 'object',
        required: ['behavior', 'reason'],
        additionalProperties: false,
        properties: {
          behavior: { type: 'string' },
          reason: { type: 'string', minLength: 1 },
          link: { type: 'string' },
          expires: day,
          // What --accept writes beside the reason, for readers.
          accepted: day,
          evidence: { type: 'string' },
        },
      },
    },
  },
}

interface File {
  deviations: { behavior: string; reason: string; link?: string; expires?: string }[]
}

/**
 * Reads a file of known deviations.
 * @throws UsageError when it is none
 */
export function readDeviations(path: string): Deviation[] {
  const { deviations } = readYamlFile(path, 'known deviations', schema) as File
  return deviations.map((one) => ({ link: null, expires: null, ...one }))
}

/**
 * Refuses entries that no contract of the run has.
 * @throws UsageError that names the entry
 */
export function checkDeviations(
  path: string,
  deviations: readonly Deviation[],
  ids: readonly string[],
): void {
  const unknown = deviations.find(({ behavior }) => !ids.includes(behavior))
  if (unknown) {
    throw new UsageError(
      `${path}: no contract of this run has the behavior "${unknown.behavior}"${suggestion(unknown.behavior, ids)}`,
    )
  }
}

/**
 * Marks failures that are known, and finds entries that no longer deviate.
 * An expired entry counts for nothing; an unverified behavior leaves its entry alone.
 */
export function applyDeviations(
  behaviors: readonly BehaviorReport[],
  deviations: readonly Deviation[],
  today: Date,
  disclosure: Pick<Disclosure, 'given'>,
): { behaviors: BehaviorReport[]; stale: string[] } {
  const day = today.toISOString().slice(0, 10)
  const valid = new Map(
    deviations
      .filter(({ expires }) => expires === null || expires >= day)
      .map((one) => [one.behavior, one]),
  )
  const marked = behaviors.map((behavior) => {
    const entry = valid.get(behavior.id)
    if (!entry || (behavior.verdict !== 'fail' && behavior.verdict !== 'warn')) return behavior
    const { reason, link } = entry
    const known = { reason: disclosure.given(reason), link: link && disclosure.given(link) }
    return { ...behavior, known }
  })
  const holding = behaviors.filter(({ verdict }) => verdict === 'pass' || verdict === 'observed')
  return { behaviors: marked, stale: holding.map(({ id }) => id).filter((id) => valid.has(id)) }
}
