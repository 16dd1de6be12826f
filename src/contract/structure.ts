import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { sharedAjv } from './ajv.ts'
import type { ContractProblem } from './error.ts'
import { suggestion } from './nearest.ts'
import { tokens } from './pointer.ts'
import { shownValue } from './validator.ts'
import type { Source } from './source.ts'

/** Compiles a schema for YAML files; do it once for many files. */
export function structureChecker({
  $id: _,
  ...schema
}: Readonly<Record<string, unknown>>): (source: Source) => ContractProblem[] {
  const validate = sharedAjv({ trusting: false }).compile(schema)
  return (source) => problems(validate, source)
}

function problems(validate: ValidateFunction, source: Source): ContractProblem[] {
  if (validate(source.value)) return []
  const errors = telling(validate.errors ?? [])
  const seen = new Map<string, ContractProblem>()
  for (const error of errors) {
    const problem = problemOf(error, source)
    seen.set(`${problem.place?.line}:${problem.place?.column}:${problem.message}`, problem)
  }
  return [...seen.values()]
}

/** Of the branches of an `anyOf`, only what was found deepest tells the author something. */
function telling(errors: readonly ErrorObject[]): ErrorObject[] {
  return errors.filter((error) => {
    const choice = errors.find(
      (other) => other.keyword === 'anyOf' && error !== other && isInside(error, other),
    )
    if (error.keyword === 'anyOf') {
      return !errors.some(
        (other) => other !== error && isInside(other, error) && isDeeper(other, error),
      )
    }
    return !choice || isDeeper(error, choice)
  })
}

function isInside(error: ErrorObject, choice: ErrorObject): boolean {
  return (
    error.instancePath.startsWith(choice.instancePath) &&
    error.schemaPath.startsWith('#') &&
    (error.schemaPath.includes('/anyOf/') || error.schemaPath.startsWith('#/$defs/'))
  )
}

function isDeeper(error: ErrorObject, choice: ErrorObject): boolean {
  return (
    error.instancePath.length > choice.instancePath.length ||
    error.keyword === 'additionalProperties'
  )
}

function problemOf(error: ErrorObject, source: Source): ContractProblem {
  const path = tokens(error.instancePath)
  const name = path.at(-1)
  const where = name === undefined ? '' : `"${name}": `
  if (error.keyword === 'additionalProperties') {
    const key = (error.params as { additionalProperty: string }).additionalProperty
    const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {})
    return {
      place: source.placeOf([...path, key], 'key'),
      message: `unknown key "${key}"${suggestion(key, known)}`,
    }
  }
  if (error.keyword === 'required') {
    const key = (error.params as { missingProperty: string }).missingProperty
    return { place: source.placeOf(path), message: `${where}the key "${key}" is missing` }
  }
  return {
    place: source.placeOf(path),
    message: `${where}${expected(error)}, not ${shownValue(error.data)}`,
  }
}

function expected(error: ErrorObject): string {
  const params = error.params as { allowedValues?: unknown[]; allowedValue?: unknown }
  const description = (error.parentSchema as { description?: string } | undefined)?.description
  switch (error.keyword) {
    case 'enum':
      return `expected one of ${(params.allowedValues ?? []).map((value) => JSON.stringify(value)).join(', ')}`
    case 'const':
      return `expected ${JSON.stringify(params.allowedValue)}`
    case 'anyOf':
      return `expected ${description ?? 'another form'}`
    default:
      return `${error.message ?? error.keyword}${description ? ` (${description})` : ''}`
  }
}
