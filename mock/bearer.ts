import type { MockRequest } from './provider.ts'

/** Takes the token out of `Authorization: Bearer …`. The scheme has no case (RFC 9110, 11.1). */
export function bearerToken({ headers }: MockRequest): string | undefined {
  return /^bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1]
}
