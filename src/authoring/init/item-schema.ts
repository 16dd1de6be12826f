import { pointerOf } from '../../contract/pointer.ts'
import type { RawBehavior } from '../../contract/raw.ts'
import { Validator } from '../../contract/schema/shape.ts'
import type { JsonSchema } from '../../model/json.ts'
import { guessed, stated } from './draft.ts'
import { shownInstances, shownValues } from './examples.ts'
import type { Shown } from './examples.ts'
import { convert, wordsOf } from './json-schema.ts'
import type { Member } from './members.ts'
import { idPart } from './names.ts'
import { isMap } from './openapi.ts'
import { idOf } from './sketch.ts'
import type { Sketch } from './sketch.ts'

/** The behaviors of an instance, member by member. */
export function addItems(sketch: Sketch): void {
  const { operation, draft } = sketch
  const { members, item } = operation.list
  if (members.length === 0)
    draft.leaveOut('the members of an instance, which are not documented', item.line)
  for (const member of members) {
    promise(sketch, member, shownValues(member.schema, member.name, operation), {
      id: `item.${idPart(member.name)}`,
      name: member.name,
      place: (key, schema) => ({ on: 'every-item', expect: { item: { [key]: schema } } }),
    })
  }
  addComplete(sketch)
  addUnique(sketch)
}

/** How a contract names a member, and where it has its schema. */
interface Promised {
  id: string
  name: string
  place: (key: string, schema: JsonSchema) => Pick<RawBehavior, 'on' | 'expect'>
}

/**
 * Promises what the schema of a member says. Where the document's own examples are something else,
 * one of the two is wrong, and it is only a guess.
 * @param shown what the document shows of the member
 * @returns whether a pointer of a contract can name the member; else it is left out
 */
export function promise(
  { draft }: Sketch,
  { schema: part, isRequired, line, name }: Member,
  shown: readonly Shown[],
  promised: Promised,
): boolean {
  if (name.endsWith('?')) {
    draft.leaveOut('a member whose name ends with "?", which a pointer cannot say', line)
    return false
  }
  const schema = convert(part, draft, `the member ${name}`)
  if (schema === null && !isRequired) {
    draft.leaveOut(`what ${name} is`, line)
    return true
  }
  const fits = schema === null ? () => true : new Validator({}).compile(schema).fits
  const odd = shown.find(({ value }) => !fits(value))
  const always = isRequired && schema !== null ? ', and always there' : ''
  draft.add(
    odd
      ? guessed(
          [line],
          `the example at line ${odd.line} is something else; which of the two is right?`,
        )
      : stated(line),
    {
      id: promised.id,
      title: `${promised.name} ${schema === null ? 'is there' : wordsOf(schema)}${always}`,
      ...promised.place(pointerOf([name]) + (isRequired ? '' : '?'), schema ?? true),
    },
  )
  return true
}

/** Members that every example shows, though the document requires them nowhere. */
function addComplete({ operation, draft }: Sketch): void {
  const { members, item } = operation.list
  const instances = shownInstances(operation)
  const isShown = ({ name, schema }: Member): boolean =>
    instances.length > 0
      ? instances.every(({ value }) => isMap(value) && Object.hasOwn(value, name))
      : schema.get('example') !== null
  const always = members.filter(
    (member) => !member.isRequired && !member.name.endsWith('?') && isShown(member),
  )
  if (always.length === 0) return
  const guess = 'members that the examples show are always there; take out those that are optional'
  draft.add(
    { basis: 'shown', lines: [item.line], guesses: [guess] },
    {
      id: 'item.complete',
      title: 'Every member that the documentation shows is there',
      on: 'every-item',
      expect: { item: Object.fromEntries(always.map(({ name }) => [pointerOf([name]), true])) },
    },
  )
}

function addUnique(sketch: Sketch): void {
  const { id, items, draft } = sketch
  const name = id?.name ?? 'id'
  const two = { type: 'array', minItems: 2, items: { type: 'object', required: [name] } }
  const unique = { type: 'array', uniqueBy: idOf(sketch) }
  draft.add(guessed([], 'no two instances share it'), {
    id: 'item.unique',
    title: `No two instances share ${name}`,
    on: 'every-listing',
    when: { body: items === '' ? two : { [items]: two } },
    needs: `two instances with ${name}`,
    expect: { body: items === '' ? unique : { [items]: unique } },
  })
}
