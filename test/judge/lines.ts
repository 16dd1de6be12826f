import { readFileSync } from 'node:fs'
import type { MockRequest, MockResponse } from '../../mock/provider.ts'
import type { BehaviorOutcome } from '../../src/judge/outcome.ts'
import { parse } from '../contract/support.ts'
import { judgeInProcess } from '../support/in-process.ts'
import type { Run, Unanswered } from '../support/in-process.ts'
import { plainly } from '../support/words.ts'

/** The contract of a small gateway: one behavior of each kind. */
export const contract = parse(readFileSync(new URL('lines.yaml', import.meta.url), 'utf8'), null)

export interface Line {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly key: string
  readonly number: string | null
}

export const line = (id: string, state = 'open'): Line => ({
  id,
  name: `line-${id}`,
  state,
  key: `key-of-line-${id}`,
  number: state === 'open' ? '4915112345' : null,
})

export const lines: readonly Line[] = [
  line('a'),
  line('b', 'closed'),
  line('c'),
  line('d', 'lost'),
  line('e'),
]

export const accountKey = 'the-key-of-the-account'

const refused = (status: number, error: string): MockResponse => ({ status, body: { error } })

const listed = (found: readonly Line[]): MockResponse => ({
  status: 200,
  body: { total: found.length, lines: found },
})

/** The names that are asked for. */
export const namesIn = (query: URLSearchParams): string[] =>
  (query.get('name') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** What a right server answers, while the account is like this. */
export function answerTo({ query, headers }: MockRequest, account = lines): MockResponse {
  const own = account.find(({ key }) => key === headers['x-line'])
  if (own) return listed([own])
  if (headers['x-key'] !== accountKey) return refused(401, 'no such key')
  const state = query.get('state')
  if (state !== null) return listed(account.filter((one) => one.state === state))
  const names = namesIn(query)
  if (names.length === 0) return listed(account)
  const found = account.filter(({ name }) => names.includes(name))
  return found.length === 0 && names.length === 1 ? refused(404, 'no such line') : listed(found)
}

/** Answers a request; `answer` is what a right server would say, `count` the number of the request, from 1. */
export type Alter = (
  answer: MockResponse,
  request: MockRequest,
  count: number,
) => MockResponse | Unanswered

export interface Changed {
  /** The account at the n-th request, from 1. */
  readonly accountAt?: (count: number) => readonly Line[]
  readonly settings?: Partial<Run['recording']['settings']>
  readonly behaviors?: readonly string[]
  /** When each request is sent, in ms. */
  readonly clock?: (index: number) => number
}

/** Judges a server that answers otherwise than a right one. */
export function judgeLines(alter: Alter = (answer) => answer, changed: Changed = {}): Run {
  const { accountAt = () => lines, settings = { burst: false }, behaviors, clock } = changed
  let count = 0
  const handle = (request: MockRequest): MockResponse | Unanswered => {
    count++
    return alter(answerTo(request, accountAt(count)), request, count)
  }
  const chosen = contract.behaviors.filter(({ id }) => behaviors?.includes(nameOf(id)) ?? true)
  const served = { credentials: { LINES_KEY: accountKey }, handle }
  return judgeInProcess({ ...contract, behaviors: chosen }, served, settings, clock)
}

const nameOf = (id: string): string => id.slice('lines.'.length)

/** What a behavior came to. */
export function outcomeOf({ judged }: Run, id: string): BehaviorOutcome {
  const found = judged.behaviors.find(({ behavior }) => behavior.id === `lines.${id}`)
  if (!found) throw new Error(`${id} was not judged`)
  return found.outcome
}

/** What is wrong, with messages as text. */
export function findingsOf(run: Run, id: string) {
  const outcome = outcomeOf(run, id)
  if (outcome.kind !== 'broken') throw new Error(`${id} is ${outcome.kind}`)
  return plainly(outcome.findings)
}

/** Ids of the behaviors that came to this. */
export function having({ judged }: Run, kind: BehaviorOutcome['kind']): string[] {
  return judged.behaviors.flatMap(({ behavior, outcome }) =>
    outcome.kind === kind ? [nameOf(behavior.id)] : [],
  )
}
