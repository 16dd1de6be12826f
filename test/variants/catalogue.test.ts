import { expect, test } from 'vitest'
import { evolution } from '../../mock/evolution.ts'
import { hypersender } from '../../mock/hypersender.ts'
import { mockedProviders, mockedVariants, startMock } from '../../mock/index.ts'
import type { MockRequest, Provider } from '../../mock/provider.ts'
import { seeded } from '../../mock/random.ts'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import {
  evolutionVariants,
  hypersenderVariants,
  ryzeapiVariants,
  wachatVariants,
} from '../../mock/variants/index.ts'
import type { Variant } from '../../mock/variants/variant.ts'
import { wachat } from '../../mock/wachat.ts'

test.for(mockedProviders())('%s: no two variants have the same id', (provider) => {
  const ids = mockedVariants(provider).map(({ id }) => id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

/** Enough requests for whatever a variant does now and then, and one of each kind that some look at. */
const queries = [
  ...Array.from({ length: 100 }, () => ''),
  'instanceName=',
  'instanceName=zq7',
  'instanceName=sales&number=1',
  'filter[status]=zq7',
  'filter[name]=SALES',
  'filter[name]=sales&filter[status]=WORKING',
  'instanceName=\uff53ales',
  'filter[name]=%20sales%20',
  'instanceName[]=sales',
  'filter[name][]=sales',
  `number=00${evolution.account(1).instances[0]?.owner?.replace(/@.*/, '') ?? ''}`,
  'filter[name]=sales&filter[name]=support',
  'instanceName=sales&instanceName=support',
  'name=sales',
]

/** What is answered to the holder of each credential, and to nobody. */
function answersOf<Account>({ account, credentials, handle }: Provider<Account>): string[] {
  const whole = account(1)
  return [...Object.values(credentials(whole)), ''].flatMap((secret) =>
    queries.map((query, index) => {
      const headers = { token: secret, apikey: secret, authorization: `Bearer ${secret}` }
      const request: MockRequest = { query: new URLSearchParams(query), headers, at: index }
      return JSON.stringify(handle(request, whole))
    }),
  )
}

/** Variants, but for slow ones, that answer just as the reference does, and limit requests as it does. */
function indifferent<Account>(
  right: Provider<Account>,
  variants: readonly Variant<Account>[],
): string[] {
  const expected = answersOf(right)
  return variants.flatMap(({ id, slow = false, apply }) => {
    if (slow) return []
    const odd = apply(right, seeded(1, id))
    const isSame = answersOf(odd).every((answer, index) => answer === expected[index])
    return isSame && odd.rateLimit === right.rateLimit ? [id] : []
  })
}

test('each variant differs from the reference', () => {
  expect(indifferent(evolution, evolutionVariants)).toEqual([])
  expect(indifferent(hypersender, hypersenderVariants)).toEqual([])
  expect(indifferent(ryzeapi, ryzeapiVariants)).toEqual([])
  expect(indifferent(wachat, wachatVariants)).toEqual([])
})

test('the same seed makes the same variant', () => {
  const namesOf = (seed: number) =>
    ryzeapiVariants
      .filter(({ id }) => id.startsWith('names.') || id.startsWith('moves.'))
      .flatMap(({ id, apply }) => answersOf(apply(ryzeapi, seeded(seed, id))))
  expect(namesOf(1)).toEqual(namesOf(1))
  expect(namesOf(1)).not.toEqual(namesOf(2))
})

test('a variant that there is not is refused', async () => {
  const started = startMock('ryzeapi', { variant: 'zq7' })
  await expect(started).rejects.toThrow('no variant "zq7" of ryzeapi')
})

test('a fault can be served under a variant', async () => {
  const mock = await startMock('wachat', { variant: 'size.1', fault: 'count.text' })
  const response = await fetch(mock.baseUrl + mock.path, {
    headers: { authorization: `Bearer ${mock.credentials.WACHAT_API_KEY ?? ''}` },
  })
  const body: unknown = await response.json()
  await mock.close()
  expect(body).toMatchObject({ count: '1', instances: [{}] })
})
