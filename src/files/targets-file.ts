import { dirname, resolve } from 'node:path'
import { checkBaseUrl } from '../flags/options.ts'
import { UsageError } from '../model/problem.ts'
import { readYamlFile } from './yaml-file.ts'

const schema = {
  type: 'object',
  required: ['targets'],
  additionalProperties: false,
  properties: {
    targets: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['name', 'provider', 'baseUrl'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', pattern: '^[\\w.-]+$' },
          provider: { type: 'string', minLength: 1 },
          baseUrl: { type: 'string' },
          credentials: {
            type: 'object',
            additionalProperties: { type: 'string', pattern: '^[A-Za-z_]\\w*$' },
          },
          knownDeviations: { type: 'string' },
          rate: { type: 'integer', minimum: 1 },
          concurrency: { type: 'integer', minimum: 1, maximum: 256 },
          timeout: { type: 'integer', minimum: 1 },
        },
      },
    },
  },
}

/** A server of a targets file; paths are absolute. */
export interface TargetEntry {
  name: string
  provider: string
  baseUrl: string
  /** By role: the name of an environment variable. */
  credentials?: Record<string, string>
  knownDeviations?: string
  rate?: number
  concurrency?: number
  timeout?: number
}

/**
 * Reads a targets file.
 * @throws UsageError when it is none, or when two targets share a name
 */
export function readTargetsFile(path: string): TargetEntry[] {
  const { targets } = readYamlFile(path, 'targets', schema) as { targets: TargetEntry[] }
  const names = new Set<string>()
  return targets.map((target) => {
    if (names.has(target.name))
      throw new UsageError(`${path}: two targets are named "${target.name}"`)
    names.add(target.name)
    checkBaseUrl(target.baseUrl, `${path}: baseUrl of "${target.name}"`)
    const isFile = /[\\/]|\.ya?ml$/.test(target.provider)
    return {
      ...target,
      provider: isFile ? resolve(dirname(path), target.provider) : target.provider,
      ...(target.knownDeviations
        ? { knownDeviations: resolve(dirname(path), target.knownDeviations) }
        : {}),
    }
  })
}
