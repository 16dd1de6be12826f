import { Validator } from '@seriousme/openapi-schema-validator'
import { tokens } from '../contract/pointer.ts'
import { isMap } from './maps.ts'
import type { OpenApi } from './openapi.ts'
import type { Operation } from './operation.ts'

/** It keeps the official schemas that it compiled. */
const validator = new Validator()

/** So many breaches of the specification are told. */
const shown = 3

/**
 * What in an operation and all that it refers to is no OpenAPI, in words with lines. The rest of a
 * document is nobody's concern here.
 * @throws UsageError where a `$ref` leads nowhere or out of the file
 */
export async function breachesOf(document: OpenApi, operation: Operation): Promise<string[]> {
  const { errors } = await validator.validate(part(document, operation))
  if (!Array.isArray(errors)) return []
  const deepest = Math.max(...errors.map(({ instancePath }) => tokens(instancePath).length))
  const telling = errors.filter(({ instancePath }) => tokens(instancePath).length === deepest)
  const words = telling.map(({ instancePath, message }) => {
    const path = tokens(instancePath)
    return `line ${document.lineOf(path)}: ${path.at(-1) ?? 'the document'} ${message ?? 'is no OpenAPI'}`
  })
  return [...new Set(words)].slice(0, shown)
}

/** The document with nothing but the operation, and the components that it refers to. */
function part({ root }: OpenApi, { path, pathItem, get }: Operation): Record<string, unknown> {
  const { value } = root
  const {
    components,
    paths: _,
    webhooks: _webhooks,
    tags: _tags,
    ...head
  } = isMap(value) ? value : {}
  const used = new Set<string>()
  const members = Object.entries(isMap(pathItem.value) ? pathItem.value : {})
  const item = Object.fromEntries(members.filter(([name]) => !otherMethods.includes(name)))
  const schemes = get.get('security') ?? root.get('security')
  for (const [name] of (schemes?.entries ?? []).flatMap(({ members }) => members))
    used.add(`securitySchemes ${name}`)
  collect(root, item, pathItem.path, used)
  return {
    ...head,
    paths: { [path]: item },
    ...(isMap(components) ? { components: kept(components, used) } : {}),
  }
}

const otherMethods = ['put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

function kept(
  components: Readonly<Record<string, unknown>>,
  used: ReadonlySet<string>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(components).map(([section, named]) => [
      section,
      isMap(named)
        ? Object.fromEntries(
            Object.entries(named).filter(([name]) => used.has(`${section} ${name}`)),
          )
        : named,
    ]),
  )
}

/** Members whose values are data: a `$ref` in there is no reference. */
const data = ['example', 'examples', 'default', 'enum', 'const']

/** Follows every `$ref` in a value, and remembers the components that they lead to. */
function collect(
  root: OpenApi['root'],
  first: unknown,
  at: readonly (string | number)[],
  used: Set<string>,
): void {
  const open: { value: unknown; path: readonly (string | number)[] }[] = [
    { value: first, path: at },
  ]
  const done = new Set<unknown>()
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next
    if (typeof value !== 'object' || value === null || done.has(value)) continue
    done.add(value)
    if (isMap(value) && typeof value.$ref === 'string') {
      const target = root.document.part(value, path)
      for (const { path: way } of [target, ...target.referrers]) used.add(way.slice(1, 3).join(' '))
      open.push(target)
    }
    for (const [name, inner] of Object.entries(value)) {
      if (!data.includes(name)) open.push({ value: inner, path: [...path, name] })
    }
  }
}
