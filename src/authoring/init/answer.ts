import { pointerOf } from '../../contract/pointer.ts'
import { Validator } from '../../contract/schema/shape.ts'
import type { JsonSchema } from '../../model/json.ts'
import { guessed, stated } from './draft.ts'
import type { Founding } from './draft.ts'
import { convert, phraseOf } from './json-schema.ts'
import { idPart } from './names.ts'
import { isObject } from './openapi.ts'
import type { Part } from './openapi.ts'
import { shownValues } from './operation.ts'
import { isNullable, membersOf, plainType, within } from './schemas.ts'
import type { Member, DocumentedExample } from './schemas.ts'
import { idOf } from './sketch.ts'
import type { Sketch } from './sketch.ts'

/** The behaviors of the answer around the instances. */
export function addEnvelope(sketch: Sketch): void {
  addOperation(sketch)
  addContentType(sketch)
  addList(sketch)
  const { path, around } = sketch.operation.list
  for (const [depth, object] of around.entries())
    for (const member of membersOf(object))
      if (member.name !== path[depth]) addMember(sketch, path.slice(0, depth), member)
}

/** The behaviors of an instance, member by member. */
export function addItems(sketch: Sketch): void {
  const { operation, draft } = sketch
  const { members, item } = operation.list
  if (members.length === 0)
    draft.leaveOut('the members of an instance, which are not documented', item.line)
  for (const member of members) promise(sketch, member, null)
  addComplete(sketch)
  addUnique(sketch)
}

function addOperation({ operation, credential, draft }: Sketch): void {
  const { path, get, pathItem, success } = operation
  const asked = credential.isRequired ? ' with its credential' : ''
  draft.add(stated(pathItem.line, get.line, success.response.line, ...credential.lines), {
    id: 'envelope.operation',
    title: `GET ${path}${asked} answers ${success.status} with a listing`,
    on: 'baseline',
    expect: { status: success.status, listing: true },
  })
}

function addContentType({ operation: { success }, draft }: Sketch): void {
  const { mediaType, media, response } = success
  if (mediaType === null || !media) {
    draft.leaveOut('which media type a success has, since there are several or none', response.line)
    return
  }
  draft.add(stated(media.line), {
    id: 'envelope.content-type',
    title: `Every success is served as ${mediaType}`,
    on: 'every-success',
    expect: { contentType: mediaType, json: 'valid' },
  })
}

function addList({ operation: { success, list }, items, draft }: Sketch): void {
  const array = {
    type: isNullable(list.schema) ? ['array', 'null'] : 'array',
    items: { type: isNullable(list.item) ? ['object', 'null'] : 'object' },
  }
  const where = items === '' ? 'a bare array of objects' : `an array of objects at ${items}`
  draft.add(stated(list.schema.line), {
    id: 'envelope.listing',
    title: `Every success is a status ${success.status} with ${where}`,
    on: 'every-success',
    expect: { status: success.status, body: atItems(items, array) },
  })
}

/** A shape of the body that says something of the array of instances. */
function atItems(items: string, schema: JsonSchema): JsonSchema {
  return items === '' ? schema : { [items]: schema }
}

function addMember(sketch: Sketch, path: readonly string[], member: Member): void {
  promise(sketch, member, path)
  addCount(sketch, [...path, member.name], member)
  addFlag(sketch, [...path, member.name], member)
}

function envelopeId(at: readonly string[]): string {
  return `envelope.${at.map(idPart).join('-')}`
}

const counts = /^(?:count|total|size|length)$|(?:count|total)$|^(?:count|total|num)_?/i

/** A number beside the instances is mostly their number; where there are pages, of all pages. */
function addCount(sketch: Sketch, at: readonly string[], { name, schema }: Member): void {
  const { draft, items, isPaged } = sketch
  if (!counts.test(name) || !['integer', 'number'].includes(plainType(schema) ?? '')) return
  if (isPaged) {
    draft.leaveOut(`what ${name} counts, where one answer is a page`, schema.line)
    return
  }
  const pointer = pointerOf(at)
  draft.add(guessed([schema.line], `${name} is the number of instances in the same answer`), {
    id: `${envelopeId(at)}-counts-instances`,
    title: `${at.join('/')} is the number of instances in the same answer`,
    on: 'every-listing',
    when: { body: { [pointer]: { type: 'number' } } },
    expect: { body: { [pointer]: { lengthOf: `${at.length}${items}` } } },
  })
}

/** `success: true` says what the status says. */
function addFlag({ draft }: Sketch, at: readonly string[], { name, schema }: Member): void {
  if (!/^(?:success|ok)$/i.test(name) || plainType(schema) !== 'boolean') return
  const pointer = pointerOf(at)
  draft.add(guessed([schema.line], `${name} is true with every success`), {
    id: `${envelopeId(at)}-true`,
    title: `${at.join('/')} is true with every success`,
    on: 'every-success',
    when: { body: { [pointer]: true } },
    expect: { body: { [pointer]: { const: true } } },
  })
}

/**
 * Promises what the schema of a member says.
 * @param path of the object around the instances that has the member; null: each instance has it
 */
function promise(
  { draft, operation }: Sketch,
  member: Member,
  path: readonly string[] | null,
): void {
  const { name, schema: part, isRequired } = member
  if (name.endsWith('?')) {
    const words = 'a member whose name ends with "?", which a pointer cannot say'
    draft.leaveOut(words, part.line)
    return
  }
  const schema = convert(part, draft, `the member ${name}`) ?? true
  if (schema === true && !isRequired) {
    draft.leaveOut(`what ${name} is`, part.line)
    return
  }
  const at = [...(path ?? []), name]
  const shown = path ? within(operation.answers, at) : shownValues(operation, member)
  const always = isRequired ? ', and always there' : ''
  const key = pointerOf([name]) + (isRequired ? '' : '?')
  draft.add(foundingOf(part, schema, shown), {
    id: path ? envelopeId(at) : `item.${idPart(name)}`,
    title: `${at.join('/')} is ${schema === true ? 'there' : phraseOf(schema) + always}`,
    on: path ? 'every-success' : 'every-item',
    expect: path ? { body: { [pointerOf(path) + key]: schema } } : { item: { [key]: schema } },
  })
}

/** Where the document's own examples are something else, one of the two is wrong, and it is only a guess. */
function foundingOf(
  { line }: Part,
  schema: JsonSchema,
  shown: readonly DocumentedExample[],
): Founding {
  const { fits } = new Validator({}).compile(schema)
  const odd = shown.find(({ value }) => !fits(value))
  if (!odd) return stated(line)
  const guess = `the example at line ${odd.line} is something else; which of the two is right?`
  return guessed([line], guess)
}

/** Members that every example shows, though the document requires them nowhere. */
function addComplete({ operation: { list, instances }, draft }: Sketch): void {
  const isShown = ({ name, schema }: Member): boolean =>
    instances.length > 0
      ? instances.every(({ value }) => isObject(value) && Object.hasOwn(value, name))
      : schema.get('example') !== null
  const always = list.members.filter((member) => !member.isRequired && isShown(member))
  if (always.length === 0) return
  const guess = 'members that the examples show are always there; take out those that are optional'
  draft.add(
    { basis: 'shown', lines: [list.item.line], guesses: [guess] },
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
  draft.add(guessed([], 'no two instances share it'), {
    id: 'item.unique',
    title: `No two instances share ${name}`,
    on: 'every-listing',
    when: { body: atItems(items, two) },
    needs: `two instances with ${name}`,
    expect: { body: atItems(items, { type: 'array', uniqueBy: idOf(sketch) }) },
  })
}
