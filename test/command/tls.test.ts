import { expect, test } from 'vitest'
import { makeCa, signedBy } from '../support/certificates.ts'
import type { Certificate } from '../support/certificates.ts'
import { http2Front, tlsFront } from '../support/tls-server.ts'
import { wachatAt, withMock } from './servers.ts'
import {
  expectErrorReport,
  expectRefusal,
  idsOf,
  runCheck,
  runCommand,
  targetOf,
  withFolder,
} from './support.ts'
import type { CommandOptions, Finished } from './support.ts'

const ca = await makeCa()
const other = await makeCa()
const server = await signedBy(ca, 'localhost')
const client = await signedBy(ca, 'client')
const stranger = await signedBy(other, 'stranger')
const requested = { ca: ca.cert, requestCert: true, rejectUnauthorized: true }

const files = {
  'ca.pem': ca.cert,
  'other-ca.pem': other.cert,
  'cert.pem': client.cert,
  'key.pem': client.key,
  'stranger.pem': stranger.cert,
  'stranger-key.pem': stranger.key,
  'empty.pem': '',
}

type Serve = (origin: string) => Promise<number>

const withTls: Serve = (origin) => tlsFront(origin, server)
const forClients: Serve = (origin) => tlsFront(origin, { ...server, ...requested })

/**
 * Checks Wachat's reference server behind TLS, from the folder of the certificates.
 * @param more what the arguments and the environment hold, by the folder
 */
function checkAt(
  serve: Serve,
  more: (folder: string) => { args?: readonly string[]; env?: CommandOptions['env'] } = () => ({}),
  run: typeof runCheck = runCheck,
): Promise<Finished> {
  return withFolder(files, (folder) =>
    withMock('wachat', async ({ baseUrl, credentials }) => {
      const port = await serve(new URL(baseUrl).origin)
      const { args = [], env = {} } = more(folder)
      const at = wachatAt(`https://localhost:${port}/api/v1`)
      return run([...at, ...args], { env: { ...credentials, ...env }, cwd: folder })
    }),
  )
}

function flagsOf(given: Readonly<Record<string, string>>): { args: string[] } {
  return { args: Object.entries(given).map(([flag, file]) => `--tls-${flag}=${file}`) }
}

function expectJudged(finished: Finished): void {
  expect(finished.code, finished.output).toBe(0)
  expect(idsOf(targetOf(finished), 'fail', 'error')).toEqual([])
}

test('a private CA is trusted by --tls-ca', async () => {
  expectJudged(await checkAt(withTls, () => flagsOf({ ca: 'ca.pem' })))
})

test('a private CA is trusted by NODE_EXTRA_CA_CERTS', async () => {
  const env = (folder: string) => ({ env: { NODE_EXTRA_CA_CERTS: `${folder}/ca.pem` } })
  expectJudged(
    await checkAt(withTls, env, (args, options) =>
      runCommand(args, { ...options, way: 'program' }),
    ),
  )
})

test('a CA of --tls-ca is trusted beside that of NODE_EXTRA_CA_CERTS', async () => {
  const finished = await checkAt(withTls, (folder) => ({
    ...flagsOf({ ca: 'other-ca.pem' }),
    env: { NODE_EXTRA_CA_CERTS: `${folder}/ca.pem` },
  }))
  expectJudged(finished)
})

test('a client certificate is sent by --tls-cert and --tls-key', async () => {
  const given = { ca: 'ca.pem', cert: 'cert.pem', key: 'key.pem' }
  expectJudged(await checkAt(forClients, () => flagsOf(given)))
})

test('a server that speaks HTTP/2 alone is judged', async () => {
  const serve: Serve = (origin) => http2Front(origin, server)
  expectJudged(await checkAt(serve, () => flagsOf({ ca: 'ca.pem' })))
})

