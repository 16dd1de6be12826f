import type { ContractProblem } from '../error.ts'
import type { RawBehavior, RawContract, RawExpectation } from '../raw.ts'
import { rawShapeProblems, schemaProblems } from './schema-problems.ts'
import type { Path } from '../scope.ts'
import { compileShape } from './shape.ts'
import type { RawShape } from './shape.ts'
import type { Source } from '../source.ts'
import { Validator } from './validator.ts'

/** Checks every schema of a contract: references, regular expressions, words and their arguments. */
export function shapeProblems(contract: RawContract, source: Source): ContractProblem[] {
  const { schemas = {}, behaviors } = contract
  const used = [
    ...conditionsOf(contract),
    ...behaviors.flatMap((behavior, index) => shapesOf(behavior, ['behaviors', index])),
  ]
  const found = [
    ...Object.entries(schemas).flatMap(([name, schema]) =>
      schemaProblems(schema, ['schemas', name], schemas),
    ),
    ...used.flatMap(({ path, shape }) => rawShapeProblems(shape, path, schemas)),
  ].map(({ path, message, part }) => ({ place: source.placeOf(path, part), message }))
  return found.length > 0 ? found : compileProblems(contract, used, source)
}

/** What an instance must look like to have a field, or to show a credential. */
function conditionsOf({ credentials, listing }: RawContract): { path: Path; shape: RawShape }[] {
  const holders: { path: Path; raw: string | { when?: RawShape } | undefined }[] = [
    ...Object.entries(credentials).map(([role, { discover: raw }]) => ({
      path: ['credentials', role, 'discover'],
      raw,
    })),
    ...Object.entries(listing.fields ?? {}).map(([name, raw]) => ({
      path: ['listing', 'fields', name],
      raw,
    })),
  ]
  return holders.flatMap(({ path, raw }) =>
    typeof raw === 'object' && raw.when !== undefined
      ? [{ path: [...path, 'when'], shape: raw.when }]
      : [],
  )
}

function shapesOf(behavior: RawBehavior, path: Path): { path: Path; shape: RawShape }[] {
  const { when, expect, alternatives = [] } = behavior
  const expectations: { path: Path; raw: RawExpectation }[] = [
    ...(Array.isArray(expect)
      ? expect.map((raw, index) => ({ path: [...path, 'expect', index], raw }))
      : expect
        ? [{ path: [...path, 'expect'], raw: expect }]
        : []),
    ...alternatives.map(({ expect: raw }, index) => ({
      path: [...path, 'alternatives', index, 'expect'],
      raw,
    })),
  ]
  const holders: { path: Path; raw: { body?: RawShape; item?: RawShape } }[] = [
    ...(when ? [{ path: [...path, 'when'], raw: when }] : []),
    ...expectations,
  ]
  return holders.flatMap(({ path: at, raw }) =>
    (['body', 'item'] as const).flatMap((key) => {
      const shape = raw[key]
      return shape === undefined ? [] : [{ path: [...at, key], shape }]
    }),
  )
}

/** What only compiling finds: keywords that mean nothing without another, for example. */
function compileProblems(
  { schemas = {} }: RawContract,
  used: readonly { path: Path; shape: RawShape }[],
  source: Source,
): ContractProblem[] {
  const validator = new Validator(schemas)
  const named = Object.keys(schemas).map((name) => ({
    path: ['schemas', name],
    shape: { $ref: `#/schemas/${name}` },
  }))
  const problems = (shapes: typeof used) =>
    shapes.flatMap(({ path, shape }) => compileProblem(shape, path, source, validator) ?? [])
  const inNamed = problems(named)
  return inNamed.length > 0 ? inNamed : problems(used)
}

function compileProblem(
  shape: RawShape,
  path: Path,
  source: Source,
  validator: Validator,
): ContractProblem | null {
  try {
    compileShape(shape, validator)
    return null
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const message = reason
      .replace('strict mode: ', '')
      .replace(/contract-\d+#\/\$defs\//g, '#/schemas/')
    return { place: source.placeOf(path), message }
  }
}
