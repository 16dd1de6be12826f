import type { RawExpectation } from '../../contract/raw.ts'
import { guessed, stated } from './draft.ts'
import type { Founding } from './draft.ts'
import { refusalsOfFilters } from './filters.ts'
import type { Filter } from './filters.ts'
import { convert } from './json-schema.ts'
import type { Part } from './openapi.ts'
import { errorsOf, isJson } from './operation.ts'
import { role } from './sketch.ts'
import type { Sketch } from './sketch.ts'

/** The behaviors of the account as a whole. */
export function addScope({ operation, isPaged, draft }: Sketch): void {
  const { line } = operation.get
  if (isPaged) {
    const words = 'that the account is listed whole, since parameters choose a page of it'
    draft.leaveOut(words, line)
    return
  }
  draft.add(guessed([line], 'one answer without filters lists the whole account'), {
    id: 'scope.within-account',
    title: "Every answer lists only instances that the account's listing shows",
    on: 'every-listing',
    expect: { items: 'within' },
  })
  draft.add(guessed([line], 'asking again lists the same instances'), {
    id: 'scope.repeatable',
    title: 'The same request answers with the same instances again',
    request: { as: role, repeat: 2 },
    expect: { status: operation.success.status, items: 'stable' },
  })
}

/** The behaviors of requests without a right credential, and of the errors that answer them. */
export function addRefusals(sketch: Sketch, filters: readonly Filter[]): void {
  const { credential, draft, operation } = sketch
  const errors = errorsOf(operation)
  if (!credential.isRequired)
    draft.leaveOut('what a request without a credential answers, since the document asks for none')
  const exercised = [
    ...(credential.isRequired ? addAccess(sketch, errors) : []),
    ...(filters.length > 0 ? refusalsOfFilters : []),
  ]
  for (const [status, response] of errors) {
    if (exercised.includes(status)) addErrorBody(sketch, status, response)
    else draft.leaveOut(`what brings about status ${status}`, response.line)
  }
  if (credential.isRequired && filters.length > 0) addUnguarded(sketch, filters)
}

/** @returns the statuses that are brought about */
function addAccess(
  { credential, draft }: Sketch,
  errors: ReadonlyMap<number, Part>,
): readonly number[] {
  const refusals = [401, 403].filter((status) => errors.has(status))
  const description = errors.get(401)?.text('description') ?? ''
  const missing = refusals.slice(0, 1)
  const wrong = /invalid|wrong|incorrect|expired|\bbad\b/i.test(description) ? missing : refusals
  const founded = (statuses: readonly number[]): Founding => {
    const lines = statuses.flatMap((status) => errors.get(status)?.line ?? [])
    return refusals[0] === 403
      ? guessed(lines, '403 is what a request without a right credential answers')
      : stated(...credential.lines, ...lines)
  }
  draft.add(founded(missing), {
    id: 'access.missing-credential',
    title: `A request without a credential ${wordsOf(missing)}`,
    request: { as: 'nobody' },
    expect: refusal(missing),
  })
  draft.add(founded(wrong), {
    id: 'access.wrong-credential',
    title: `A credential that is not valid ${wordsOf(wrong)}, however close it comes to a valid one`,
    'for-all': { credential: { wrong: role } },
    request: { as: { [role]: '{credential}' } },
    runs: 7,
    expect: refusal(wrong),
  })
  return wrong
}

function refusal(statuses: readonly number[]): RawExpectation {
  const [only, ...more] = statuses
  if (only === undefined) return { listing: false }
  return { status: more.length === 0 ? only : [...statuses], listing: false }
}

function wordsOf(statuses: readonly number[]): string {
  return statuses.length === 0 ? 'is served no listing' : `answers ${statuses.join(' or ')}`
}

/** All filters together open no way around a missing credential. */
function addUnguarded({ draft, credential }: Sketch, filters: readonly Filter[]): void {
  const asked = filters.map(({ parameter: { name, values, part }, field }, index) => ({
    name,
    line: part.line,
    variable: `value${index + 1}`,
    generator: values.length > 0 ? { enum: values } : { any: [{ one: field }, { unknown: field }] },
  }))
  draft.add(stated(...credential.lines, ...asked.map(({ line }) => line)), {
    id: 'access.missing-credential-with-filters',
    title: 'Filters open no way around the missing credential',
    'for-all': Object.fromEntries(asked.map(({ variable, generator }) => [variable, generator])),
    request: {
      as: 'nobody',
      query: Object.fromEntries(asked.map(({ name, variable }) => [name, `{${variable}}`])),
    },
    runs: 2,
    expect: { listing: false },
  })
}

function addErrorBody({ draft }: Sketch, status: number, response: Part): void {
  const body = `the body of status ${status}`
  const [, json] = response.map('content').find(([type]) => isJson(type)) ?? []
  const part = json?.get('schema')
  if (!part) {
    draft.leaveOut(`${body}, which is not documented`, response.line)
    return
  }
  const schema = convert(part, draft, body)
  if (schema === null) return
  draft.add(stated(response.line, part.line), {
    id: `error.body-${status}`,
    title: `The body of a status ${status} is as documented`,
    on: 'every-response',
    when: { status },
    needs: `an answer with status ${status}`,
    expect: { body: schema },
  })
}
