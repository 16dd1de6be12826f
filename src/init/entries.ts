import type { Credential } from './credential.ts'
import { shownAnswers } from './examples.ts'
import type { Identity } from './identity.ts'
import { maskedIn } from './masked.ts'
import type { Entry } from './render.ts'
import type { Sketch } from './sketch.ts'

/**
 * What stands in a contract before its behaviors.
 * @param today as 2026-11-20
 */
export function entriesOf(
  today: string,
  { provider, title, docs, servers, guesses }: Identity,
  credential: Credential,
  sketch: Sketch,
): Entry[] {
  return [
    { key: 'provider', value: provider, guesses: guesses.provider },
    { key: 'title', value: title },
    { key: 'revision', value: today, guesses: guesses.revision },
    { key: 'docs', value: docs, guesses: guesses.docs },
    { key: 'servers', value: servers },
    { key: 'operation', value: { method: 'GET', path: sketch.operation.path } },
    {
      key: 'credentials',
      value: { account: credential.raw },
      guesses: credential.guesses,
      isApart: true,
    },
    listingEntry(sketch),
    ...maskEntries(sketch),
  ]
}

function listingEntry({ items, id, listGuesses, fields }: Sketch): Entry {
  const raw = Object.fromEntries([...fields].map(([name, field]) => [name, field.raw]))
  return {
    key: 'listing',
    isApart: true,
    value: { items, id: id.pointer, ...(fields.size > 0 ? { fields: raw } : {}) },
    guesses: [
      ...listGuesses.map((words) => `items: ${words}`),
      ...id.guesses.map((words) => `id: ${words}`),
      ...[...fields].flatMap(([name, field]) => field.guesses.map((words) => `${name}: ${words}`)),
    ],
  }
}

function maskEntries({ operation, label }: Sketch): Entry[] {
  const { schema } = operation.success
  const { secrets, personal } = schema
    ? maskedIn(
        schema,
        label?.name ?? null,
        shownAnswers(operation).map(({ value }) => value),
      )
    : { secrets: [], personal: [] }
  return [
    { key: 'secrets', value: secrets, isApart: true, guesses: [maskGuess('secrets', secrets)] },
    { key: 'personal', value: personal, guesses: [maskGuess('personal data', personal)] },
  ]
}

function maskGuess(what: string, names: readonly string[]): string {
  return names.length === 0
    ? `no member's name says that it holds ${what}; values of members listed here are masked`
    : `these members hold ${what}, by their names or examples; their values are masked`
}
