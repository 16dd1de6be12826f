import { Validator } from '@seriousme/openapi-schema-validator'
import { tokens, valueAtPath } from '../contract/pointer.ts'
import { isMap } from './openapi.ts'
import type { OpenApi } from './openapi.ts'
import type { Operation } from './operation.ts'

/** It keeps the official schemas that it compiled. */
const validator = new Validator()

/** So many breaches of the specification are shown. */
const shown = 3

/**
 * What in an operation and all that it refers to is no OpenAPI, in words with lines. The rest of a
 * document is no concern here.
 */
export async function breachesOf(document: OpenApi, operation: Operation): Promise<string[]> {
  const { errors } = await validator.validate(excerpt(document, operation))
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
function excerpt({ root }: OpenApi, { path, pathItem, get }: Operation): Record<string, unknown> {
  const document = isMap(root.value) ? root.value : {}
  const item = Object.fromEntries(
    Object.entries(isMap(pathItem.value) ? pathItem.value : {}).filter(
      ([name]) => !otherMethods.includes(name),
    ),
  )
  const security = (get.get('security') ?? root.get('security'))?.entries ?? []
  const schemes = security.flatMap(({ members }) => members.map(([name]) => name))
  const components = isMap(document.components) ? document.components : {}
  const used = usedComponents(document, item, schemes)
  const kept = Object.entries(components).map(([section, named]) => [
    section,
    isMap(named)
      ? Object.fromEntries(Object.entries(named).filter(([name]) => used.has(`${section} ${name}`)))
      : named,
  ])
  const { paths: _, webhooks: _webhooks, tags: _tags, ...rest } = document
  return {
    ...rest,
    paths: { [path]: item },
    ...(document.components === undefined ? {} : { components: Object.fromEntries(kept) }),
  }
}

const otherMethods = ['put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** `section name` of each component that a value refers to, by way of others too. */
function usedComponents(
  document: unknown,
  value: unknown,
  schemes: readonly string[],
): ReadonlySet<string> {
  const used = new Set(schemes.map((name) => `securitySchemes ${name}`))
  const open = [value]
  // A list hands out what is added while it is read.
  for (const one of open)
    for (const [, pointer = ''] of JSON.stringify(one).matchAll(/"\$ref":"#([^"]*)"/g)) {
      const path = tokens(pointer).slice(0, 3)
      const name = path.slice(1).join(' ')
      if (path[0] !== 'components' || used.has(name)) continue
      used.add(name)
      open.push(valueAtPath(document, path) ?? null)
    }
  return used
}
