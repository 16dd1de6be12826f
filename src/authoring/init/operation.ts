import { suggestion } from '../../contract/nearest.ts'
import { UsageError } from '../../model/problem.ts'
import { isMap } from './openapi.ts'
import type { OpenApi, Part } from './openapi.ts'
import { branchesOf, examplesOf, membersOf, plainType, unwrapped, within } from './schemas.ts'
import type { Member, Shown } from './schemas.ts'

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

/** A GET with its success. */
interface Candidate {
  path: string
  pathItem: Part
  get: Part
  success: Success
  /** Every array of objects in the answer, the one that is most likely meant first. */
  lists: readonly List[]
}

/** The GET that is meant, and the array of its success that lists. */
export interface Operation extends Candidate {
  list: List
  /** Whole answers that the document shows. */
  answers: readonly Shown[]
  /** Instances that the document shows, in answers, in the list or one by one. */
  instances: readonly Shown[]
}

type Gets = readonly (readonly [path: string, pathItem: Part])[]

/**
 * The operation that is asked for; else the one that the page names; else the one GET that lists.
 * @param wanted `GET /path`, or a path
 * @throws UsageError that lists the candidates where the choice is not clear
 */
export function chooseOperation(document: OpenApi, wanted: string | null): Operation {
  const gets = document.root.map('paths').filter(([, item]) => item.get('get') !== null)
  if (gets.length === 0)
    throw new UsageError(`${document.file} documents no GET operation: "paths" has none`)
  const { named } = document
  const isThere = named !== null && gets.some(([path]) => path === pathOf(named))
  const asked = wanted ?? (isThere ? named : null)
  return operationOf(asked === null ? onlyLister(document, gets) : wantedGet(document, gets, asked))
}

function wantedGet({ file }: OpenApi, gets: Gets, wanted: string): Candidate {
  if (/^(?!get\s)[a-z]+\s/i.test(wanted))
    throw new UsageError(`--operation: "${wanted}" is no GET, and nothing but GET is ever sent`)
  const path = pathOf(wanted)
  const found = gets.find(([one]) => one === path)
  if (found) return candidateOf(...found)
  const names = gets.map(([one]) => `GET ${one}`)
  const hint = suggestion(`GET ${path}`, names) || `; there are ${listed(gets)}`
  throw new UsageError(`--operation: ${file} has no "GET ${path}"${hint}`)
}

function onlyLister({ file }: OpenApi, gets: Gets): Candidate {
  const problems: UsageError[] = []
  const candidates = gets.flatMap(([path, item]) => {
    if (path.includes('{')) return []
    try {
      return [candidateOf(path, item)]
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      problems.push(error)
      return []
    }
  })
  const listers = candidates.filter(({ lists }) => lists.length > 0)
  const [only, ...more] = listers
  if (only && more.length > 0) {
    const found = listed(listers.map(({ path, get }) => [path, get]))
    throw new UsageError(
      `${file} has ${listers.length} operations that list: ${found}; say which one by --operation="GET ${only.path}"`,
    )
  }
  if (only) return only
  if (problems[0]) throw problems[0]
  // operationOf() says why it does not list.
  if (candidates.length === 1 && candidates[0]) return candidates[0]
  throw new UsageError(
    `${file} has no GET without a path parameter whose success holds an array of objects; there are ${listed(gets)}`,
  )
}

/** So many candidates are listed in an error. */
const shown = 12

function listed(parts: readonly (readonly [path: string, part: Part])[]): string {
  const names = parts.slice(0, shown).map(([path, part]) => `GET ${path} (line ${part.line})`)
  return names.join(', ') + (parts.length > shown ? ` and ${parts.length - shown} more` : '')
}

function pathOf(wanted: string): string {
  const path = wanted.replace(/^[A-Za-z]+\s+/, '').trim()
  return path.startsWith('/') ? path : `/${path}`
}

function candidateOf(path: string, pathItem: Part): Candidate {
  const get = pathItem.get('get')
  const success = get && successOf(get)
  const problem = (message: string): UsageError =>
    pathItem.document.problem(pathItem.path, `GET ${path} ${message}`)
  if (!get || !success) throw problem('documents no success (status 2xx)')
  if (path.includes('{')) throw problem('has a path parameter, which a contract cannot fill')
  return { path, pathItem, get, success, lists: success.schema ? listsIn(success.schema) : [] }
}

function operationOf(candidate: Candidate): Operation {
  const { lists, path, success } = candidate
  const { media, schema, response } = success
  const [list] = lists
  if (!list) {
    const problem = schema
      ? 'holds no array of objects, so there is nothing that it lists'
      : 'has no schema for JSON; examples alone are not read'
    throw response.document.problem(response.path, `the success of GET ${path} ${problem}`)
  }
  const answers = [
    ...(media ? examplesOf(media) : []),
    ...(media?.map('examples') ?? []).flatMap(([, one]) => one.get('value') ?? []),
    ...(schema ? examplesOf(schema) : []),
  ]
  const listed = [...within(answers, list.path), ...examplesOf(list.schema)].flatMap(
    ({ value, line }) =>
      Array.isArray(value) ? value.map((one: unknown) => ({ value: one, line })) : [],
  )
  const instances = [...listed, ...examplesOf(list.item)].filter(({ value }) => isMap(value))
  return { ...candidate, list, answers, instances }
}

/** The documented errors of an operation, by status. */
export function errorsOf({ get }: Operation): ReadonlyMap<number, Part> {
  const errors = get.map('responses').filter(([status]) => /^[45]\d\d$/.test(status))
  return new Map(errors.map(([status, response]) => [Number(status), response]))
}

/** What the document shows of a member of an instance. */
export function shownValues({ instances }: Operation, { name, schema }: Member): Shown[] {
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

/** The least deep, then one with a telling name, then the one with most members. */
function listsIn(schema: Part): List[] {
  const rank = ({ path, members }: List): number =>
    (deepest - path.length) * 2000 +
    (names.test(path.at(-1) ?? '') ? 1000 : 0) +
    Math.min(members.length, 999)
  return search(schema, [], []).sort((a, b) => rank(b) - rank(a))
}
