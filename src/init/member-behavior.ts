import { pointerOf } from '../contract/pointer.ts'
import { Validator } from '../contract/validator.ts'
import type { JsonSchema } from '../model/json.ts'
import type { Draft, Promised } from './draft.ts'
import type { Shown } from './examples.ts'
import { jsonSchemaOf } from './json-schema.ts'
import type { Member } from './members.ts'
import { wordsOf } from './schema-words.ts'

/** Whether a pointer of a contract can name the member; else it is left out. */
export function sound(draft: Draft, { name, line }: Member): boolean {
  if (!name.endsWith('?')) return true
  draft.leaveOut('a member whose name ends with "?", which a pointer cannot say', line)
  return false
}

/**
 * Promises what the schema of a member says. Where the document's own examples are something else,
 * one of the two is wrong, and it is only a guess.
 * @param shown what the document shows of the member
 * @param promised of the member's pointer, its schema and its words
 */
export function promise(
  draft: Draft,
  section: string,
  member: Member,
  shown: readonly Shown[],
  promised: (key: string, schema: JsonSchema, words: string) => Promised,
): void {
  const { schema: part, isRequired, line, name } = member
  const { schema, lost } = jsonSchemaOf(part)
  for (const { words, line: at } of lost) draft.leaveOut(`${words}, of the member ${name}`, at)
  const saysNothing = typeof schema !== 'object' || Object.keys(schema).length === 0
  if (saysNothing && !isRequired) {
    draft.leaveOut(`what ${name} is`, line)
    return
  }
  const odd = saysNothing ? undefined : oddOf(schema, shown)
  const key = pointerOf([name]) + (isRequired ? '' : '?')
  const words = saysNothing
    ? 'is there'
    : `${wordsOf(schema)}${isRequired ? ', and always there' : ''}`
  const guess = `the example at line ${odd?.line ?? 0} is something else; which of the two is right?`
  draft.add(
    section,
    odd
      ? { basis: 'guessed', lines: [line], guesses: [guess] }
      : { basis: 'stated', lines: [line] },
    promised(key, saysNothing ? true : schema, words),
  )
}

/** An example that does not fit. */
function oddOf(schema: JsonSchema, shown: readonly Shown[]): Shown | undefined {
  const { fits } = new Validator({}).compile(schema)
  return shown.find(({ value }) => !fits(value))
}
