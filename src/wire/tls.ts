import { X509Certificate } from 'node:crypto'
import * as tls from 'node:tls'
import { readUserFile } from '../files/read-file.ts'
import type { Environment } from '../flags/options.ts'
import { UsageError } from '../model/problem.ts'
import type { Tls } from '../model/target.ts'

/** Certificates of a target: absolute paths of files in PEM. */
export interface TlsFiles {
  ca: string | null
  cert: string | null
  key: string | null
}

/**
 * Reads and checks certificates. A CA is trusted beside those that Node trusts, `NODE_EXTRA_CA_CERTS` included.
 * @param nameOf what a file is called in an error: `--tls-ca`
 * @returns null where none are given
 * @throws UsageError that quotes nothing of a file
 */
export function readTls(
  { ca, cert, key }: TlsFiles,
  env: Environment,
  nameOf: (file: keyof TlsFiles) => string,
): Tls | null {
  const read = (path: string, file: keyof TlsFiles): string =>
    readUserFile({ path, shown: path, lead: `${nameOf(file)}: ` })
  if ((cert === null) !== (key === null)) {
    const [given, other] = cert === null ? (['key', 'cert'] as const) : (['cert', 'key'] as const)
    throw new UsageError(`${nameOf(given)} needs ${nameOf(other)}: they go together`)
  }
  const own = ca === null ? null : certificatesIn(read(ca, 'ca'), `${nameOf('ca')}: ${ca}`)
  const trusted = own === null ? null : [...trustedByNode(env), own]
  if (cert === null || key === null) {
    if (trusted === null) return null
    return { context: tls.createSecureContext({ ca: trusted }), trusted, hasCertificate: false }
  }
  const mine = certificatesIn(read(cert, 'cert'), `${nameOf('cert')}: ${cert}`)
  const pair = { cert: mine, key: read(key, 'key') }
  checkPair(pair, `${nameOf('key')}: ${key}`, nameOf('cert'))
  const context = tls.createSecureContext({ ...pair, ...(trusted && { ca: trusted }) })
  return { context, trusted, hasCertificate: true }
}

/** @throws UsageError where the text holds no certificate: Node would take it for an empty list */
function certificatesIn(text: string, lead: string): string {
  try {
    new X509Certificate(text)
  } catch {
    throw new UsageError(`${lead} holds no certificate in PEM (-----BEGIN CERTIFICATE-----)`)
  }
  return text
}

/** @throws UsageError where the key is none, or another certificate's */
function checkPair(pair: { cert: string; key: string }, lead: string, cert: string): void {
  try {
    tls.createSecureContext(pair)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.includes('MISMATCH')) throw new UsageError(`${lead} is not the key of ${cert}`)
    if (/ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(pair.key))
      throw new UsageError(`${lead} is encrypted; give a key without a passphrase`)
    throw new UsageError(`${lead} holds no private key in PEM (-----BEGIN PRIVATE KEY-----)`)
  }
}

/** Node forgets its own where others are given. */
function trustedByNode(env: Environment): readonly string[] {
  const { NODE_EXTRA_CA_CERTS: extra } = env
  // From Node 22.15 on; with it, --use-system-ca counts.
  const { getCACertificates = () => tls.rootCertificates } = tls as {
    getCACertificates?: () => readonly string[]
  }
  const lead = 'NODE_EXTRA_CA_CERTS: '
  const added = extra ? [readUserFile({ path: extra, shown: extra, lead })] : []
  return [...getCACertificates(), ...added]
}
