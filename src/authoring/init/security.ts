import type { RawCredential } from '../../contract/raw.ts'
import type { Draft } from './draft.ts'
import { isSecretName } from './names.ts'
import type { OpenApi, Part } from './openapi.ts'
import type { Operation } from './operation.ts'
import { parametersOf } from './parameters.ts'

/** How the account's credential is sent. */
export interface Credential {
  raw: RawCredential
  /** Whether the document asks for it at all; else refusals say nothing. */
  isRequired: boolean
  lines: readonly number[]
  guesses: readonly string[]
}

/** A way in that a contract can say, or why it cannot. */
type Way = { credential: Credential } | { reason: string; line: number }

/**
 * The credential of an operation: of the first of its alternatives that goes into one header.
 * @throws UsageError where all of them go elsewhere
 */
export function credentialOf(
  document: OpenApi,
  operation: Operation,
  provider: string,
  draft: Draft,
): Credential {
  const { get } = operation
  const security = get.get('security') ?? document.root.get('security')
  const alternatives = security?.entries ?? []
  const ways = alternatives
    .filter(({ members }) => members.length > 0)
    .map((requirement) => wayOf(document, requirement, provider))
  const [first, ...more] = ways.flatMap((way) => ('credential' in way ? [way.credential] : []))
  if (!first) {
    const [refused] = ways.flatMap((way) => ('reason' in way ? [way] : []))
    if (!refused) return unsaid(operation, provider)
    throw document.problem(
      security?.path ?? [],
      `${refused.reason} (line ${refused.line}); a contract sends a credential in one header`,
    )
  }
  for (const other of more)
    draft.leaveOut('another way to authenticate: add it as a role of its own', other.lines[0])
  return { ...first, isRequired: alternatives.every(({ members }) => members.length > 0) }
}

/** Documents without security often have the credential as a parameter. */
function unsaid(operation: Operation, provider: string): Credential {
  const key = parametersOf(operation).others.find((part) => {
    const name = part.text('name') ?? ''
    return part.text('in') === 'header' && isSecretName(name) && headerName.test(name)
  })
  if (!key) {
    return {
      raw: { header: 'Authorization', scheme: 'Bearer', env: envOf(provider, 'TOKEN') },
      isRequired: false,
      lines: [],
      guesses: ['the document names no way to authenticate; check the header and its scheme'],
    }
  }
  return {
    raw: { header: key.text('name') ?? '', env: envOf(provider, 'API_KEY') },
    isRequired: false,
    lines: [key.line],
    guesses: [`the header parameter at line ${key.line} carries the credential`],
  }
}

const headerName = /^[A-Za-z0-9-]+$/

function wayOf(document: OpenApi, requirement: Part, provider: string): Way {
  const { line } = requirement
  const [named, ...more] = requirement.members
  if (!named || more.length > 0)
    return { reason: 'several credentials are asked for at once', line }
  const [name, { line: requiredAt }] = named
  const scheme = document.root.get('components')?.get('securitySchemes')?.get(name)
  if (!scheme) return { reason: `the security scheme "${name}" is not defined`, line: requiredAt }
  const header = headerOf(scheme, provider)
  return typeof header === 'string'
    ? { reason: `the security scheme "${name}" ${header}`, line: scheme.line }
    : { credential: { ...header, isRequired: true, lines: [requiredAt, scheme.line] } }
}

/** The header that a scheme fills, or why it fills none. */
function headerOf(scheme: Part, provider: string): Pick<Credential, 'raw' | 'guesses'> | string {
  const isKey = /\bkey\b/i.test(scheme.text('description') ?? '')
  const env = envOf(provider, isKey ? 'API_KEY' : 'TOKEN')
  const authorization = (word: string, ...guesses: string[]) => ({
    raw: { header: 'Authorization', scheme: word, env },
    guesses,
  })
  switch (scheme.text('type')) {
    case 'http': {
      const word = scheme.text('scheme') ?? ''
      if (/^bearer$/i.test(word)) return authorization('Bearer')
      return /^basic$/i.test(word)
        ? authorization('Basic', 'the variable holds the base64 of "user:password"')
        : `is HTTP "${word}"`
    }
    case 'apiKey': {
      const header = scheme.text('name') ?? ''
      const place = scheme.text('in') ?? 'unknown'
      if (place !== 'header') return `sends its key in the ${place}`
      if (!headerName.test(header)) return 'has no usable header name'
      return { raw: { header, env: envOf(provider, 'API_KEY') }, guesses: [] }
    }
    case 'oauth2':
    case 'openIdConnect':
      return authorization(
        'Bearer',
        'a token is fetched by other means (OAuth 2, OpenID Connect); it is sent as it is, and never renewed',
      )
    default:
      return 'is of a type that is not supported'
  }
}

function envOf(provider: string, what: string): string {
  return `${provider.toUpperCase().replaceAll('-', '_')}_${what}`
}
