import { mockedProviders, startMock } from '../mock/index.ts'

/** An entry of a targets file. */
export interface FleetTarget {
  name: string
  provider: string
  baseUrl: string
  credentials: Record<string, string>
}

export interface Fleet {
  targets: FleetTarget[]
  /** The credential of each target, by the variable that its entry names. */
  env: Record<string, string>
  close(): Promise<void>
}

/**
 * Starts a reference server of its own for each of so many targets, the providers in turns. Each has an
 * account and a credential of its own.
 */
export async function startFleet(size: number): Promise<Fleet> {
  const providers = mockedProviders()
  const mocks = await Promise.all(
    Array.from({ length: size }, (_, index) =>
      startMock(providers[index % providers.length] ?? '', { seed: index + 1 }),
    ),
  )
  const fleet = mocks.map(({ provider, baseUrl, credentials }, index) => {
    const name = `sandbox-${String(index + 1).padStart(3, '0')}`
    const variable = `SANDBOX_${index + 1}`
    const target = { name, provider, baseUrl, credentials: { account: variable } }
    // The first role's, which lists the whole account.
    return { target, variable, secret: Object.values(credentials)[0] ?? '' }
  })
  return {
    targets: fleet.map(({ target }) => target),
    env: Object.fromEntries(fleet.map(({ variable, secret }) => [variable, secret])),
    close: async () => {
      await Promise.all(mocks.map((mock) => mock.close()))
    },
  }
}
