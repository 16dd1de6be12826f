import { expect, test } from 'vitest'
import { proxyFor } from '../../src/wire/proxy.ts'

const proxied = { HTTPS_PROXY: 'http://p.example:3128', HTTP_PROXY: 'http://q.example' }

function originFor(baseUrl: string, env: Readonly<Record<string, string>>): string | null {
  return proxyFor(baseUrl, env)?.origin ?? null
}

test('each scheme has its own proxy, and none in its place', () => {
  expect(originFor('https://a.example', proxied)).toBe('http://p.example:3128')
  expect(originFor('http://a.example', proxied)).toBe('http://q.example')
  expect(originFor('https://a.example', { http_proxy: 'http://q.example' })).toBeNull()
})

test('a variable that is empty counts as none', () => {
  expect(originFor('https://a.example', { https_proxy: '', ...proxied })).toBe(
    'http://p.example:3128',
  )
  expect(originFor('https://a.example', { https_proxy: '' })).toBeNull()
})

test('a proxy without a scheme is asked by plain HTTP', () => {
  expect(originFor('http://a.example', { http_proxy: 'p.example:3128' })).toBe(
    'http://p.example:3128',
  )
})

test('a user without a password is a user all the same', () => {
  const proxy = proxyFor('http://a.example', { http_proxy: 'http://me@p.example' })
  expect(proxy?.authorization).toBe(`Basic ${Buffer.from('me:').toString('base64')}`)
})

test.for(['localhost', 'a.localhost', '127.0.0.1', '127.8.9.1', '[::1]'])(
  'a server on this machine (%s) has no proxy',
  (host) => {
    expect(originFor(`http://${host}:1/x`, proxied)).toBeNull()
  },
)

test.for([
  ['*', 'a.example', true],
  ['a.example', 'a.example', true],
  ['a.example', 'b.a.example', true],
  ['.a.example', 'b.a.example', true],
  ['*.a.example', 'b.a.example', true],
  ['A.Example', 'a.example', true],
  ['x, a.example ,y', 'a.example', true],
  ['a.example:443', 'a.example', true],
  ['a.example:8443', 'a.example', false],
  ['example', 'a.example', true],
  ['a.example', 'aa.example', false],
  ['b.a.example', 'a.example', false],
  ['10.0.0.0/8', '10.1.2.3', true],
  ['10.0.0.0/8', '11.1.2.3', false],
  ['10.1.2.3', '10.1.2.3', true],
  ['10.0.0.0/99', '10.1.2.3', false],
  ['2.3', '10.1.2.3', false],
  ['fd00::/8', '[fd00::1]', true],
  ['[fd00::1]:443', '[fd00::1]', true],
  ['fd00::2', '[fd00::1]', false],
  ['10.0.0.0/8', '[fd00::1]', false],
] as const)('NO_PROXY=%s leaves %s out: %s', ([NO_PROXY, host, isLeftOut]) => {
  const origin = originFor(`https://${host}/api`, { ...proxied, NO_PROXY })
  expect(origin === null).toBe(isLeftOut)
})

test('no_proxy goes before NO_PROXY', () => {
  const env = { ...proxied, no_proxy: 'b.example', NO_PROXY: 'a.example' }
  expect(originFor('https://a.example', env)).not.toBeNull()
})
