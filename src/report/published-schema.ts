import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ValidateFunction } from 'ajv'
import { sharedAjv } from '../contract/schema/ajv.ts'
import { packageRoot } from '../files/package-root.ts'

/** The check of a file against a schema that is published with the reporters. */
export function publishedSchema<Value>(name: string): ValidateFunction<Value> {
  const schema = readFileSync(join(packageRoot(), 'reporters', name), 'utf8')
  const { $id: _, ...rest } = JSON.parse(schema) as Record<string, unknown>
  return sharedAjv('tell').compile<Value>(rest)
}
