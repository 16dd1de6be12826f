import { resolve } from 'node:path'
import type { Environment, Options } from '../flags/options.ts'
import type { Contract } from '../model/contract.ts'
import { UsageError } from '../model/problem.ts'
import { plainNetwork } from '../model/target.ts'
import type { Network, Tls } from '../model/target.ts'
import { proxyFor } from '../wire/proxy.ts'
import { isHeaderValue } from '../wire/send.ts'
import { readTls } from '../wire/tls.ts'
import type { TlsFiles } from '../wire/tls.ts'

/** What a target says of the way to it; it goes before what the options say. */
export interface AskedNetwork {
  /** By name: the environment variable that holds the value. */
  headers?: Readonly<Record<string, string>>
  /** By name: the value itself, of a program. */
  headerValues?: Readonly<Record<string, string>> | undefined
  /** Absolute paths. */
  tls?: Partial<Record<keyof TlsFiles, string>>
}

export interface NetworkPlanning {
  env: Environment
  /** Folder that the paths of the options start from. */
  cwd: string
  /** What the errors on a target's own headers and files begin with: `targets.yaml: "sandbox-eu": `. */
  lead: string
  /** What a file of the options is called: `--tls-ca`. */
  nameOf: (file: keyof TlsFiles) => string
  /** Those that were read, by their files: to make one takes a tenth of a second. */
  tls: Map<string, Tls | null>
}

/** How a server is reached, and why it cannot even be asked, or null. */
export interface PlannedNetwork {
  network: Network
  problem: string | null
}

/**
 * Plans the way to a server.
 * @param baseUrl null: an embedded mock, which is on this machine and speaks plain HTTP
 * @throws UsageError
 */
export function planNetwork(
  asked: AskedNetwork & { baseUrl: string | null },
  contract: Contract,
  options: Options,
  planning: NetworkPlanning,
): PlannedNetwork {
  const { headers, problem } = headersOf(asked, contract, options, planning)
  const tls = tlsOf(asked.tls, options, planning)
  const { baseUrl } = asked
  if (baseUrl === null) return { network: { ...plainNetwork, headers }, problem }
  return { network: { headers, tls, proxy: proxyFor(baseUrl, planning.env) }, problem }
}

/** A header that is asked for; `value` is undefined where its variable is not set. */
interface AskedHeader {
  name: string
  value: string | undefined
  env: string
}

function headersOf(
  asked: AskedNetwork,
  contract: Contract,
  options: Options,
  { env, lead }: NetworkPlanning,
): { headers: Network['headers']; problem: string | null } {
  const ofVariable = ([name, variable]: [string, string]): AskedHeader => {
    return { name, env: variable, value: env[variable]?.trim() }
  }
  const ofValue = ([name, value]: [string, string]): AskedHeader => {
    return { name, env: name.toUpperCase().replace(/\W/g, '_'), value: value.trim() }
  }
  const pairs = options.headers.map((pair): [string, string] => {
    const end = pair.indexOf('=')
    return [pair.slice(0, end), pair.slice(end + 1)]
  })
  const common = byName(pairs.map(ofVariable), '--headers: ', contract)
  const own = byName(
    [
      ...Object.entries(asked.headers ?? {}).map(ofVariable),
      ...Object.entries(asked.headerValues ?? {}).map(ofValue),
    ],
    `${lead}headers: `,
    contract,
  )
  const all = new Map([...common, ...own])
  const problem = [...all.values()].map(problemOf).find((text) => text !== null) ?? null
  const headers = [...all].map(([name, { value = '', env: variable }]) => {
    return [name, { value, env: variable }] as const
  })
  return { headers: new Map(headers), problem }
}

/** Of the connection (RFC 9110, section 7.6.1), of HTTP itself, or what the suite says differently from request to request. */
const ofHttp =
  /^(?:connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|host|accept|accept-encoding|content-length|expect)$/

/** @throws UsageError for a name that cannot be sent */
function byName(
  headers: readonly AskedHeader[],
  lead: string,
  { credentials }: Contract,
): Map<string, AskedHeader> {
  const found = new Map<string, AskedHeader>()
  for (const header of headers) {
    const name = header.name.toLowerCase()
    const credential = credentials.find((one) => one.header === name)
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
      throw new UsageError(`${lead}no header has such a name`)
    if (found.has(name)) throw new UsageError(`${lead}"${name}" stands there twice`)
    if (ofHttp.test(name)) throw new UsageError(`${lead}"${name}" is not yours to set`)
    if (credential)
      throw new UsageError(
        `${lead}"${name}" holds the credential; put that into ${credential.env}, and leave the header out`,
      )
    found.set(name, header)
  }
  return found
}

function problemOf({ name, value, env }: AskedHeader): string | null {
  // What stands in a variable's place may be the value itself.
  const variable = /^[A-Z0-9]+(?:_[A-Z0-9]+)+$/.test(env) ? env : 'its variable'
  if (value === undefined || value === '')
    return `no value for the header "${name}": set ${variable} in the environment or in a .env file`
  if (isHeaderValue(value)) return null
  return `the value of the header "${name}" has characters that no HTTP header can carry (${variable})`
}

/** @throws UsageError */
function tlsOf(
  asked: AskedNetwork['tls'],
  { tlsCa, tlsCert, tlsKey }: Options,
  { env, cwd, lead, nameOf, tls }: NetworkPlanning,
): Tls | null {
  const path = (file: string | null): string | null => (file === null ? null : resolve(cwd, file))
  const { ca, cert, key } = asked ?? {}
  const hasPair = cert !== undefined || key !== undefined
  const files = {
    ca: ca ?? path(tlsCa),
    cert: hasPair ? (cert ?? null) : path(tlsCert),
    key: hasPair ? (key ?? null) : path(tlsKey),
  }
  const shown = (file: keyof TlsFiles): string => {
    const isOwn = file === 'ca' ? ca !== undefined : hasPair
    return isOwn ? `${lead}tls.${file}` : nameOf(file)
  }
  const id = JSON.stringify(files)
  const known = tls.get(id)
  const read = known === undefined ? readTls(files, env, shown) : known
  tls.set(id, read)
  return read
}
