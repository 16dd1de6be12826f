import type { Excerpt } from '../model/report.ts'
import { isIndex, tokens } from '../contract/pointer.ts'
import { clipped } from '../http/printable.ts'

/** Members and elements on each side of the way to the pointer that are shown. */
const beside = 3

/** Members of what the pointer names that are shown. */
const mostMembers = 12

/** Characters of one value, or of one name. */
const longestValue = 160

/** Deeper pointers than this are shown from their beginning only. */
const deepest = 12

/**
 * The part of a JSON body that a failure is about, indented: the way to the pointer, its neighbours,
 * and what it names, marked. Where the pointer leads to nothing, the place that lacks it is marked.
 * @param pointer JSON pointer (RFC 6901); null where no place in the body is wrong: nothing is marked
 */
export function excerptOf(body: unknown, pointer: string | null): Excerpt {
  const lines: string[] = []
  const marked = print(
    body,
    tokens(pointer ?? '').slice(0, deepest),
    { indent: '', label: '' },
    lines,
  )
  return { lines, marked: pointer === null ? [0, 0] : marked }
}

/** What stands before a value on its first line. */
interface Lead {
  indent: string
  label: string
}

/** Adds the lines of a value, and says which of them are what the steps lead to. */
function print(
  value: unknown,
  [step, ...rest]: readonly string[],
  { indent, label }: Lead,
  lines: string[],
): [number, number] {
  const at = step === undefined ? -1 : positionOf(value, step)
  if (at < 0) {
    const from = lines.length
    lines.push(...withMembers(value, { indent, label }))
    return [from, lines.length]
  }
  const size = sizeOf(value)
  const first = Math.max(0, at - beside)
  const last = Math.min(size, at + beside + 1)
  let marked: [number, number] = [0, 0]
  lines.push(`${indent}${label}${Array.isArray(value) ? '[' : '{'}`)
  if (first > 0) lines.push(`${indent}  … ${first} before`)
  for (const [index, { name, inner }] of membersOf(value, first, last).entries()) {
    const lead = { indent: `${indent}  `, label: name }
    if (first + index === at) marked = print(inner, rest, lead, lines)
    else lines.push(`${lead.indent}${name}${onOneLine(inner)}`)
  }
  if (last < size) lines.push(`${indent}  … ${size - last} after`)
  lines.push(`${indent}${Array.isArray(value) ? ']' : '}'}`)
  return marked
}

/** A value with its first members, each on a line. */
function withMembers(value: unknown, { indent, label }: Lead): string[] {
  const size = sizeOf(value)
  if (size === 0) return [`${indent}${label}${onOneLine(value)}`]
  const members = membersOf(value, 0, mostMembers)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return [
    `${indent}${label}${open}`,
    ...members.map(({ name, inner }) => `${indent}  ${name}${onOneLine(inner)}`),
    ...(size > members.length ? [`${indent}  … ${size - members.length} after`] : []),
    `${indent}${close}`,
  ]
}

function onOneLine(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(clipped(value, longestValue))
  if (typeof value !== 'object' || value === null) return String(value)
  const size = sizeOf(value)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return size === 0 ? `${open}${close}` : `${open}… ${size}${close}`
}

/** How many elements or members; 0 where there can be none. */
function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length
  return typeof value === 'object' && value !== null ? namesOf(value).length : 0
}

/** Each failure on an answer asks again, and to list the names of a wide object takes long. */
const listed = new WeakMap<object, readonly string[]>()

function namesOf(value: object): readonly string[] {
  const known = listed.get(value)
  if (known) return known
  const names = Object.keys(value)
  listed.set(value, names)
  return names
}

/** Where a step of a pointer leads to, or -1. */
function positionOf(value: unknown, step: string): number {
  if (Array.isArray(value)) return isIndex(step) && Number(step) < value.length ? Number(step) : -1
  return typeof value === 'object' && value !== null ? namesOf(value).indexOf(step) : -1
}

function membersOf(value: unknown, from: number, to: number): { name: string; inner: unknown }[] {
  if (Array.isArray(value))
    return value.slice(from, to).map((inner: unknown) => ({ name: '', inner }))
  const members = value as Record<string, unknown>
  return namesOf(members)
    .slice(from, to)
    .map((key) => ({
      name: `${JSON.stringify(clipped(key, longestValue))}: `,
      inner: members[key],
    }))
}
