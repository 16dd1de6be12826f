import type { RawExpectation } from '../../contract/raw.ts'
import { guessed, stated } from './draft.ts'
import type { Founding } from './draft.ts'
import { convert } from './json-schema.ts'
import type { Part } from './openapi.ts'
import { isJson } from './operation.ts'
import type { Operation } from './operation.ts'
import { role } from './sketch.ts'
import type { Sketch } from './sketch.ts'

/** The behaviors of the account as a whole. */
export function addScope({ operation, isPaged, draft }: Sketch): void {
  const { get } = operation
  if (isPaged) {
    const words = 'that the account is listed whole, since parameters choose a page of it'
    draft.leaveOut(words, get.line)
    return
  }
  draft.add(guessed([get.line], 'one answer without filters lists the whole account'), {
    id: 'scope.within-account',
    title: "Every answer lists only instances that the account's listing shows",
    on: 'every-listing',
    expect: { items: 'within' },
  })
  draft.add(guessed([get.line], 'asking again lists the same instances'), {
    id: 'scope.repeatable',
    title: 'The same request answers with the same instances again',
    request: { as: role, repeat: 2 },
    expect: { status: operation.success.status, items: 'stable' },
  })
}

/** The documented errors of an operation, by status. */
export function errorsOf({ get }: Operation): Map<number, Part> {
  const responses = get.get('responses')?.members ?? []
  return new Map(
    responses
      .filter(([status]) => /^[45]\d\d$/.test(status))
      .map(([status, response]) => [Number(status), response]),
  )
}

/** With what a value of a filter that selects nothing may be refused, where that is documented. */
export const refusalsOfFilters = [400, 404, 422]

/** The behaviors of requests without a right credential, and of the errors that answer them. */
export function addRefusals(sketch: Sketch, hasFilters: boolean): void {
  const { credential, draft, operation } = sketch
  const errors = errorsOf(operation)
  if (!credential.isRequired)
    draft.leaveOut('what a request without a credential answers, since the document asks for none')
  const exercised = [
    ...(credential.isRequired ? addAccess(sketch, errors) : []),
    ...(hasFilters ? refusalsOfFilters : []),
  ]
  for (const [status, response] of errors) {
    if (exercised.includes(status)) addErrorBody(sketch, status, response)
    else draft.leaveOut(`what brings about status ${status}`, response.line)
  }
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

function addErrorBody({ draft }: Sketch, status: number, response: Part): void {
  const [, json] = response.get('content')?.members.find(([type]) => isJson(type)) ?? []
  const part = json?.get('schema')
  if (!part) {
    draft.leaveOut(`the body of status ${status}, which is not documented`, response.line)
    return
  }
  const schema = convert(part, draft, `the body of status ${status}`)
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
