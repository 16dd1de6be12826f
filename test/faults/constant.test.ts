import { expect, test } from 'vitest'
import { judged } from '../run/support.ts'
import { serve } from '../support/server.ts'
import { contractOf, targetOf } from '../support/target.ts'
import {
  constants,
  empty,
  holdsOfEmpty,
  holdsOfFull,
  json,
  references,
  useless,
} from './constants.ts'
import type { Answer, Name } from './constants.ts'

const names = Object.keys(references) as Name[]

async function reportOn(name: Name, { status, type, body, headers }: Answer) {
  const server = await serve((_request, response) => {
    if (status === 0) return
    response.writeHead(status, { ...(type && { 'Content-Type': type }), ...headers }).end(body)
  })
  const { credentials } = references[name]
  const settings = { burst: true, timeoutMs: status === 0 ? 200 : 5000 }
  return judged(targetOf(contractOf(name), server.origin, credentials, settings))
}

/** The musts that pass, without the provider's name. */
async function passedMusts(name: Name, answer: Answer) {
  const { verdict, behaviors } = await reportOn(name, answer)
  const musts = behaviors.filter((one) => one.verdict === 'pass' && one.level === 'must')
  return { verdict, musts: musts.map(({ id }) => id.slice(name.length + 1)).sort() }
}

const each = <Case extends object>(cases: Readonly<Record<string, Case>>) =>
  names.flatMap((name) => Object.entries(cases).map(([what, one]) => ({ name, what, one })))

test.for(each(useless))('$name, $what to everything: nothing is judged', async ({ name, one }) => {
  expect(await passedMusts(name, one)).toEqual({ verdict: 'error', musts: [] })
})

test.for(each(constants))(
  '$name, $what to everything: only what truly holds passes',
  async ({ name, one: { answer, holds } }) => {
    const musts = Object.keys(holds[name] ?? {}).sort()
    expect(await passedMusts(name, answer)).toEqual({ verdict: 'non-conformant', musts })
  },
)

test.for(names)(
  '%s, its empty listing to everything: only what truly holds passes',
  async (name) => {
    const musts = Object.keys(holdsOfEmpty[name] ?? {}).sort()
    const found = await passedMusts(name, json(empty[name]))
    expect(found).toEqual({ verdict: 'non-conformant', musts })
  },
)

test.for(names)(
  '%s, its full listing to everything: no filter and no refusal passes',
  async (name) => {
    const answer = { ...json(null), body: references[name].listing }
    const { verdict, musts } = await passedMusts(name, answer)
    expect(verdict).toBe('non-conformant')
    const beside = musts.filter((id) => !/^(envelope|item)\./.test(id))
    expect(beside).toEqual(Object.keys(holdsOfFull[name] ?? {}).sort())
  },
)
