import { suggestion } from '../../contract/nearest.ts'
import { UsageError } from '../../model/problem.ts'
import { isObject } from './openapi.ts'
import type { OpenApi, Part } from './openapi.ts'
import { branchesOf, examplesOf, membersOf, plainType, unwrapped, within } from './schemas.ts'
import type { Member, DocumentedExample } from './schemas.ts'

/** An array of objects in the answer. */
interface List {
  /** Names of the members that lead to it; empty for a bare array. */
  path: readonly string[]
  /** The objects around it, the answer itself first. */
  around: readonly Part[]
  schema: Part
  item: Part
  members: readonly Member[]
}

/** A documented success and its JSON. */
interface Success {
  /** `200`, or `2xx`. */
  status: number | '2xx'
  response: Part
  /** The JSON media type, where it is the only one. */
  mediaType: string | null
  media: Part | null
  schema: Part | null
}

interface Get {
  path: string
  pathItem: Part
  get: Part
}

/** The GET that is meant, and the array of its success that lists. */
export interface Operation extends Get {
  success: Success
  list: List
  /** The other arrays of objects in the answer, the likeliest first. */
  others: readonly List[]
  /** Whole answers that the document shows. */
  answers: readonly DocumentedExample[]
  /** Instances that the document shows, in answers, in the list or one by one. */
  instances: readonly DocumentedExample[]
}

/**
 * The operation that is asked for; else the one that the page names; else the one GET that lists.
 * @param wanted `GET /path`, or a path
 * @throws UsageError that lists the candidates where the choice is not clear
 */
export function chooseOperation(document: OpenApi, wanted: string | null): Operation {
  const gets = document.root.map('paths').flatMap(([path, pathItem]) => {
    const get = pathItem.get('get')
    return get ? [{ path, pathItem, get }] : []
  })
  if (gets.length === 0)
    throw new UsageError(`${document.file} documents no GET operation: "paths" has none`)
  const { named } = document
  const isThere = named !== null && gets.some(({ path }) => path === pathOf(named))
  const asked = wanted ?? (isThere ? named : null)
  return operationOf(asked === null ? onlyLister(document, gets) : wantedGet(document, gets, asked))
}

function wantedGet({ file }: OpenApi, gets: readonly Get[], wanted: string): Get {
  if (/^(?!get\s)[a-z]+\s/i.test(wanted))
    throw new UsageError(`--operation: "${wanted}" is not a GET, and only GET is ever sent`)
  const path = pathOf(wanted)
  const found = gets.find((one) => one.path === path)
  if (found) return found
  const names = gets.map((one) => `GET ${one.path}`)
  const hint = suggestion(`GET ${path}`, names) || `; there are ${listed(gets)}`
  throw new UsageError(`--operation: ${file} has no "GET ${path}"${hint}`)
}

function onlyLister({ file }: OpenApi, gets: readonly Get[]): Get {
  const simple = gets.filter(({ path }) => !path.includes('{'))
  const listers = simple.filter(({ get }) => listsIn(successOf(get)?.schema).length > 0)
  // Where there is no other, operationOf() says why this one does not list.
  const [only, ...more] = listers.length === 0 && simple.length === 1 ? simple : listers
  if (!only) {
    throw new UsageError(
      `${file} has no GET without a path parameter whose success holds an array of objects; there are ${listed(gets)}`,
    )
  }
  if (more.length === 0) return only
  throw new UsageError(
    `${file} has ${listers.length} operations that list: ${listed(listers)}; say which one by --operation="GET ${only.path}"`,
  )
}

/** So many candidates are listed in an error. */
const shown = 12

function listed(gets: readonly Get[]): string {
  const names = gets.slice(0, shown).map(({ path, get }) => `GET ${path} (line ${get.line})`)
  return names.join(', ') + (gets.length > shown ? ` and ${gets.length - shown} more` : '')
}

function pathOf(wanted: string): string {
  const path = wanted.replace(/^[A-Za-z]+\s+/, '').trim()
  return path.startsWith('/') ? path : `/${path}`
}

