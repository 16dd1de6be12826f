import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { sharedAjv } from './schema/ajv.ts'
import type { ContractProblem } from './error.ts'
import { nearest, suggestion } from './nearest.ts'
import { tokens, valueAtPath } from './pointer.ts'
import { shownValue } from './schema/mismatch.ts'
import type { Source } from './source.ts'

/** Compiles a schema for YAML files; do it once for many files. */
export function structureChecker({
  $id: _,
  ...schema
}: Readonly<Record<string, unknown>>): (source: Source) => ContractProblem[] {
  const validate = sharedAjv('tell').compile(schema)
  return (source) => problems(validate, source)
}

function problems(validate: ValidateFunction, source: Source): ContractProblem[] {
  if (validate(source.value)) return []
  const errors = withoutEchoes(telling(validate.errors ?? []))
  const seen = new Map<string, ContractProblem>()
  for (const error of errors) {
    const problem = problemOf(error, source)
    seen.set(`${problem.place?.line}:${problem.place?.column}:${problem.message}`, problem)
  }
  return [...seen.values()]
}

/** Keywords whose own error only says that there is another. */
const echoes = new Set(['if', 'propertyNames'])

/** Keywords about keys that stand side by side; their descriptions word them whole. */
const rules = new Set(['not', 'oneOf'])

/**
 * Of the branches of an `anyOf`, only what was found deepest tells the author something; where
 * nothing was, the choice itself does, the outermost of one value.
 */
function telling(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = new Map<string, ErrorObject>()
  for (const error of errors) if (error.keyword === 'anyOf') choices.set(error.instancePath, error)
  return errors.filter((error) => {
    if (echoes.has(error.keyword) || error.schemaPath.includes('/oneOf/')) return false
    const choice = choices.get(error.instancePath)
    if (!choice || isAboutKeys(error)) return true
    return error === choice && !errors.some((other) => isDeeper(other, choice))
  })
}

function isAboutKeys({ keyword }: ErrorObject): boolean {
  return keyword === 'additionalProperties' || keyword === 'required'
}

function isDeeper(error: ErrorObject, choice: ErrorObject): boolean {
  if (error.instancePath === choice.instancePath) return isAboutKeys(error)
  return error.instancePath.startsWith(`${choice.instancePath}/`)
}

/** A key that is misspelt is not missing as well, nor does a rule about keys say much beside it. */
function withoutEchoes(errors: readonly ErrorObject[]): ErrorObject[] {
  const meant = errors.map((error) => {
    const { additionalProperty: key } = paramsOf(error)
    return key === undefined
      ? null
      : `${error.instancePath}/${nearest(key, knownKeys(error)) ?? ''}`
  })
  const broken = errors
    .filter(({ keyword }) => keyword === 'additionalProperties' || keyword === 'type')
    .map(({ instancePath }) => instancePath)
  return errors.filter((error) =>
    error.keyword === 'required'
      ? !meant.includes(`${error.instancePath}/${paramsOf(error).missingProperty}`)
      : !rules.has(error.keyword) || !broken.includes(error.instancePath),
  )
}

interface Params {
  additionalProperty?: string
  missingProperty?: string
  type?: unknown
  allowedValues?: unknown[]
  allowedValue?: unknown
}

function paramsOf({ params }: ErrorObject): Params {
  return params
}

function knownKeys({ parentSchema }: ErrorObject): string[] {
  return Object.keys((parentSchema as { properties?: object }).properties ?? {})
}

function problemOf(error: ErrorObject, source: Source): ContractProblem {
  const path = tokens(error.instancePath)
  const { additionalProperty: key } = paramsOf(error)
  if (key !== undefined) {
    const known = knownKeys(error)
    const hint = yaml11(key, known) ?? (suggestion(key, known) || `; there are ${known.join(', ')}`)
    return {
      place: source.placeOf([...path, key], 'key'),
      message: `unknown key "${key}"${hint}`,
    }
  }
  const { keyword, propertyName: name, schema } = error
  // A key that is ruled out whatever its value is.
  const isRuledOut = keyword === 'not' && Object.keys(schema as object).length === 0
  const at = name === undefined ? path : [...path, name]
  return {
    place: source.placeOf(at, name !== undefined || isRuledOut ? 'key' : 'value'),
    message: whereIs(path, source.value) + saidOf(error),
  }
}

function saidOf(error: ErrorObject): string {
  if (error.keyword === 'required') return `the key "${paramsOf(error).missingProperty}" is missing`
  if (error.keyword === 'check') return error.message ?? ''
  const whole = rules.has(error.keyword) ? phraseOf(error) : null
  return whole ?? `${expected(error)}, not ${shownValue(error.data)}${switchHint(error)}`
}

/** What YAML 1.1 made of a word that is no text in it. */
function yaml11(key: string, known: readonly string[]): string | null {
  return key === 'true' && known.includes('on')
    ? ': tools that read YAML 1.1 write it for "on"; write on:'
    : null
}

/** YAML 1.1 has more words for true and false. */
function switchHint({ keyword, params, data }: ErrorObject): string {
  const isSwitch = keyword === 'type' && String((params as Params).type) === 'boolean'
  return isSwitch && /^(?:y|yes|n|no|on|off)$/i.test(String(data))
    ? '; YAML 1.2 knows true and false alone'
    : ''
}

/** The member that is meant, to begin a message with: `"level": `, or `behaviors[0] ("an.id"): `. */
function whereIs(path: readonly string[], root: unknown): string {
  const last = path.at(-1)
  if (last === undefined) return ''
  const list = path.at(-2)
  if (list === undefined || !Array.isArray(valueAtPath(root, path.slice(0, -1))))
    return `"${last}": `
  const id = valueAtPath(root, [...path, 'id'])
  return `${list}[${last}]${typeof id === 'string' ? ` ("${id}")` : ''}: `
}

function expected(error: ErrorObject): string {
  const params = paramsOf(error)
  const { expected: words } = (error.parentSchema ?? {}) as { expected?: string }
  if (words !== undefined) return `expected ${words}`
  const description = phraseOf(error)
  switch (error.keyword) {
    case 'enum':
      return `expected one of ${(params.allowedValues ?? []).map((value) => JSON.stringify(value)).join(', ')}`
    case 'const':
      return `expected ${JSON.stringify(params.allowedValue)}`
    case 'anyOf':
      return `expected ${description ?? 'another form'}${choiceHint(error)}`
    case 'pattern':
      return description ? `expected ${description}` : (error.message ?? error.keyword)
    default:
      return `${error.message ?? error.keyword}${description ? ` (${description})` : ''}`
  }
}

/** The schema's description, as a part of a sentence. */
function phraseOf({ parentSchema }: ErrorObject): string | null {
  const { description } = (parentSchema ?? {}) as { description?: string }
  if (description === undefined) return null
  const [first = ''] = description
  const isWord = /^[A-Z][a-z ]/.test(description)
  return `${isWord ? first.toLowerCase() : first}${description.slice(1).replace(/\.$/, '')}`
}

function choiceHint({ schema, data }: ErrorObject): string {
  if (typeof data !== 'string') return ''
  const branches = schema as readonly { enum?: readonly string[] }[]
  return suggestion(
    data,
    branches.flatMap((branch) => branch.enum ?? []),
  )
}
