import type { RawExpectation } from '../contract/raw.ts'
import { sections } from './draft.ts'
import type { Founding } from './draft.ts'
import { jsonSchemaOf } from './json-schema.ts'
import type { Part } from './openapi.ts'
import { role } from './sketch.ts'
import type { Sketch } from './sketch.ts'

/** The behaviors of the account as a whole. */
export function addScope({ operation, isPaged, draft }: Sketch): void {
  const { get } = operation
  if (isPaged) {
    draft.leaveOut(
      'that the account is listed whole, since parameters choose a page of it',
      get.line,
    )
    return
  }
  const founded = (guess: string): Founding => ({
    basis: 'guessed',
    lines: [get.line],
    guesses: [guess],
  })
  draft.add(sections.scope, founded('one answer without filters lists the whole account'), {
    id: 'scope.within-account',
    title: "Every answer lists only instances that the account's listing shows",
    on: 'every-listing',
    expect: { items: 'within' },
  })
  draft.add(sections.scope, founded('asking again lists the same instances'), {
    id: 'scope.repeatable',
    title: 'The same request answers with the same instances again',
    request: { as: role, repeat: 2 },
    expect: { status: operation.success.status, items: 'stable' },
  })
}

/** The documented errors of an operation, by status. */
export function errorsOf({ operation }: Sketch): Map<number, Part> {
  const responses = operation.get.get('responses')?.members ?? []
  return new Map(
    responses.flatMap(([status, response]): [number, Part][] =>
      /^[45]\d\d$/.test(status) ? [[Number(status), response]] : [],
    ),
  )
}

/** With what a value of a filter that selects nothing may be refused, where that is documented. */
export const refusalsOfFilters: readonly number[] = [400, 404, 422]

/** The behaviors of requests without a right credential, and of the errors that answer them. */
export function addRefusals(sketch: Sketch, hasFilters: boolean): void {
  const { credential, draft } = sketch
  const errors = errorsOf(sketch)
  const exercised = credential.isRequired ? addAccess(sketch, errors) : []
  if (!credential.isRequired)
    draft.leaveOut('what a request without a credential answers, since the document asks for none')
  for (const [status, response] of errors) {
    if (exercised.includes(status) || (hasFilters && refusalsOfFilters.includes(status)))
      addErrorBody(sketch, status, response)
    else draft.leaveOut(`what brings about status ${status}`, response.line)
  }
}

/** @returns the statuses that are brought about */
function addAccess(
  { credential, draft }: Sketch,
  errors: ReadonlyMap<number, Part>,
): readonly number[] {
  const refusals = [401, 403].filter((status) => errors.has(status))
  const isForWrong = /invalid|wrong|incorrect|expired|\bbad\b/i.test(
    errors.get(401)?.text('description') ?? '',
  )
  const missing = refusals.slice(0, 1)
  const wrong = isForWrong ? missing : refusals
  const founded = (statuses: readonly number[]): Founding => {
    const lines = statuses.flatMap((status) => errors.get(status)?.line ?? [])
    const guess = '403 is what a request without a right credential answers'
    return refusals[0] === 403
      ? { basis: 'guessed', lines, guesses: [guess] }
      : { basis: 'stated', lines: [...credential.lines, ...lines] }
  }
  draft.add(sections.errors, founded(missing), {
    id: 'access.missing-credential',
    title: `A request without a credential ${wordsOf(missing)}`,
    request: { as: 'nobody' },
    expect: refusal(missing),
  })
  draft.add(sections.errors, founded(wrong), {
    id: 'access.wrong-credential',
    title: `A credential that is not valid ${wordsOf(wrong)}, however close it comes to a valid one`,
    'for-all': { credential: { wrong: role } },
    request: { as: { [role]: '{credential}' } },
    runs: 7,
    expect: refusal(wrong),
  })
  return [...missing, ...wrong]
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
  const content = response.get('content')?.members ?? []
  const json = content.find(([type]) => /^application\/(?:\S+\+)?json\b/i.test(type))
  const part = json?.[1].get('schema')
  if (!part) {
    draft.leaveOut(`the body of status ${status}, which is not documented`, response.line)
    return
  }
  const { schema, lost } = jsonSchemaOf(part)
  for (const { words, line } of lost)
    draft.leaveOut(`${words}, of the body of status ${status}`, line)
  if (typeof schema !== 'object' || Object.keys(schema).length === 0) return
  draft.add(
    sections.errors,
    { basis: 'stated', lines: [response.line, part.line] },
    {
      id: `error.body-${status}`,
      title: `The body of a status ${status} is as documented`,
      on: 'every-response',
      when: { status },
      needs: `an answer with status ${status}`,
      expect: { body: schema },
    },
  )
}