function operationOf({ path, pathItem, get }: Get): Operation {
  const success = successOf(get)
  const refusal = (part: Part, message: string) => part.document.problem(part.path, message)
  if (!success) throw refusal(pathItem, `GET ${path} documents no success (status 2xx)`)
  if (path.includes('{'))
    throw refusal(pathItem, `GET ${path} has a path parameter, which a contract cannot fill`)
  const { media, schema, response } = success
  const [list, ...others] = listsIn(schema)
  if (!list) {
    const problem = schema
      ? 'holds no array of objects, so there is nothing that it lists'
      : 'has no schema for JSON; examples alone are not read'
    throw refusal(response, `the success of GET ${path} ${problem}`)
  }
  const named = media?.map('examples').flatMap(([, one]) => one.get('value') ?? []) ?? []
  const answers = [...examplesOf(media), ...named, ...examplesOf(schema)]
  const listed = [...within(answers, list.path), ...examplesOf(list.schema)].flatMap(
    ({ value, line }) =>
      Array.isArray(value) ? value.map((one: unknown) => ({ value: one, line })) : [],
  )
  const instances = [...listed, ...examplesOf(list.item)].filter(({ value }) => isObject(value))
  return { path, pathItem, get, success, list, others, answers, instances }
}

/** The documented errors of an operation, by status. */
export function errorsOf({ get }: Operation): ReadonlyMap<number, Part> {
  const errors = get.map('responses').filter(([status]) => /^[45]\d\d$/.test(status))
  return new Map(errors.map(([status, response]) => [Number(status), response]))
}

/** What the document shows of a member of an instance. */
export function shownValues(
  { instances }: Operation,
  { name, schema }: Member,
): DocumentedExample[] {
  return [...examplesOf(schema), ...within(instances, [name])]
}

/** As {@link shownValues}, texts and numbers as a request carries them. */
export function shownTexts(operation: Operation, member: Member): string[] {
  return shownValues(operation, member)
    .map(({ value }) => (typeof value === 'number' ? String(value) : value))
    .filter((text) => typeof text === 'string')
    .filter((text) => text !== '' && text.length <= 100)
}

/** Whether a media type is JSON. */
export function isJson(type: string): boolean {
  return /^application\/(?:\S+\+)?json\b/i.test(type)
}

/** The first success in the order of statuses; `default` is none, for it stands for errors, too. */
function successOf(get: Part): Success | null {
  const [first] = get
    .map('responses')
    .filter(([status]) => /^2(?:\d\d|XX)$/i.test(status))
    .sort(([a], [b]) => a.localeCompare(b))
  if (!first) return null
  const [status, response] = first
  const content = response.map('content')
  const [type = '', media = null] =
    content.find(([one]) => isJson(one)) ?? content.find(([one]) => one.endsWith('*')) ?? []
  const [bare = ''] = type.toLowerCase().split(/\s*;/)
  return {
    status: /^\d+$/.test(status) ? Number(status) : '2xx',
    response,
    mediaType: content.length === 1 && /^[a-z]+\/[a-z0-9.+-]+$/.test(bare) ? bare : null,
    media,
    schema: media?.get('schema') ?? null,
  }
}

/** How deep in the answer an array is looked for. */
const deepest = 4

function search(schema: Part, path: readonly string[], around: readonly Part[]): List[] {
  const inner = unwrapped(schema)
  const item = inner.get('items')
  if (item && plainType(inner) !== 'object') {
    const members = membersOf(item)
    const isObject = members.length > 0 || plainType(item) === 'object'
    return isObject ? [{ path, around, schema, item, members }] : []
  }
  if (path.length >= deepest || around.some(({ value }) => value === inner.value)) return []
  const branches = branchesOf(inner).map((one) => search(one, path, around))
  return (
    branches.find((lists) => lists.length > 0) ??
    membersOf(inner).flatMap(({ name, schema: member }) =>
      search(member, [...path, name], [...around, inner]),
    )
  )
}

const names = /^(?:instances?|sessions?|devices?|data|items?|results?|records?|list|rows|content)$/i

/** Every array of objects in an answer: the least deep first, of those the ones with telling names. */
function listsIn(schema: Part | null | undefined): List[] {
  const rank = ({ path }: List): number => path.length * 2 - Number(names.test(path.at(-1) ?? ''))
  return schema ? search(schema, [], []).sort((a, b) => rank(a) - rank(b)) : []
}
