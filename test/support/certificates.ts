import { generate } from 'selfsigned'

/** A certificate with its key, both in PEM. */
export interface Certificate {
  cert: string
  key: string
}

const strength = { keyType: 'ec', algorithm: 'sha256' } as const

/** A CA of its own, which signs certificates and no other trusts. */
export async function makeCa(): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'CA of a test' }], {
    ...strength,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  return { cert: made.cert, key: made.private }
}

/**
 * A certificate that a CA signed, for the server of a host or for a client.
 * @param dates a year from now, unless given
 */
export async function signedBy(
  ca: Certificate,
  host: string,
  dates: { notBeforeDate?: Date; notAfterDate?: Date } = {},
): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: host }], {
    ...strength,
    ...dates,
    ca,
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [{ type: 2, value: host }],
      },
    ],
  })
  return { cert: made.cert, key: made.private }
}
