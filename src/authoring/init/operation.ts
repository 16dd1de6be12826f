import { nearest } from '../../contract/nearest.ts'
import { UsageError } from '../../model/problem.ts'
import { membersOf, plainType, unwrapped } from './members.ts'
import type { Member } from './members.ts'
import type { OpenApi, Part } from './openapi.ts'

/** An array of objects in the answer. */
export interface List {
  /** Names of the members that lead to it; empty for a bare array. */
  path: readonly string[]
  /** The objects around it, the answer itself first. */
  around: readonly Part[]
  schema: Part
  item: Part
  members: readonly Member[]
}

/** A GET with its success. */
interface Candidate {
  path: string
  get: Part
  pathItem: Part
  success: Success
  lists: readonly List[]
}

/** The GET that is meant, and the array of its success that lists. */
export interface Operation extends Candidate {
  list: List
}

/** A documented success and its JSON. */
export interface Success {
  /** `200`, or `2xx`. */
  status: number | '2xx'
  response: Part
  /** The JSON media type, or null where the response has none. */
  mediaType: string | null
  /** Whether it is the only media type. */
  isOnly: boolean
  schema: Part | null
  media: Part | null
}

/** So many candidates are listed in an error. */
const shown = 12

/**
 * The operation that is asked for; else the one that the page names; else the one GET that lists.
 * @param wanted `GET /path`, or a path
 * @throws UsageError where it cannot be told, with the candidates
 */
export function chooseOperation(document: OpenApi, wanted: string | null): Operation {
  const paths = document.root.get('paths')
  const gets = (paths?.members ?? []).filter(([, item]) => item.get('get') !== null)
  if (gets.length === 0) {
    throw new UsageError(`${document.file} documents no GET operation: "paths" has none`)
  }
  if (wanted !== null) return wantedOperation(document, gets, wanted)
  const { named } = document
  const isThere = named !== null && gets.some(([path]) => path === pathOf(named))
  return isThere ? wantedOperation(document, gets, named) : onlyLister(document, gets)
}

type Gets = readonly (readonly [string, Part])[]

function wantedOperation(document: OpenApi, gets: Gets, wanted: string): Operation {
  if (/^(?!get\s)[a-z]+\s/i.test(wanted))
    throw new UsageError(`--operation: "${wanted}" is no GET, and nothing but GET is ever sent`)
  const path = pathOf(wanted)
  const found = gets.find(([one]) => one === path)
  if (!found) {
    const names = gets.map(([one]) => one)
    const near = nearest(path, names)
    const hint = near === null ? `; there are ${listed(gets)}` : ` (did you mean "GET ${near}"?)`
    throw new UsageError(`--operation: ${document.file} has no "GET ${path}"${hint}`)
  }
  return chosen(candidateOf(found[0], found[1]))
}

function chosen(candidate: Candidate): Operation {
  const { lists, path, success } = candidate
  const list = likeliestList(lists)
  if (list) return { ...candidate, list }
  throw success.response.document.problem(
    success.response.path,
    success.schema
      ? `the success of GET ${path} holds no array of objects, so there is nothing that it lists`
      : `the success of GET ${path} has no schema for JSON; examples alone are not read`,
  )
}

function onlyLister(document: OpenApi, gets: Gets): Operation {
  const problems: UsageError[] = []
  const operations = gets.flatMap(([path, item]) => {
    if (path.includes('{')) return []
    try {
      return [candidateOf(path, item)]
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      problems.push(error)
      return []
    }
  })
  const listers = operations.filter(({ lists }) => lists.length > 0)
  const [only, ...more] = listers
  if (only && more.length === 0) return chosen(only)
  if (!only && problems[0]) throw problems[0]
  if (!only && operations.length === 1 && operations[0]) return chosen(operations[0])
  if (!only) {
    throw new UsageError(
      `${document.file} has no GET without a path parameter whose success holds an array of objects; there are ${listed(gets)}`,
    )
  }
  throw new UsageError(
    `${document.file} has ${listers.length} operations that list: ${listed(listers.map(({ path, get }) => [path, get]))}; say which one by --operation="GET ${only.path}"`,
  )
}

