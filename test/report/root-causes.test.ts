import { expect, test } from 'vitest'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { reportOn } from '../../scripts/prove/proof.ts'
import type { BehaviorReport, Failure, TargetReport } from '../../src/model/report.ts'
import { withCauses } from '../../src/report/root-causes.ts'
import { judged, serveAltered, targetAt } from '../run/support.ts'
import { contractOf } from '../support/target.ts'

/** The ids of what leads the findings of a report. */
function findingsOf({ behaviors }: Pick<TargetReport, 'behaviors'>): string[] {
  return behaviors.flatMap((one) => ('failures' in one && one.cause === undefined ? [one.id] : []))
}

test.for<[provider: string, fault: string, finding: string]>([
  ['ryzeapi', 'filter.prefix', 'ryzeapi.filter.single-name'],
  ['ryzeapi', 'scope.instance-sees-all', 'ryzeapi.scope.instance-token'],
  ['ryzeapi', 'status.absent', 'ryzeapi.item.parts'],
  ['ryzeapi', 'body.array', 'ryzeapi.envelope.json-object'],
  ['wachat', 'auth.404', 'wachat.access.missing-key'],
  ['wachat', 'auth.not-required', 'wachat.access.missing-key'],
  ['hypersender', 'status.lowercase', 'hypersender.item.status'],
  ['evolution', 'instanceId.short-id', 'evolution.item.instanceId'],
])('%s with the fault %s has one finding', async ([provider, fault, finding]) => {
  const report = await reportOn({ fault }, contractOf(provider), 1)
  expect(report.counts.fail).toBeGreaterThan(1)
  expect(findingsOf(report)).toEqual([finding])
})

test('a server whose every false is null has one finding', async () => {
  const account = ryzeapi.account(1)
  const server = await serveAltered(
    ryzeapi,
    () => account,
    ({ status, body }) => ({
      status,
      body: JSON.parse(JSON.stringify(body).replaceAll(':false', ':null')) as object,
    }),
  )
  const report = await judged(targetAt('ryzeapi', server))
  expect(report.counts.fail).toBeGreaterThan(20)
  expect(findingsOf(report)).toEqual(['ryzeapi.item.webhook.enabled'])
})

const failure: Failure = {
  expected: 'a string',
  actual: 'null',
  pointer: '/instances/0/name',
  request: 'GET /instance/list',
  curl: 'curl',
  exchange: 'e1',
  excerpt: null,
  counterexample: null,
  seed: 1,
  path: null,
}

function broken(id: string, given: Partial<Failure>, verdict: 'fail' | 'warn' = 'fail') {
  const failures = [{ ...failure, ...given }]
  const level = verdict === 'fail' ? 'must' : 'should'
  const rest = { title: '', covers: [], cases: 1, exchanges: [], digest: '', reason: '' }
  return { id, level, verdict, failures, ...rest } satisfies BehaviorReport
}

function causesOf(...behaviors: readonly BehaviorReport[]) {
  return withCauses(behaviors, new Set()).map((one) => ('cause' in one ? one.cause : undefined))
}

