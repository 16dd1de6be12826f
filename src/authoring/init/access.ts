import { guessed, stated } from './draft.ts'
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
  if (credential.isRequired) addAccess(sketch)
  else
    draft.leaveOut('what a request without a credential answers, since the document asks for none')
  const exercised = [
    ...(credential.isRequired ? [401] : []),
    ...(filters.length > 0 ? refusalsOfFilters : []),
  ]
  for (const [status, response] of errorsOf(operation)) {
    if (exercised.includes(status)) addErrorBody(sketch, status, response)
    else draft.leaveOut(`what brings about status ${status}`, response.line)
  }
  if (credential.isRequired && filters.length > 0) addUnguarded(sketch, filters)
}

/** What is not valid may be answered 403 in place of 401, unless the document says that it is not. */
function addAccess({ credential, draft, operation }: Sketch): void {
  const errors = errorsOf(operation)
  const missing = refusalBy(errors.get(401))
  const isForBoth = /invalid|wrong|incorrect|expired/i.test(
    errors.get(401)?.text('description') ?? '',
  )
  const wrong = isForBoth || !errors.has(403) ? missing : refusalBy(undefined)
  const founding = ({ lines }: typeof wrong) => stated(...credential.lines, ...lines)
  draft.add(founding(missing), {
    id: 'access.missing-credential',
    title: `A request without a credential ${missing.words}`,
    request: { as: 'nobody' },
    expect: missing.expect,
  })
  draft.add(founding(wrong), {
    id: 'access.wrong-credential',
    title: `A credential that is not valid ${wrong.words}, however close it comes to a valid one`,
    'for-all': { credential: { wrong: role } },
    request: { as: { [role]: '{credential}' } },
    runs: 7,
    expect: wrong.expect,
  })
}

function refusalBy(unauthorized: Part | undefined) {
  return unauthorized
    ? { words: 'answers 401', lines: [unauthorized.line], expect: { status: 401, listing: false } }
    : { words: 'is served no listing', lines: [], expect: { listing: false } }
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
