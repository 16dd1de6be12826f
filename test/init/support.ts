import { readFileSync } from 'node:fs'
import type { RawBehavior, RawContract } from '../../src/contract/raw.ts'
import { init } from '../../src/authoring/init/init.ts'
import type { InitOptions, InitResult } from '../../src/authoring/init/init.ts'
import type { Contract } from '../../src/model/contract.ts'
import { UsageError } from '../../src/model/problem.ts'
import { parse } from 'yaml'
import { checkStructure } from '../contract/support.ts'
import { parseContract } from '../support/contract.ts'

/** The text of a file in this folder. */
export function read(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
}

type Changed = Partial<Omit<InitOptions, 'file' | 'text'>>

/** A first contract from a text. */
export function draftOf(file: string, text: string, changed: Changed = {}): InitResult {
  const options = { operation: null, provider: null, today: '2026-11-20', ...changed }
  return init({ file, text, schema: 'contract.schema.json', ...options })
}

/** A first contract from a documentation page of a provider. */
export function draftOfPage(provider: string): InitResult {
  return draftOf(`${provider}.md`, read(`pages/${provider}.md`))
}

/** The contract as a run would load it, from a folder without a catalogue of facts. */
export function contractOf({ provider, text }: InitResult): Contract {
  return parseContract(`${provider}.yaml`, text, { checkStructure, factsOf: () => null })
}

/** The contract as the file has it, once it was checked. */
export function rawOf(result: InitResult): RawContract {
  contractOf(result)
  return parse(result.text) as RawContract
}

/** A behavior of the contract. */
export function behaviorOf(result: InitResult, id: string): RawBehavior {
  const found = rawOf(result).behaviors.find((behavior) => behavior.id === id)
  if (!found) throw new Error(`no behavior ${id} in:\n${result.text}`)
  return found
}

/** Ids of the behaviors. */
export function idsOf(result: InitResult): string[] {
  return rawOf(result).behaviors.map(({ id }) => id)
}

/** The comment lines that stand before the line of the contract that begins with a text. */
export function commentsBefore({ text }: InitResult, start: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  const at = lines.findIndex((line) => line.startsWith(start))
  if (at < 0) throw new Error(`no line begins with ${start} in:\n${text}`)
  const comments = lines.slice(0, at).reverse()
  const end = comments.findIndex((line) => !line.startsWith('#'))
  return comments
    .slice(0, end)
    .reverse()
    .map((line) => line.slice(2))
}

/** What is said of a document that must be refused. */
export function refusalOf(file: string, text: string, changed?: Changed): string {
  try {
    draftOf(file, text, changed)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  throw new Error(`${file} was accepted`)
}

interface Listing {
  version?: string
  /** Schema of an instance. */
  item?: unknown
  /** Schema of the answer; default: a bare array of instances. */
  answer?: unknown
  /** Members of the operation beside its success. */
  get?: object
  responses?: object
  /** Members of the document. */
  root?: object
  components?: object
}

/** A document with one operation that lists, in JSON: YAML holds it as well. */
export function listingDocument({
  version = '3.0.3',
  item = { type: 'object', properties: { id: { type: 'integer' } } },
  answer = { type: 'array', items: item },
  get,
  responses,
  root,
  components,
}: Listing): string {
  const success = { description: 'Instances', content: { 'application/json': { schema: answer } } }
  return JSON.stringify({
    openapi: version,
    info: { title: 'Some', version: '1' },
    servers: [{ url: 'https://api.some.example/v1' }],
    paths: { '/list': { get: { ...get, responses: { 200: success, ...responses } } } },
    components: { ...components },
    ...root,
  })
}
