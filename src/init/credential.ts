import type { RawCredential } from '../contract/raw.ts'
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
  const requirements = (security?.entries ?? []).filter(({ members }) => members.length > 0)
  const isOptional = (security?.entries ?? []).some(({ members }) => members.length === 0)
  const ways = requirements.map((requirement) => wayOf(document, requirement, provider))
  const found = ways.flatMap((way) => ('credential' in way ? [way.credential] : []))
  const [first, ...more] = found
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
  return { ...first, isRequired: !isOptional }
}

/** Documents without security often have the credential as a parameter. */
function unsaid(operation: Operation, provider: string): Credential {
  const key = parametersOf(operation).others.find(
    (part) => part.text('in') === 'header' && isSecretName(part.text('name') ?? ''),
  )
  const header = key?.text('name') ?? ''
  if (key && headerName.test(header)) {
    return {
      raw: { header, env: envOf(provider, 'API_KEY') },
      isRequired: false,
      lines: [key.line],
      guesses: [`the header parameter at line ${key.line} carries the credential`],
    }
  }
  return {
    raw: { header: 'Authorization', scheme: 'Bearer', env: envOf(provider, 'TOKEN') },
    isRequired: false,
    lines: [],
    guesses: ['the document names no way to authenticate; check the header and its scheme'],
  }
}

const headerName = /^[A-Za-z0-9-]+$/

function wayOf(document: OpenApi, requirement: Part, provider: string): Way {
  const [named, ...more] = requirement.members
  const { line } = requirement
  if (!named) return { reason: 'nothing is asked for', line }
  const [name, { line: requiredAt }] = named
  if (more.length > 0) return { reason: 'several credentials are asked for at once', line }
  const scheme = document.root.get('components')?.get('securitySchemes')?.get(name)
  if (!scheme) return { reason: `the security scheme "${name}" is not defined`, line: requiredAt }
  return wayOfScheme(scheme, name, [requiredAt, scheme.line], provider)
}

function wayOfScheme(scheme: Part, name: string, lines: readonly number[], provider: string): Way {
  const line = scheme.line
  const isKey = /\bkey\b/i.test(scheme.text('description') ?? '')
  const env = envOf(provider, isKey ? 'API_KEY' : 'TOKEN')
  const bearer = { header: 'Authorization', scheme: 'Bearer', env }
  const way = (raw: RawCredential, ...guesses: string[]): Way => ({
    credential: { raw, isRequired: true, lines, guesses },
  })
  switch (scheme.text('type')) {
    case 'http':
      return httpWay(scheme, name, lines, env)
    case 'apiKey': {
      const place = scheme.text('in')
      const header = scheme.text('name') ?? ''
      if (place !== 'header')
        return {
          reason: `the security scheme "${name}" sends its key in the ${place ?? 'unknown'}`,
          line,
        }
      if (!headerName.test(header))
        return { reason: `the security scheme "${name}" has no usable header name`, line }
      return way({ header, env: envOf(provider, 'API_KEY') })
    }
    case 'oauth2':
    case 'openIdConnect':
      return way(
        bearer,
        'a token is fetched by other means (OAuth 2, OpenID Connect); it is sent as it is, and never renewed',
      )
    default:
      return { reason: `the security scheme "${name}" is of a type that is not supported`, line }
  }
}

function httpWay(scheme: Part, name: string, lines: readonly number[], env: string): Way {
  const word = scheme.text('scheme') ?? ''
  const shown = ['Bearer', 'Basic'].find((one) => one.toLowerCase() === word.toLowerCase())
  if (shown === undefined)
    return { reason: `the security scheme "${name}" is HTTP "${word}"`, line: scheme.line }
  const guesses = shown === 'Basic' ? ['the variable holds the base64 of "user:password"'] : []
  return {
    credential: {
      raw: { header: 'Authorization', scheme: shown, env },
      isRequired: true,
      lines,
      guesses,
    },
  }
}

function envOf(provider: string, what: string): string {
  return `${provider.toUpperCase().replaceAll('-', '_')}_${what}`
}
