import { generatorKinds, kindsIn } from './generator-kinds.ts'
import type { GeneratorKind } from './generator-kinds.ts'
import { suggestion } from './nearest.ts'
import type { RawGenerator } from './raw.ts'
import type { Path, Scope } from './scope.ts'
import { isVariableName, variableIn } from './template.ts'

/** Checks the generators of `for-all`: one each, with its own options and names that exist. */
export function checkGenerators(scope: Scope): void {
  for (const [variable, raw] of Object.entries(scope.behavior['for-all'] ?? {})) {
    if (!isVariableName(variable)) {
      const message = `"${variable}" is no name of a variable: letters, digits and "_" only`
      scope.problem(['for-all', variable], message, 'key')
    }
    checkGenerator(scope, ['for-all', variable], raw)
  }
}

function checkGenerator(scope: Scope, path: Path, raw: RawGenerator): void {
  const kinds = kindsIn(raw)
  const [kind] = kinds
  if (kind === undefined || kinds.length > 1) {
    const names = Object.keys(generatorKinds).join(', ')
    const found = kinds.length > 1 ? `, not ${kinds.join(' and ')}` : ''
    scope.problem(path, `expected exactly one generator (${names})${found}`)
    return
  }
  checkOptions(scope, path, kind, raw)
  const { argument } = generatorKinds[kind]
  const at = [...path, kind]
  if (argument === 'field') scope.field(at, String(raw[kind]))
  if (argument === 'role') scope.role(at, String(raw[kind]))
  if (argument === 'generators') {
    for (const [index, inner] of (raw[kind] as RawGenerator[]).entries())
      checkGenerator(scope, [...at, index], inner)
  }
}

function checkOptions(scope: Scope, path: Path, kind: GeneratorKind, raw: RawGenerator): void {
  const options: readonly string[] = generatorKinds[kind].options
  for (const key of Object.keys(raw)) {
    if (key === kind || options.includes(key)) continue
    const message = `the generator "${kind}" takes no option "${key}"${suggestion(key, options)}`
    scope.problem([...path, key], message, 'key')
  }
  checkRange(scope, path, raw)
  const apart = raw['apart-from']
  if (typeof apart === 'string') checkApart(scope, [...path, 'apart-from'], apart)
  if (typeof raw.of === 'string') checkCarrier(scope, [...path, 'of'], raw.of)
}

function checkRange(scope: Scope, path: Path, { some, count, min = 1, max = 4 }: RawGenerator) {
  const [from, to] = Array.isArray(count) ? (count as number[]) : []
  if (from !== undefined && to !== undefined && from > to) {
    scope.problem([...path, 'count'], `"count" is from and to: ${from} is above ${to}`)
  }
  if (some !== undefined && Number(min) > Number(max)) {
    const message = `"min" (${Number(min)}) is above "max" (${Number(max)}); not given they are 1 and 4`
    scope.problem(path, message)
  }
}

function checkApart(scope: Scope, path: Path, written: string): void {
  const name = variableIn(written) ?? written
  const generator = scope.generatorOf(path, name)
  if (!generator) return
  const [, itself] = path
  if (name === itself || kindsIn(generator)[0] !== 'one')
    scope.problem(path, '"apart-from" names another variable, of the generator "one"')
}

function checkCarrier(scope: Scope, path: Path, written: string): void {
  const generator = scope.generatorOf(path, variableIn(written) ?? written)
  if (generator && kindsIn(generator)[0] !== 'credential')
    scope.problem(path, '"of" names a variable of the generator "credential"')
}
