import { bracesProblem, variablesIn, variableIn } from './template.ts'
import { checkForm } from './behavior-form.ts'
import { checkGenerators } from './generator-references.ts'
import type { RawConditions, RawContract, RawExpectation, RawJoin, RawRequest } from './raw.ts'
import { Scope } from './scope.ts'
import type { Need, Path, Report } from './scope.ts'

const needs = {
  text: { holds: ['text', 'list'], words: 'only texts and lists of texts go into a query' },
  layout: { holds: ['layout'], words: '"layout" takes one of the generator "layout"' },
  holder: { holds: ['credential'], words: 'who asks is drawn by the generator "credential"' },
  impostor: {
    holds: ['wrong'],
    words: "a role's value is drawn by the generator \"wrong\"; a right one asks as '{variable}'",
  },
  own: { holds: ['credential'], words: '"of" takes one of the generator "credential"' },
  is: { holds: ['text'], words: '"is" compares with one text ("in" with a list of them)' },
  in: {
    holds: ['list'],
    words: '"in" compares with a list, of "some" or "unknown" with "count" ("is" with one text)',
  },
  contains: { holds: ['text'], words: '"contains" takes one text' },
} as const satisfies Record<string, Need>

/** Checks the names that a behavior mentions, and which of its keys stand side by side. */
export function checkBehavior(contract: RawContract, index: number, report: Report): void {
  const behavior = contract.behaviors[index]
  if (!behavior) return
  const scope = new Scope(contract, behavior, ['behaviors', index], report)
  checkForm(scope)
  if (behavior.burst) scope.role(['burst', 'as'], behavior.burst.as)
  checkGenerators(scope)
  if (behavior.request) checkRequest(scope, behavior.request)
  checkExpectations(scope)
  // Beside "on" and "burst" there is no place where a variable could be used.
  for (const variable of behavior.request ? scope.unused : []) {
    scope.problem(['for-all', variable], `the variable "${variable}" is never used`, 'key')
  }
}

function checkRequest(scope: Scope, { as, query, headers }: RawRequest): void {
  const path = ['request', 'as']
  if (typeof as !== 'string') {
    for (const [role, value] of Object.entries(as)) {
      scope.role([...path, role], role, 'key')
      scope.variable([...path, role], value, needs.impostor)
    }
  } else if (variableIn(as) !== null) scope.variable(path, as, needs.holder)
  else if (as !== 'nobody') scope.role(path, as)
  for (const [name, value] of Object.entries(query ?? {})) {
    const at = ['request', 'query', name]
    if (typeof value === 'string') checkText(scope, at, value)
    else checkJoin(scope, at, value)
  }
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (variablesIn(value).length === 0) continue
    const message = 'a header is sent as it is written; variables are for "as" and "query"'
    scope.problem(['request', 'headers', name], message)
    for (const variable of variablesIn(value))
      scope.variable(['request', 'headers', name], variable, needs.text)
  }
}

function checkText(scope: Scope, path: Path, text: string): void {
  const problem = bracesProblem(text)
  if (problem !== null) scope.problem(path, problem)
  for (const variable of variablesIn(text)) scope.variable(path, variable, needs.text)
}

function checkJoin(scope: Scope, path: Path, { join, layout }: RawJoin): void {
  for (const [index, variable] of join.entries()) {
    scope.variable([...path, 'join', index], variable, needs.text)
  }
  if (layout !== undefined) scope.variable([...path, 'layout'], layout, needs.layout)
}

function checkExpectations(scope: Scope): void {
  const { expect, alternatives } = scope.behavior
  for (const [index, raw] of [expect ?? []].flat().entries()) {
    checkExpectation(scope, Array.isArray(expect) ? ['expect', index] : ['expect'], raw)
  }
  for (const [index, { expect: raw }] of (alternatives ?? []).entries()) {
    checkExpectation(scope, ['alternatives', index, 'expect'], raw)
  }
}

function checkExpectation(scope: Scope, path: Path, { items }: RawExpectation): void {
  const at = [...path, 'items']
  if (items === 'stable' && scope.behavior.request?.repeat === undefined) {
    scope.problem(at, '"stable" compares repetitions: it needs "repeat" in the request')
  }
  if (items === undefined || typeof items === 'string') return
  if (items.own) {
    scope.field([...at, 'own', 'field'], items.own.field)
    scope.variable([...at, 'own', 'of'], items.own.of, needs.own)
  }
  for (const word of ['where', 'where-any'] as const) {
    for (const [field, condition] of Object.entries(items[word] ?? {}))
      checkCondition(scope, [...at, word, field], field, condition)
  }
}

function checkCondition(
  scope: Scope,
  path: Path,
  field: string,
  condition: RawConditions[string],
): void {
  scope.field(path, field, 'key')
  for (const test of ['is', 'in', 'contains'] as const) {
    const variable = condition[test]
    if (typeof variable === 'string') scope.variable([...path, test], variable, needs[test])
  }
}
