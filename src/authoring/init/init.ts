import { addRefusals, addScope } from './access.ts'
import { addEnvelope, addItems } from './answer.ts'
import { Draft } from './draft.ts'
import { addFilters } from './filters.ts'
import { identityOf } from './identity.ts'
import { OpenApi } from './openapi.ts'
import { chooseOperation } from './operation.ts'
import type { Operation } from './operation.ts'
import { renderContract } from './render.ts'
import { credentialOf } from './security.ts'
import { contractOf, sketchOf } from './sketch.ts'

export interface InitOptions {
  /** Name of the file, for errors and comments. */
  file: string
  /** What the file holds: an OpenAPI document, or a Markdown page with one in a fenced block. */
  text: string
  /** `GET /path`, or null: the page's own, or the only one that lists. */
  operation: string | null
  /** Name of the provider, or null: as its server is called. */
  provider: string | null
  /** As 2026-11-20. */
  today: string
  /** Path or address of contract.schema.json, for editors. */
  schema: string
}

export interface InitResult {
  provider: string
  /** The contract, in YAML. */
  text: string
  /** `GET /path`. */
  operation: string
  /** The line where the document has it. */
  line: number
  /** Name of the environment variable that takes the credential. */
  env: string
  /** The first documented base URL, or null. */
  server: string | null
  /** How many behaviors the document states. */
  stated: number
  /** How many comments say GUESS. */
  guesses: number
  /** What was left out, in words. */
  leftOut: readonly string[]
}

/**
 * A first contract from an OpenAPI 3.0 or 3.1 document. Reads no file and sends nothing.
 * @throws UsageError that names the file and, where there is one, the line
 */
export function init(options: InitOptions): InitResult {
  const draft = new Draft()
  const document = new OpenApi(options.file, options.text)
  const operation = chooseOperation(document, options.operation)
  const identity = identityOf(document, operation, options.provider, draft)
  const credential = credentialOf(document, operation, identity.provider, draft)
  const sketch = sketchOf(operation, credential, draft)
  addEnvelope(sketch)
  addItems(sketch)
  addScope(sketch)
  addRefusals(sketch, addFilters(sketch))
  if (document.isPage) draft.leaveOut('whatever the page says outside of its OpenAPI block')
  const text = renderContract(
    headOf(options, operation),
    contractOf(options.today, identity, sketch),
    draft,
  )
  return {
    provider: identity.provider,
    text,
    operation: `GET ${operation.path}`,
    line: operation.get.line,
    env: credential.raw.env,
    server: identity.servers[0] ?? null,
    stated: draft.behaviors.filter(({ basis }) => basis === 'stated').length,
    guesses: text.match(/^ *# GUESS: /gm)?.length ?? 0,
    leftOut: draft.leftOut,
  }
}

function headOf({ file, schema }: InitOptions, { path }: Operation): string[] {
  return [
    `yaml-language-server: $schema=${schema}`,
    '',
    `A draft, made from GET ${path} of ${file}. Numbers of lines are of that file.`,
    'What the document states is a must. What is not stated is a should, and marked GUESS: check',
    'it, correct it or take it out, then remove the mark.',
  ]
}
