import { basename } from 'node:path'
import type { RawContract } from '../../contract/raw.ts'
import { UsageError } from '../../model/problem.ts'
import { sentence } from './draft.ts'
import type { Draft } from './draft.ts'
import type { OpenApi, Part } from './openapi.ts'
import type { Operation } from './operation.ts'

/** Who provides the API, and where. */
export type Identity = Pick<RawContract, 'provider' | 'title' | 'docs' | 'servers'>

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
      `--provider: "${asked}" is not the name of a provider: small letters, digits and hyphens, a letter first`,
    )
  }
  if (asked === null) draft.guess('provider', 'check the name, which is the first part of every id')
  const servers = serversOf(document, operation, draft)
  const server = servers[0] === undefined ? null : new URL(servers[0])
  const provider =
    asked ?? (nameByHost(server) || slug(basename(document.file).replace(/\..*$/, '')) || 'gateway')
  const docs = [operation.get, document.root]
    .map((part) => part.get('externalDocs')?.text('url') ?? '')
    .find((url) => /^https?:\/\//.test(url))
  if (docs === undefined)
    draft.guess('docs', 'the document names no page; write the address of the documentation')
  return {
    provider,
    title: titleOf(document, operation, provider),
    docs: docs ?? server?.origin ?? 'https://example.com',
    servers,
  }
}

function titleOf({ root }: OpenApi, { get, path }: Operation, provider: string): string {
  const api = root.get('info')?.text('title')?.trim() ?? ''
  const operation = get.text('summary')?.trim() ?? ''
  return sentence(`${api || provider}, ${operation || `GET ${path}`}`)
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

/** `example` of `api.example.com` and of `example.co.uk`; empty for an IP address or a name without dots. */
function nameByHost(server: URL | null): string {
  const host = server?.hostname ?? ''
  if (/:|^[\d.]+$/.test(host)) return ''
  const [, name = ''] = /([^.]+)(?:\.(?:co|com|net|org|gov|ac))?\.[^.]+$/.exec(host) ?? []
  return slug(name)
}

/** As names of providers are: small letters, digits and hyphens, a letter first. */
function slug(text: string): string {
  const made = text.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return made.replace(/^[^a-z]+|-+$/g, '')
}
