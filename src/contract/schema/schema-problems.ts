import { suggestion } from '../nearest.ts'
import { pointerProblem, tokens, valueAt } from '../pointer.ts'
import type { RawContract } from '../raw.ts'
import { keywords } from './schema-keywords.ts'
import type { Below, SchemaProblem } from './schema-keywords.ts'
import type { Path } from '../scope.ts'
import { isPointerMap } from './shape.ts'
import type { RawShape } from './shape.ts'
import { shownValue } from './mismatch.ts'

type Schemas = NonNullable<RawContract['schemas']>

/** What is wrong with a shape: a JSON Schema, or a map from pointers to schemas. */
export function rawShapeProblems(shape: RawShape, path: Path, named: Schemas): SchemaProblem[] {
  if (!isPointerMap(shape)) return schemaProblems(shape, path, named)
  return Object.entries(shape).flatMap(([key, schema]) => {
    const at = [...path, key]
    const problem = pointerProblem(key)
    const problems = schemaProblems(schema, at, named)
    return problem === null ? problems : [{ path: at, message: problem, part: 'key' }, ...problems]
  })
}

/** What is wrong with a JSON Schema. */
export function schemaProblems(schema: unknown, path: Path, named: Schemas): SchemaProblem[] {
  if (typeof schema === 'boolean') return []
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    const message = `expected a schema (a map of keywords, or true or false), not ${shownValue(schema)}`
    return [{ path, message, part: 'value' }]
  }
  return Object.entries(schema).flatMap(([key, argument]) => {
    const at = [...path, key]
    const keyword = keywords.get(key)
    if (!keyword) return [unknownKeyword(key, schema as Record<string, unknown>, at)]
    const problems = keyword.check(argument, at)
    if (key === '$ref' && problems.length === 0) return refProblems(String(argument), at, named)
    const inner = below(keyword.below, argument, at).flatMap((part) =>
      schemaProblems(part.schema, part.path, named),
    )
    return [...problems, ...inner]
  })
}

function below(kind: Below, argument: unknown, path: Path): { schema: unknown; path: Path }[] {
  if (kind === 'schema') {
    const isSchema = typeof argument === 'object' && argument !== null && !Array.isArray(argument)
    return isSchema ? [{ schema: argument, path }] : []
  }
  if (kind === 'schemas' && Array.isArray(argument)) {
    return argument.map((schema: unknown, index) => ({ schema, path: [...path, index] }))
  }
  const isMap = typeof argument === 'object' && argument !== null && !Array.isArray(argument)
  if (kind !== 'map' || !isMap) return []
  return Object.entries(argument).map(([key, schema]) => ({
    schema: schema as unknown,
    path: [...path, key],
  }))
}

function unknownKeyword(
  key: string,
  schema: Readonly<Record<string, unknown>>,
  path: Path,
): SchemaProblem {
  return { path, message: `unknown keyword "${key}"${keywordHint(key, schema)}`, part: 'key' }
}

function keywordHint(key: string, schema: Readonly<Record<string, unknown>>): string {
  if (key.startsWith('/'))
    return ': keys that start with "/" are pointers, and stand beside no keywords of JSON Schema'
  const near = suggestion(key, [...keywords.keys()])
  const argument = schema[key]
  const isSchema = typeof argument === 'boolean' || typeof argument === 'object'
  const isAmongNames = Object.keys(schema).every((name) => !keywords.has(name))
  const isMisspelt = near !== '' && key.length > 2
  return isSchema && isAmongNames && !isMisspelt ? `; pointers begin with "/" ("/${key}")` : near
}

function refProblems(ref: string, path: Path, named: Schemas): SchemaProblem[] {
  const pointer = ref.slice(1)
  const name = ref.startsWith('#/schemas/') ? tokens(pointer)[1] : undefined
  if (name !== undefined && valueAt({ schemas: named }, pointer) !== undefined) return []
  const isKnown = name !== undefined && Object.hasOwn(named, name)
  const near = isKnown
    ? `: schemas.${name} has no such part`
    : `: the contract has no such schema${suggestion(name ?? ref, Object.keys(named))}`
  return [{ path, message: `"${ref}" leads nowhere${near}`, part: 'value' }]
}
