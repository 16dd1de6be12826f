import { pointerOf, valueAtPath } from '../contract/pointer.ts'
import { sections } from './draft.ts'
import type { Promised } from './draft.ts'
import { shownAnswers } from './examples.ts'
import { promise, sound } from './member-behavior.ts'
import { isNullable, membersOf, plainType } from './members.ts'
import type { Member } from './members.ts'
import { idPart } from './names.ts'
import type { Sketch } from './sketch.ts'

/** The behaviors of the answer around the instances. */
export function addEnvelope(sketch: Sketch): void {
  addOperation(sketch)
  addContentType(sketch)
  addList(sketch)
  for (const [depth, object] of sketch.list.around.entries()) {
    const path = sketch.list.path.slice(0, depth)
    for (const member of membersOf(object)) {
      if (member.name !== sketch.list.path[depth]) addMember(sketch, path, member)
    }
  }
}

function addOperation({ operation, credential, draft }: Sketch): void {
  const { path, get, pathItem, success } = operation
  const asked = credential.isRequired ? ' with its credential' : ''
  draft.add(
    sections.envelope,
    {
      basis: 'stated',
      lines: [pathItem.line, get.line, success.response.line, ...credential.lines],
    },
    {
      id: 'envelope.operation',
      title: `GET ${path}${asked} answers ${success.status} with a listing`,
      on: 'baseline',
      expect: { status: success.status, listing: true },
    },
  )
}

function addContentType({ operation: { success }, draft }: Sketch): void {
  const { mediaType, isOnly, media, response } = success
  if (mediaType === null || !isOnly || !/^[a-z]+\/[a-z0-9.+-]+$/.test(mediaType)) {
    draft.leaveOut('which media type a success has, since there are several or none', response.line)
    return
  }
  draft.add(
    sections.envelope,
    { basis: 'stated', lines: media ? [media.line] : [] },
    {
      id: 'envelope.content-type',
      title: `Every success is served as ${mediaType}`,
      on: 'every-success',
      expect: { contentType: mediaType, body: true },
    },
  )
}

function addList({ operation: { success }, list, items, draft }: Sketch): void {
  const array = {
    type: isNullable(list.schema) ? ['array', 'null'] : 'array',
    items: { type: isNullable(list.item) ? ['object', 'null'] : 'object' },
  }
  draft.add(
    sections.envelope,
    { basis: 'stated', lines: [list.schema.line] },
    {
      id: 'envelope.listing',
      title:
        items === ''
          ? `Every success is a status ${success.status} with a bare array of objects`
          : `Every success is a status ${success.status} with an array of objects at ${items}`,
      on: 'every-success',
      expect: { status: success.status, body: items === '' ? array : { [items]: array } },
    },
  )
}

function addMember(sketch: Sketch, path: readonly string[], member: Member): void {
  const { draft, operation } = sketch
  const at = [...path, member.name]
  if (!sound(draft, member)) return
  const shown = shownAnswers(operation).flatMap(({ value, line }) => {
    const found = valueAtPath(value, at)
    return found === undefined ? [] : [{ value: found, line }]
  })
  const name = pointerOf(at).slice(1)
  promise(draft, sections.envelope, member, shown, (key, schema, words): Promised => ({
    id: `envelope.${at.map(idPart).join('-')}`,
    title: `${name} ${words}`,
    on: 'every-success',
    expect: { body: { [pointerOf(path) + key]: schema } },
  }))
  addCount(sketch, at, member)
  addFlag(sketch, at, member)
}

const counts = /^(?:count|total|size|length)$|(?:count|total)$|^(?:count|total|num)_?/i

/** A number beside the instances is mostly their number; where there are pages, of all pages. */
function addCount({ draft, list, isPaged }: Sketch, at: readonly string[], member: Member): void {
  const { name, schema, line } = member
  if (!counts.test(name) || !['integer', 'number'].includes(plainType(schema) ?? '')) return
  if (isPaged) {
    draft.leaveOut(`what ${name} counts, where one answer is a page`, line)
    return
  }
  const pointer = pointerOf(at)
  draft.add(
    sections.envelope,
    {
      basis: 'guessed',
      lines: [line],
      guesses: [`${name} is the number of instances in the same answer`],
    },
    {
      id: `envelope.${at.map(idPart).join('-')}-counts-instances`,
      title: `${pointer.slice(1)} is the number of instances in the same answer`,
      on: 'every-listing',
      when: { body: { [pointer]: { type: 'number' } } },
      expect: { body: { [pointer]: { lengthOf: `${at.length}${pointerOf(list.path)}` } } },
    },
  )
}

/** `success: true` and `error: false` say what the status says. */
function addFlag({ draft }: Sketch, at: readonly string[], { name, schema, line }: Member): void {
  const right = /^(?:success|ok)$/i.test(name)
    ? true
    : /^(?:error|failed)$/i.test(name)
      ? false
      : null
  if (right === null || plainType(schema) !== 'boolean') return
  const pointer = pointerOf(at)
  draft.add(
    sections.envelope,
    { basis: 'guessed', lines: [line], guesses: [`${name} is ${right} with every success`] },
    {
      id: `envelope.${at.map(idPart).join('-')}-${right}`,
      title: `${pointer.slice(1)} is ${right} with every success`,
      on: 'every-success',
      when: { body: { [pointer]: true } },
      expect: { body: { [pointer]: { const: right } } },
    },
  )
}
