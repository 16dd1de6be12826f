import type { Contract } from '../../model/contract.ts'
import type { KnownTexts } from './known-texts.ts'

/**
 * The base URL with a mask for each part that is a credential, or one in a percent-encoded form.
 * @param secretParts what the contract calls secret of it
 * @param all every credential
 * @param telling those that are no ordinary words: a scheme and a host are made of such
 */
export function shownBaseUrl(
  baseUrl: string,
  secretParts: readonly string[],
  { all, telling, mask }: { all: KnownTexts; telling: KnownTexts; mask: string },
): string {
  const [, origin = '', path = baseUrl] = /^([a-z]+:\/\/[^/]*)(.*)$/is.exec(baseUrl) ?? []
  const secret = new Set(secretParts)
  const host = origin.replace(/[^/.:]+/g, (label) =>
    secret.has(label.toLowerCase()) ? mask : label,
  )
  const segments = all
    .masked(path, mask)
    .split('/')
    .map((one) => (secret.has(one) || all.isIn(one) ? mask : one))
  return telling.masked(host, mask) + segments.join('/')
}

/** The parts of a base URL that the contract calls secret, as they stand there and decoded. */
export function secretPartsOf(baseUrl: string, { secretIn, servers }: Contract): string[] {
  if (!URL.canParse(baseUrl)) return []
  const url = new URL(baseUrl)
  const documented = servers
    .filter((server) => URL.canParse(server))
    .map((server) => new URL(server))
  // A part that a documented server has as well lets nobody in.
  const undocumented = (partsOf: (from: URL) => string[]): string[] => {
    const known = documented.flatMap(partsOf)
    return partsOf(url).filter((part) => !known.includes(part))
  }
  const parts = [
    ...(secretIn.includes('path-segment') ? undocumented(segmentsOf) : []),
    ...(secretIn.includes('host-label') ? undocumented(labelsOf) : []),
  ]
  return [...new Set(parts.flatMap((part) => [part, decoded(part)]))]
}

function segmentsOf({ pathname }: URL): string[] {
  return pathname.split('/').filter((segment) => segment !== '')
}

/** The labels of a host before its domain; an address of numbers has none. */
function labelsOf({ hostname }: URL): string[] {
  const labels = hostname.split('.')
  if (hostname.startsWith('[') || labels.every((label) => /^\d+$/.test(label))) return []
  return labels.slice(0, Math.max(1, labels.length - 2)).filter((label) => label !== 'localhost')
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
