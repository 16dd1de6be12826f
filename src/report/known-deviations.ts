import { suggestion } from '../contract/nearest.ts'
import { UsageError } from '../model/problem.ts'
import type { Deviation } from '../model/target.ts'
import { readYamlFile } from '../files/yaml-file.ts'

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
          expires: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
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
  return deviations.map(({ behavior, reason, link, expires }) => ({
    behavior,
    reason,
    link: link ?? null,
    expires: expires ?? null,
  }))
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
