import type { Instance } from '../../src/model/account.ts'
import type { Field } from '../../src/model/contract.ts'
import type { Relation } from '../../src/model/relation.ts'
import type { WireResponse } from '../../src/recording/exchange.ts'
import { judgeRelation } from '../../src/judge/instances/relation.ts'
import { Timeline } from '../../src/judge/instances/timeline.ts'
import type { Values } from '../../src/ask/generators/value.ts'
import { plainJudgement } from '../support/words.ts'

type Fields = Readonly<Record<string, string | null>>

/** An instance with these fields; `id` is what it is known by. */
export function instance({ id, ...fields }: Fields & { id: string | null }, index = 0): Instance {
  return { identity: id, index, values: new Map(Object.entries(fields)), item: { id, ...fields } }
}

/** Instances as an answer lists them. */
export function listing(...rows: readonly (Fields & { id: string | null })[]): Instance[] {
  return rows.map((row, index) => instance(row, index))
}

/** The account as these readings showed it. */
export function timelineOf(...readings: readonly (readonly Instance[])[]): Timeline {
  const timeline = new Timeline()
  for (const reading of readings) timeline.add(reading)
  return timeline
}

/** A field that an instance keeps for life. */
const field = (name: string): Field => ({
  name,
  pointer: `/${name}`,
  take: null,
  when: null,
  example: null,
  unless: null,
  moves: false,
})

/** Judges an answer by a relation, in an account that was read like this; with messages as plain text. */
export function judgeIn(
  readings: readonly (readonly Instance[])[],
  relation: Relation,
  answered: readonly Instance[],
  values: Values = {},
) {
  const timeline = timelineOf(...readings)
  return plainJudgement(
    judgeRelation(relation, answered, {
      timeline,
      values,
      items: '/instances',
      id: '/id',
      fixed: [field('name'), field('label')],
    }),
  )
}

/** A credential as a generator draws it. */
export function heldBy(secret: string): Values[string] {
  return {
    kind: 'credential',
    credential: { role: 'instance', secret, trusted: true, genuine: true, shown: '$TOKEN' },
  }
}

/** An answer with this body, served as JSON. */
export function answerOf(value: unknown, status = 200): WireResponse {
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  const text = JSON.stringify(value)
  return { status, headers, length: text.length, body: { ok: true, value }, facts: null }
}
