import { expect, test } from 'vitest'
import {
  evolutionFaults,
  exemptions,
  hypersenderFaults,
  ryzeapiFaults,
  wachatFaults,
} from '../../mock/faults/index.ts'
import type { Fault } from '../../mock/faults/fault.ts'
import { evolution } from '../../mock/evolution.ts'
import { hypersender } from '../../mock/hypersender.ts'
import { mockedFaults, mockedProviders } from '../../mock/index.ts'
import type { MockRequest, Provider } from '../../mock/provider.ts'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { wachat } from '../../mock/wachat.ts'
import { bindingFacts } from './support.ts'

const exempt = (provider: string) =>
  exemptions.filter((one) => one.provider === provider).map(({ fact }) => fact)

test.for(mockedProviders())('%s: each binding fact has a fault, or an exemption', (provider) => {
  const broken = new Set(mockedFaults(provider).flatMap(({ breaks }) => breaks))
  const open = bindingFacts(provider).filter((fact) => !broken.has(fact))
  expect(open.toSorted()).toEqual(exempt(provider).toSorted())
})

test.for(mockedProviders())('%s: each fault breaks binding facts of its provider', (provider) => {
  const facts = bindingFacts(provider)
  const odd = mockedFaults(provider).filter(
    ({ breaks }) => breaks.length === 0 || breaks.some((fact) => !facts.includes(fact)),
  )
  expect(odd).toEqual([])
})

test.for(mockedProviders())('%s: no two faults have the same id', (provider) => {
  const ids = mockedFaults(provider).map(({ id }) => id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

function requestsOf<Account>(provider: Provider<Account>, account: Account): MockRequest[] {
  const [secret = ''] = Object.values(provider.credentials(account))
  const headers = { token: secret, apikey: secret, authorization: `Bearer ${secret}` }
  return ['', 'instanceName=sales', 'filter[name]=sales', 'instanceName=zq7'].flatMap((query) =>
    [headers, {}].map((sent) => ({ query: new URLSearchParams(query), headers: sent, at: 0 })),
  )
}

/** Faults after which the account, or the right answers from it, are no longer what they were. */
function spoiling<Account>(right: Provider<Account>, faults: readonly Fault<Account>[]): string[] {
  const account = right.account(1)
  const requests = requestsOf(right, account)
  const answers = () => JSON.stringify([account, requests.map((one) => right.handle(one, account))])
  const before = answers()
  return faults
    .filter((fault) => {
      const wrong = fault.apply(right)
      for (const request of requests) wrong.handle(request, account)
      return answers() !== before
    })
    .map(({ id }) => id)
}

test('no fault changes an account or an answer in place', () => {
  expect(spoiling(evolution, evolutionFaults)).toEqual([])
  expect(spoiling(hypersender, hypersenderFaults)).toEqual([])
  expect(spoiling(ryzeapi, ryzeapiFaults)).toEqual([])
  expect(spoiling(wachat, wachatFaults)).toEqual([])
})