function listed(gets: Gets): string {
  const names = gets.slice(0, shown).map(([path, part]) => `GET ${path} (line ${part.line})`)
  return names.join(', ') + (gets.length > shown ? ` and ${gets.length - shown} more` : '')
}

function pathOf(wanted: string): string {
  const path = wanted.replace(/^[A-Za-z]+\s+/, '').trim()
  return path.startsWith('/') ? path : `/${path}`
}

function candidateOf(path: string, pathItem: Part): Candidate {
  const get = pathItem.get('get')
  const success = get ? successOf(get) : null
  if (!get || !success) {
    throw pathItem.document.problem(pathItem.path, `GET ${path} documents no success (status 2xx)`)
  }
  if (path.includes('{')) {
    throw pathItem.document.problem(
      pathItem.path,
      `GET ${path} has a path parameter, which a contract cannot fill`,
    )
  }
  return { path, pathItem, get, success, lists: success.schema ? listsIn(success.schema) : [] }
}

/** Whether a media type is JSON. */
export function isJson(type: string): boolean {
  return /^application\/(?:\S+\+)?json\b/i.test(type)
}

/** The first success in the order of statuses; `default` is none, for it stands for errors, too. */
function successOf(get: Part): Success | null {
  const [first] = (get.get('responses')?.members ?? [])
    .filter(([status]) => /^2(?:\d\d|XX)$/i.test(status))
    .sort(([a], [b]) => a.localeCompare(b))
  if (!first) return null
  const [status, response] = first
  const content = response.get('content')?.members ?? []
  const json =
    content.find(([type]) => isJson(type)) ?? content.find(([type]) => type.endsWith('*'))
  return {
    status: /^\d+$/.test(status) ? Number(status) : '2xx',
    response,
    mediaType:
      json && isJson(json[0]) ? (json[0].split(';', 1)[0] ?? '').trim().toLowerCase() : null,
    isOnly: content.length === 1,
    media: json?.[1] ?? null,
    schema: json?.[1].get('schema') ?? null,
  }
}

/** How deep in the answer an array is looked for. */
const deepest = 4

/** Every array of objects in an answer, the least deep first. */
function listsIn(schema: Part): List[] {
  return search(schema, [], []).sort((a, b) => a.path.length - b.path.length)
}

function search(schema: Part, path: readonly string[], around: readonly Part[]): List[] {
  const inner = unwrapped(schema)
  const item = inner.get('items')
  if (item && plainType(inner) !== 'object') {
    const members = membersOf(item)
    const isObject = members.length > 0 || plainType(item) === 'object'
    return isObject ? [{ path, around, schema, item, members }] : []
  }
  if (path.length >= deepest || around.some(({ value }) => value === inner.value)) return []
  const branches = ['oneOf', 'anyOf'].flatMap((word) => inner.get(word)?.entries ?? [])
  const [branch] = branches.map((one) => search(one, path, around)).filter((one) => one.length > 0)
  return (
    branch ??
    membersOf(inner).flatMap(({ name, schema: member }) =>
      search(member, [...path, name], [...around, inner]),
    )
  )
}

const names = /^(?:instances?|sessions?|devices?|data|items?|results?|records?|list|rows|content)$/i

/** The list that is most likely meant: the least deep, then one with a telling name, then the one with most members. */
function likeliestList([first, ...more]: readonly List[]): List | null {
  if (!first) return null
  return [first, ...more].reduce((best, list) => (rank(list) > rank(best) ? list : best))
}

function rank({ path, members }: List): number {
  const hasName = names.test(path.at(-1) ?? '')
  return (deepest - path.length) * 2000 + (hasName ? 1000 : 0) + Math.min(members.length, 999)
}
