import type { Credential } from '../model/contract.ts'
import type { Exchange, WireRequest } from '../model/exchange.ts'
import type { Excerpt, Failure } from '../model/report.ts'
import type { Mismatch } from '../checks/judgement.ts'
import { pathWithQuery } from '../http/send.ts'
import { excerptOf } from './excerpt.ts'
import type { Target } from './target.ts'

/** What a generated case was, and how it was found. */
export interface Generated {
  counterexample: Record<string, unknown> | null
  path: string | null
}

/** Everything about a failure but its masking. */
export function failureOf(
  mismatch: Mismatch,
  exchange: Exchange,
  target: Target,
  generated: Generated,
): Failure {
  const { path } = target.contract.operation
  return {
    expected: mismatch.expected,
    actual: mismatch.actual,
    pointer: mismatch.pointer,
    request: `GET ${pathWithQuery(path, exchange.request.query)}`,
    curl: curlOf(exchange.request, target),
    exchange: exchange.id,
    excerpt: excerptFrom(exchange, mismatch.pointer),
    counterexample: generated.counterexample,
    seed: target.settings.seed,
    path: generated.path,
  }
}

function excerptFrom({ outcome }: Exchange, pointer: string | null): Excerpt | null {
  if (outcome.kind !== 'response' || !outcome.response.body.ok) return null
  return excerptOf(outcome.response.body.value, pointer)
}

/** A shell line that repeats the request; credentials are shell variables. */
export function curlOf(request: WireRequest, { contract, baseUrl }: Target): string {
  const credential = contract.credentials.find(({ role }) => role === request.as.role)
  const headers = [
    ...Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`),
    ...(credential ? [credentialHeader(credential, request.as.shown ?? '')] : []),
  ]
  const url = `${baseUrl}${pathWithQuery(contract.operation.path, request.query)}`.replaceAll(
    "'",
    '%27',
  )
  return ['curl -i', ...headers.map((header) => `-H ${doubleQuoted(header)}`), `'${url}'`].join(' ')
}

function credentialHeader({ header, scheme }: Credential, shown: string): string {
  return `${header}: ${scheme === null ? '' : `${scheme} `}${shown}`
}

/** In double quotes, so that a variable is expanded; nothing else in it is. */
function doubleQuoted(text: string): string {
  return `"${text.replace(/["\\`]|\$(?![A-Z_])/g, '\\$&')}"`
}
