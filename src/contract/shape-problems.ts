import type { ContractProblem } from './error.ts'
import { suggestion } from './nearest.ts'
import { pointerProblem, tokens } from './pointer.ts'
import type { RawBehavior, RawContract, RawExpectation } from './raw.ts'
import { compileShape, isPointerMap } from './shape.ts'
import type { RawShape } from './shape.ts'
import type { Source } from './source.ts'
import type { Validator } from './validator.ts'

type Path = readonly (string | number)[]

/** Checks every schema of a contract: references, regular expressions, words and their arguments. */
export function shapeProblems(
  contract: RawContract,
  source: Source,
  validator: Validator,
): ContractProblem[] {
  const named = Object.entries(contract.schemas ?? {}).map(([name, shape]) => ({
    path: ['schemas', name] as Path,
    shape,
  }))
  const used = contract.behaviors.flatMap((behavior, index) =>
    shapesOf(behavior, ['behaviors', index]),
  )
  const definitions = Object.keys(contract.schemas ?? {})
  return [...named, ...used].flatMap(({ path, shape }) => {
    const found = [...walk(shape, path)].flatMap((part) => partProblems(part, definitions, source))
    return found.length > 0 ? found : compileProblems(shape, path, source, validator)
  })
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

interface Part {
  path: Path
  key: string
  value: unknown
}

function* walk(value: unknown, path: Path): Generator<Part> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key]
    yield { path: at, key, value: inner }
    yield* walk(inner, at)
  }
}

function partProblems(
  { path, key, value }: Part,
  definitions: readonly string[],
  source: Source,
): ContractProblem[] {
  if (typeof value !== 'string') return pointerKeyProblems(key, path, source)
  if (key === '$ref') {
    const name = value.startsWith('#/schemas/') ? tokens(value.slice(1))[1] : undefined
    if (name !== undefined && definitions.includes(name)) return []
    const near = suggestion(name ?? value, definitions)
    return [
      {
        place: source.placeOf(path),
        message: `"${value}" leads nowhere: the contract has no such schema${near}`,
      },
    ]
  }
  const problem = key === 'pattern' ? regexProblem(value) : null
  return problem === null ? [] : [{ place: source.placeOf(path), message: problem }]
}

function pointerKeyProblems(key: string, path: Path, source: Source): ContractProblem[] {
  const problem = key.startsWith('/') ? pointerProblem(key) : null
  return problem === null ? [] : [{ place: source.placeOf(path, 'key'), message: problem }]
}

function regexProblem(pattern: string): string | null {
  try {
    new RegExp(pattern, 'u')
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function compileProblems(
  shape: RawShape,
  path: Path,
  source: Source,
  validator: Validator,
): ContractProblem[] {
  try {
    compileShape(shape, validator)
    return []
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const word = /unknown (?:keyword|format)[: ]+"(.+?)"/.exec(message)?.[1]
    const part = [...walk(shape, path)].find(({ key, value }) => key === word || value === word)
    const hint = isPointerMap(shape)
      ? ''
      : ' (keys that start with "/" are pointers, all others JSON Schema)'
    const place = part
      ? source.placeOf(part.path, part.key === word ? 'key' : 'value')
      : source.placeOf(path)
    return [
      {
        place,
        message: `${message.replace('strict mode: ', '')}${word && !part ? '' : word ? hint : ''}`,
      },
    ]
  }
}
