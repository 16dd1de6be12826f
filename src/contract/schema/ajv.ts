import addFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type {
  DataValidateFunction,
  DataValidationCxt,
  FormatDefinition,
} from 'ajv/dist/types/index.js'
import { isIso8601, isTimestamp } from './dates.ts'
import { words } from './own-keywords.ts'

/** To `decide` whether a value fits, as fast as can be, or to `tell` all that is wrong with it. */
export type Purpose = 'decide' | 'tell'

const shared = new Map<Purpose, Ajv2020>()

/**
 * The validators of the process, one for each purpose. Schemas of contracts were checked by
 * `meta-schema.ts`, so that JSON Schema's own meta-schema, which takes longer to compile than a whole
 * contract, is not needed. Not optimizing their code costs nothing that could be measured later.
 */
export function sharedAjv(purpose: Purpose): Ajv2020 {
  const known = shared.get(purpose)
  if (known) return known
  const ajv = new Ajv2020({
    allErrors: purpose === 'tell',
    verbose: purpose === 'tell',
    strict: true,
    // What every object inherits (`toString`) is no member of a body.
    ownProperties: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    logger: false,
    validateSchema: false,
    code: { optimize: false },
  })
  addFormats.default(ajv)
  for (const [name, validate] of Object.entries(formats)) ajv.addFormat(name, validate)
  addWords(ajv)
  if (purpose === 'tell') addChecks(ajv)
  shared.set(purpose, ajv)
  return ajv
}

const dateTime = addFormats.default.get('date-time') as FormatDefinition<string>
const isDateTime = dateTime.validate as (text: string) => boolean

/** As RFC 3339 writes a date-time; ajv-formats also takes `+03` and `+0300`. */
const rfc3339 = /^\S+[Tt ]\S+(?:[Zz]|[+-]\d\d:\d\d)$/

/**
 * Formats of ours: `iso-8601`, wider than the `date-time` of RFC 3339, which wants an offset, and
 * `timestamp`, any text that names a moment. Two of ajv-formats are too wide: its `date-time` takes
 * `+03` and `+0300`, its `uuid` takes a URN.
 */
const formats: Readonly<Record<string, RegExp | ((text: string) => boolean)>> = {
  'date-time': (text) => rfc3339.test(text) && isDateTime(text),
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  'iso-8601': isIso8601,
  timestamp: isTimestamp,
}

function addWords(ajv: Ajv2020): void {
  for (const word of words) {
    ajv.addKeyword({
      keyword: word.keyword,
      ...(word.type ? { type: word.type } : {}),
      errors: false,
      compile: (argument: unknown) => (value: unknown, at?: DataValidationCxt) =>
        at === undefined ||
        word.holds(argument as never, value as never, {
          root: at.rootData,
          pointer: at.instancePath,
        }),
    })
  }
}

/**
 * Keywords for schemas of our own: `expected` says what a value must be, in words; `check` judges a
 * value, and `checkKeys` the name of each member.
 */
function addChecks(ajv: Ajv2020): void {
  ajv.addKeyword('expected')
  addCheck(ajv, { keyword: 'check' }, (check, value, root) => [{ message: check(value, root) }])
  addCheck(ajv, { keyword: 'checkKeys', type: 'object' }, (check, holder, root) =>
    Object.keys(holder as object).map((name) => ({
      message: check(name, root, holder),
      propertyName: name,
    })),
  )
}

/** What is wrong with a value, or with the name of a member, in words; null where nothing is. */
type Check = (value: unknown, root: unknown, holder?: unknown) => string | null

interface Finding {
  message: string | null
  propertyName?: string
}

function addCheck(
  ajv: Ajv2020,
  definition: { keyword: string; type?: 'object' },
  findings: (check: Check, value: unknown, root: unknown) => Finding[],
): void {
  const compile = (check: Check): DataValidateFunction => {
    const validate: DataValidateFunction = (value: unknown, place) => {
      validate.errors = findings(check, value, place?.rootData).flatMap(({ message, ...of }) =>
        message === null ? [] : [{ keyword: 'check', message, params: {}, ...of }],
      )
      return validate.errors.length === 0
    }
    return validate
  }
  ajv.addKeyword({ ...definition, errors: true, compile })
}