test('a target has certificates of its own, relative to the file that names it', async () => {
  const finished = await withFolder(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`tls/${name}`, text])),
    (folder) =>
      withMock('wachat', async ({ baseUrl, credentials }) => {
        const port = await forClients(new URL(baseUrl).origin)
        const { writeFile } = await import('node:fs/promises')
        await writeFile(
          `${folder}/targets.yaml`,
          `targets:\n  - name: a\n    provider: wachat\n    baseUrl: https://localhost:${port}/api/v1\n` +
            '    tls: { ca: tls/ca.pem, cert: tls/cert.pem, key: tls/key.pem }\n',
        )
        return runCheck([`--targets=${folder}/targets.yaml`], { env: { ...credentials } })
      }),
  )
  expectJudged(finished)
})

const day = 86_400_000

function servedBy(certificate: Promise<Certificate> | Certificate): Serve {
  return async (origin) => tlsFront(origin, await certificate)
}

test.for([
  [
    'an unknown CA',
    withTls,
    {},
    /TLS failed: .*verified; name the CA that signed it with --tls-ca=<file> or NODE_EXTRA/,
  ],
  [
    'the wrong CA',
    withTls,
    { ca: 'other-ca.pem' },
    /TLS failed: .*verified; name the CA .*--tls-ca/,
  ],
  [
    'another host',
    servedBy(signedBy(ca, 'b.example')),
    { ca: 'ca.pem' },
    /for another host; the URL needs/,
  ],
  [
    'yesterday',
    servedBy(
      signedBy(ca, 'localhost', {
        notBeforeDate: new Date(Date.now() - 9 * day),
        notAfterDate: new Date(Date.now() - day),
      }),
    ),
    { ca: 'ca.pem' },
    /the certificate has expired; the server needs a new one/,
  ],
  [
    'no client certificate',
    forClients,
    { ca: 'ca.pem' },
    /if it asks for a client certificate, give one .*--tls-cert/,
  ],
  [
    'no client certificate, TLS 1.2',
    (origin: string) =>
      tlsFront(origin, { ...server, ...requested, maxVersion: 'TLSv1.2' as const }),
    { ca: 'ca.pem' },
    /client certificate, give one .*--tls-cert/,
  ],
  [
    'the certificate of a stranger',
    forClients,
    { ca: 'ca.pem', cert: 'stranger.pem', key: 'stranger-key.pem' },
    /client certificate/,
  ],
] as const)('the error names the setting that would help: %s', async ([, serve, given, line]) => {
  const finished = await checkAt(serve, () => flagsOf(given))
  expectRefusal(finished, line)
  expectErrorReport(finished, line)
})

test.for([
  [{ cert: 'cert.pem' }, /^error: --tls-cert needs --tls-key: they go together$/m],
  [{ key: 'key.pem' }, /^error: --tls-key needs --tls-cert: they go together$/m],
  [{ ca: 'none.pem' }, /^error: --tls-ca: cannot read \S+none\.pem \(ENOENT\)$/m],
  [{ ca: 'empty.pem' }, /^error: --tls-ca: \S+empty\.pem holds no certificate in PEM/m],
  [{ ca: 'key.pem' }, /^error: --tls-ca: \S+key\.pem holds no certificate in PEM/m],
  [{ cert: 'cert.pem', key: 'cert.pem' }, /^error: --tls-key: \S+cert\.pem holds no private key/m],
  [
    { cert: 'cert.pem', key: 'stranger-key.pem' },
    /^error: --tls-key: \S+ is not the key of --tls-cert$/m,
  ],
  [
    { cert: 'cert.pem', key: '-----BEGIN PRIVATE KEY-----' },
    /--tls-key \(\S+\): expected the path of a file/,
  ],
] as const)('files of no use are refused before any request: %j', async ([given, line]) => {
  const finished = await withFolder(files, (folder) => {
    const { args } = flagsOf(given)
    return runCheck([...wachatAt('https://gateway.example'), ...args], { cwd: folder })
  })
  expectRefusal(finished, line)
  expect(finished.output).not.toContain('BEGIN PRIVATE KEY-----\n')
})
