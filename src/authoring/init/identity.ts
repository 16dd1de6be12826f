import { basename } from 'node:path'
import { UsageError } from '../../model/problem.ts'
import { sentence } from './draft.ts'
import type { Draft } from './draft.ts'
import { slug } from './names.ts'
import type { OpenApi, Part } from './openapi.ts'
import type { Operation } from './operation.ts'

/** Who provides the API, and where. */
export interface Identity {
  provider: string
  title: string
  docs: string
  servers: readonly string[]
  /** By key of the contract, what the author has to check. */
  guesses: Readonly<Record<'provider' | 'docs', readonly string[]>>
}

/**
 * Reads whose API it is.
 * @param asked the name of the provider, or null
 * @throws UsageError where the name that is asked for is none
 */
export function identityOf(
  document: OpenApi,
  operation: Operation,
  asked: string | null,
  draft: Draft,
): Identity {
  if (asked !== null && !/^[a-z][a-z0-9-]*$/.test(asked)) {
    throw new UsageError(
      `--provider: "${asked}" is no name of a provider: small letters, digits and hyphens, a letter first`,
    )
  }
  const servers = serversOf(document, operation, draft)
  const [server = null] = servers
  const provider =
    asked ?? nameByHost(server) ?? slug(basename(document.file).replace(/\..*$/, '')) ?? 'gateway'
  const docs = docsOf(document, operation)
  return {
    provider,
    title: titleOf(document, operation, provider),
    docs: docs ?? (server === null ? 'https://example.com' : new URL(server).origin),
    servers,
    guesses: {
      provider: asked === null ? ['check the name, which is the first part of every id'] : [],
      docs:
        docs === null ? ['the document names no page; write the address of the documentation'] : [],
    },
  }
}

function titleOf({ root }: OpenApi, { get, path }: Operation, provider: string): string {
  const api = root.get('info')?.text('title')?.trim() ?? ''
  const operation = get.text('summary')?.trim() ?? ''
  return sentence(`${api === '' ? provider : api}, ${operation === '' ? `GET ${path}` : operation}`)
}

function serversOf({ root }: OpenApi, { get, pathItem }: Operation, draft: Draft): string[] {
  const servers = get.get('servers') ?? pathItem.get('servers') ?? root.get('servers')
  return (servers?.entries ?? []).flatMap((server) => {
    const url = filled(server).replace(/\/+$/, '')
    if (/^https?:\/\//.test(url) && URL.canParse(url)) return [url]
    draft.leaveOut('a server whose address is not complete; give it by --base-url', server.line)
    return []
  })
}

/** The address with the default of each variable. */
function filled(server: Part): string {
  const variables = server.get('variables')
  return (server.text('url') ?? '').replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    return variables?.get(name)?.text('default') ?? whole
  })
}

/** `example` of `api.example.com` and of `example.co.uk`; null for an IP address or a name without dots. */
function nameByHost(server: string | null): string | null {
  const host = server === null ? '' : new URL(server).hostname
  if (host.includes(':') || /^[\d.]+$/.test(host)) return null
  const labels = host.split('.').slice(0, -1)
  if (labels.length > 1 && /^(?:co|com|net|org|gov|ac)$/.test(labels.at(-1) ?? '')) labels.pop()
  return slug(labels.at(-1) ?? '')
}

function docsOf({ root }: OpenApi, { get }: Operation): string | null {
  const found = [get.get('externalDocs')?.text('url'), root.get('externalDocs')?.text('url')]
  return found.find((url) => typeof url === 'string' && /^https?:\/\//.test(url)) ?? null
}
