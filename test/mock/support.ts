import { onTestFinished } from 'vitest'
import { type MockOptions, type RunningMock, startMock } from '../../mock/index.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** Starts a mock that lives as long as the test. */
export async function running(provider: string, options?: MockOptions): Promise<RunningMock> {
  const mock = await startMock(provider, options)
  onTestFinished(() => mock.close())
  return mock
}

/** Sends a GET to the operation's path; `query` is what follows the question mark. */
export async function get(
  { baseUrl, path }: RunningMock,
  headers: Record<string, string>,
  query = '',
): Promise<Answer> {
  const response = await fetch(`${baseUrl}${path}${query && `?${query}`}`, { headers })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** The value of a credential that the mock is known to have. */
export function secret({ credentials }: RunningMock, name: string): string {
  const value = credentials[name]
  if (value === undefined) throw new Error(`${name} is not among the credentials`)
  return value
}

export const unique = (values: readonly unknown[]): boolean =>
  new Set(values).size === values.length

export const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