test.for<[words: string, one: Partial<Failure>, other: Partial<Failure>, isOne: boolean]>([
  ['one value that is wrong in two ways', { expected: 'a UUID' }, {}, true],
  ['a value and a part of it', { pointer: '/instances/3/name/first', actual: '7' }, {}, true],
  ['null in two places', { pointer: '/instances/3/phone' }, {}, true],
  ['different values in two places', { pointer: '/instances/3/phone', actual: '7' }, {}, false],
  [
    'one refusal in place of different answers',
    { expected: 'status 200', actual: 'status 405, {}', pointer: null },
    { expected: 'status 401', actual: 'status 405, {}', pointer: null },
    true,
  ],
  [
    'success in place of different refusals',
    { expected: 'status 401', actual: 'status 200', pointer: null },
    { expected: 'status 404', actual: 'status 200', pointer: null, exchange: 'e2' },
    false,
  ],
  [
    'too much for one parameter',
    { actual: 'also "sales"', pointer: '/instances/1', request: 'GET /list?name=a' },
    { expected: 'status 404', actual: 'status 200', pointer: null, request: 'GET /list?name=b' },
    true,
  ],
  [
    'too much for two parameters',
    { actual: 'also "sales"', pointer: '/instances/1', request: 'GET /list?name=a' },
    { actual: 'also "sales"', pointer: '/instances/1', request: 'GET /list?id=7' },
    false,
  ],
  [
    'too much for one parameter, and for that beside another one',
    { actual: 'also "sales"', pointer: '/1', request: 'GET /list?filter[name]=a' },
    { actual: 'also "sales"', pointer: '/1', request: 'GET /list?filter[name]=a&filter[id]=7' },
    true,
  ],
  [
    'too much for the same instances, by different parameters',
    {
      expected: 'exactly the instances whose key is ‹token 1›',
      actual: 'also "sales"',
      pointer: '/1',
      request: 'GET /list?name=a',
    },
    {
      expected: 'exactly the instances whose key is ‹token 2›',
      actual: 'also "support"',
      pointer: '/0',
      request: 'GET /list?id=7',
    },
    true,
  ],
  [
    'a value, and what is asked for by it',
    { pointer: '/instances/0/status', actual: '"working"' },
    {
      actual: 'also "sales"',
      pointer: '/instances/1',
      request: 'GET /list?filter[status]=WORKING',
    },
    true,
  ],
  [
    'a value, and what is asked for by another one',
    { pointer: '/instances/0/status', actual: '"working"' },
    { actual: 'also "sales"', pointer: '/instances/1', request: 'GET /list?filter[name]=a' },
    false,
  ],
  [
    'a value, and that no two instances have the same',
    { pointer: '/instances/0/id', actual: '7' },
    { expected: 'no two items with the same id', actual: 'an array of 14', pointer: '/instances' },
    true,
  ],
  [
    'one number that is wrong in two ways, outside of instances',
    { expected: 'at least 0', actual: '-1', pointer: '/meta/total' },
    { expected: 'the number of instances (14)', actual: '13', pointer: '/meta/total' },
    true,
  ],
  [
    'success in place of the refusal of a credential, with a filter and without',
    { expected: 'status 401', actual: 'status 200', pointer: null },
    {
      expected: 'status 400 or 401',
      actual: 'status 200',
      pointer: null,
      request: 'GET /list?name=a',
      exchange: 'e2',
    },
    true,
  ],
  [
    'one refusal, at once and when asked again',
    { expected: 'status 200', actual: 'status 404, {}', pointer: null },
    { expected: 'an empty list', actual: 'when asked again, status 404, {}', pointer: null },
    true,
  ],
  [
    'too much and too little',
    { actual: 'also "sales"', pointer: '/instances/1' },
    { actual: '0 listed, without "sales"', pointer: '/instances' },
    false,
  ],
  [
    'another body, and a member that it lacks',
    { expected: 'an object', actual: 'an array of 2', pointer: '' },
    { expected: 'an integer', actual: 'absent', pointer: '/meta/total' },
    true,
  ],
  [
    'a status, and an instance of the same answer',
    { expected: 'status 200', actual: 'status 201', pointer: null },
    {},
    false,
  ],
])('%s', ([, one, other, isOne]) => {
  const [first, second] = [broken('p.item.one', one), broken('p.item.two', other)]
  expect(causesOf(first, second)).toEqual([undefined, isOne ? 'p.item.one' : undefined])
})

test('what one that is led explains is led, too', () => {
  const [first, second, third] = [
    broken('p.item.one', { expected: 'an object', actual: 'an array', pointer: '' }),
    broken('p.item.two', { expected: 'an integer', actual: 'absent', pointer: '/meta/total' }),
    broken('p.item.three', { pointer: '/meta/total', actual: 'null', exchange: 'e2' }),
  ]
  expect(causesOf(first, second, third)).toEqual([undefined, 'p.item.one', 'p.item.one'])
})

test('a should leads no must', () => {
  const [should, must] = [broken('p.item.one', {}, 'warn'), broken('p.item.two', {})]
  expect(causesOf(should, must)).toEqual(['p.item.two', undefined])
})

test('a known deviation neither leads nor is led', () => {
  const known = { ...broken('p.item.one', {}), known: { reason: 'agreed', link: null } }
  expect(causesOf(known, broken('p.item.two', {}))).toEqual([undefined, undefined])
})

test('what explains most leads', () => {
  const parts = ['city', 'code', 'street'].map((part) =>
    broken(`p.item.${part}`, { pointer: `/instances/0/address/${part}`, actual: part }),
  )
  const whole = broken('p.item.whole', { pointer: '/instances/0/address', actual: 'absent' })
  const leader = 'p.item.whole'
  expect(causesOf(...parts, whole)).toEqual([leader, leader, leader, undefined])
})
