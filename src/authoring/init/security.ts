import type { RawCredential } from '../../contract/raw.ts'
import type { Draft } from './draft.ts'
import type { OpenApi, Part } from './openapi.ts'
import type { Operation } from './operation.ts'

/** A header that carries a credential. */
interface Way {
  raw: RawCredential
  /** Lines of the file where it stands. */
  lines: readonly number[]
  guesses: readonly string[]
}

/** How the account's credential is sent. */
export interface Credential extends Way {
  /** Whether the document asks for it at all; else refusals say nothing. */
  isRequired: boolean
}

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
  const security = operation.get.get('security') ?? document.root.get('security')
  const alternatives = security?.entries ?? []
  const asked = alternatives.filter(({ members }) => members.length > 0)
  const ways = asked.map((requirement) => wayOf(document, requirement, provider))
  const [first, ...more] = ways.filter((way) => typeof way !== 'string')
  const [refused] = ways.filter((way) => typeof way === 'string')
  if (!first && refused !== undefined) {
    const message = `${refused}; a contract sends a credential in one header`
    throw document.problem(security?.path ?? [], message)
  }
  for (const { lines } of more)
    draft.leaveOut('another way to authenticate: add it as a role of its own', lines[0])
  const unsaid = 'the document names no way to authenticate; check the header and its scheme'
  const way = first ?? authorization('Bearer', variableOf(provider, 'TOKEN'), unsaid)
  draft.guess('credentials', ...way.guesses)
  return { ...way, isRequired: asked.length > 0 && asked.length === alternatives.length }
}

const headerName = /^[A-Za-z0-9-]+$/

/** The header that a requirement fills, or why it fills none. */
function wayOf(document: OpenApi, requirement: Part, provider: string): Way | string {
  const [named, ...more] = requirement.members
  if (!named || more.length > 0)
    return `several credentials are asked for at once (line ${requirement.line})`
  const [name, { line }] = named
  const scheme = document.root.get('components')?.get('securitySchemes')?.get(name)
  if (!scheme) return `the security scheme "${name}" is not defined (line ${line})`
  const way = schemeWay(scheme, provider)
  return typeof way === 'string'
    ? `the security scheme "${name}" ${way} (line ${scheme.line})`
    : { ...way, lines: [line, scheme.line] }
}

function schemeWay(scheme: Part, provider: string): Way | string {
  const isKey = /\bkey\b/i.test(scheme.text('description') ?? '')
  const env = variableOf(provider, isKey ? 'API_KEY' : 'TOKEN')
  switch (scheme.text('type')) {
    case 'http': {
      const word = scheme.text('scheme') ?? ''
      if (/^bearer$/i.test(word)) return authorization('Bearer', env)
      return /^basic$/i.test(word)
        ? authorization('Basic', env, 'the variable holds the base64 of "user:password"')
        : `is HTTP "${word}"`
    }
    case 'apiKey': {
      const header = scheme.text('name') ?? ''
      const place = scheme.text('in') ?? 'unknown'
      if (place !== 'header') return `sends its key in the ${place}`
      if (!headerName.test(header)) return 'has no usable header name'
      return { raw: { header, env: variableOf(provider, 'API_KEY') }, lines: [], guesses: [] }
    }
    case 'oauth2':
    case 'openIdConnect':
      return authorization(
        'Bearer',
        env,
        'a token is fetched by other means (OAuth 2, OpenID Connect); it is sent as it is, and never renewed',
      )
    default:
      return 'is of a type that is not supported'
  }
}

function authorization(scheme: string, env: string, ...guesses: readonly string[]): Way {
  return { raw: { header: 'Authorization', scheme, env }, lines: [], guesses }
}

/** The name of an environment variable. */
function variableOf(provider: string, what: string): string {
  return `${provider.toUpperCase().replaceAll('-', '_')}_${what}`
}
