import { pointerOf } from '../../contract/pointer.ts'
import { guessed, stated } from './draft.ts'
import { shownAnswers, within } from './examples.ts'
import { promise } from './item-schema.ts'
import { isNullable, membersOf, plainType } from './members.ts'
import type { Member } from './members.ts'
import { idPart } from './names.ts'
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
  const { mediaType, isOnly, media, response } = success
  if (mediaType === null || !isOnly || !/^[a-z]+\/[a-z0-9.+-]+$/.test(mediaType)) {
    draft.leaveOut('which media type a success has, since there are several or none', response.line)
    return
  }
  draft.add(stated(...(media ? [media.line] : [])), {
    id: 'envelope.content-type',
    title: `Every success is served as ${mediaType}`,
    on: 'every-success',
    expect: { contentType: mediaType, body: true },
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
    expect: { status: success.status, body: items === '' ? array : { [items]: array } },
  })
}

function addMember(sketch: Sketch, path: readonly string[], member: Member): void {
  const at = [...path, member.name]
  const id = `envelope.${at.map(idPart).join('-')}`
  const isPromised = promise(sketch, member, within(shownAnswers(sketch.operation), at), {
    id,
    name: pointerOf(at).slice(1),
    place: (key, schema) => ({
      on: 'every-success',
      expect: { body: { [pointerOf(path) + key]: schema } },
    }),
  })
  if (!isPromised) return
  addCount(sketch, id, at, member)
  addFlag(sketch, id, at, member)
}

const counts = /^(?:count|total|size|length)$|(?:count|total)$|^(?:count|total|num)_?/i

/** A number beside the instances is mostly their number; where there are pages, of all pages. */
function addCount(sketch: Sketch, id: string, at: readonly string[], member: Member): void {
  const { draft, items, isPaged } = sketch
  const { name, schema, line } = member
  if (!counts.test(name) || !['integer', 'number'].includes(plainType(schema) ?? '')) return
  if (isPaged) {
    draft.leaveOut(`what ${name} counts, where one answer is a page`, line)
    return
  }
  const pointer = pointerOf(at)
  draft.add(guessed([line], `${name} is the number of instances in the same answer`), {
    id: `${id}-counts-instances`,
    title: `${pointer.slice(1)} is the number of instances in the same answer`,
    on: 'every-listing',
    when: { body: { [pointer]: { type: 'number' } } },
    expect: { body: { [pointer]: { lengthOf: `${at.length}${items}` } } },
  })
}

/** `success: true` and `error: false` say what the status says. */
function addFlag({ draft }: Sketch, id: string, at: readonly string[], member: Member): void {
  const { name, schema, line } = member
  const right = /^(?:success|ok)$/i.test(name)
  if (!(right || /^(?:error|failed)$/i.test(name)) || plainType(schema) !== 'boolean') return
  const pointer = pointerOf(at)
  draft.add(guessed([line], `${name} is ${right} with every success`), {
    id: `${id}-${right}`,
    title: `${pointer.slice(1)} is ${right} with every success`,
    on: 'every-success',
    when: { body: { [pointer]: true } },
    expect: { body: { [pointer]: { const: right } } },
  })
}
