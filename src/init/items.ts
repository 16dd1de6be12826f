import { pointerOf } from '../contract/pointer.ts'
import { sections } from './draft.ts'
import { shownInstances, shownValues } from './examples.ts'
import { isMap } from './maps.ts'
import { promise, sound } from './member-behavior.ts'
import type { Member } from './members.ts'
import { idPart } from './names.ts'
import type { Sketch } from './sketch.ts'

/** The behaviors of an instance, member by member. */
export function addItems(sketch: Sketch): void {
  const { list, operation, draft } = sketch
  if (list.members.length === 0)
    draft.leaveOut('the members of an instance, which are not documented', list.item.line)
  for (const member of list.members) {
    if (!sound(draft, member)) continue
    const shown = shownValues(member.schema, member.name, operation, list)
    promise(draft, sections.items, member, shown, (key, schema, words) => ({
      id: `item.${idPart(member.name)}`,
      title: `${member.name} ${words}`,
      on: 'every-item',
      expect: { item: { [key]: schema } },
    }))
  }
  addComplete(sketch)
  addUnique(sketch)
}

/** Members that every example shows, though the document requires them nowhere. */
function addComplete({ list, operation, draft }: Sketch): void {
  const instances = shownInstances(operation, list)
  const isShown = ({ name, schema }: Member): boolean =>
    instances.length > 0
      ? instances.every(({ value }) => isMap(value) && Object.hasOwn(value, name))
      : schema.get('example') !== null
  const always = list.members.filter(
    (member) => !member.isRequired && !member.name.endsWith('?') && isShown(member),
  )
  if (always.length === 0) return
  draft.add(
    sections.items,
    {
      basis: 'shown',
      lines: [list.item.line],
      guesses: [
        'members that the examples show are always there; take out those that are optional',
      ],
    },
    {
      id: 'item.complete',
      title: 'Every member that the documentation shows is there',
      on: 'every-item',
      expect: { item: Object.fromEntries(always.map(({ name }) => [pointerOf([name]), true])) },
    },
  )
}

function addUnique({ id, items, draft }: Sketch): void {
  const [name = ''] = id.pointer.slice(1).split('/')
  const two = { type: 'array', minItems: 2, items: { type: 'object', required: [name] } }
  const unique = { type: 'array', uniqueBy: id.pointer }
  draft.add(
    sections.items,
    { basis: 'guessed', lines: [], guesses: ['no two instances share it'] },
    {
      id: 'item.unique',
      title: `No two instances share ${id.pointer.slice(1)}`,
      on: 'every-listing',
      when: { body: items === '' ? two : { [items]: two } },
      needs: `two instances with ${id.pointer.slice(1)}`,
      expect: { body: items === '' ? unique : { [items]: unique } },
    },
  )
}
