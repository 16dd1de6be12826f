import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pathOf, pathWithQuery } from '../../src/wire/send.ts'
import { serve } from '../support/server.ts'
import { ask, request, responseIn, secret } from './support.ts'

async function echo() {
  return serve((_request, response) => response.end('{}'))
}

test('the path is appended to the base URL as it is given', async () => {
  const { origin, received } = await echo()
  await ask(`${origin}/api/v1`)
  expect(received.map(({ url }) => url)).toEqual(['/api/v1/list'])
})

test('a slash at the end of the base URL is not doubled', () => {
  expect(pathOf('http://a.example/api/', '/list', [])).toBe('/api/list')
})

test('a query arrives as it was asked for, whatever it holds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))),
      (query) => {
        const url = new URL(pathWithQuery('/list', query), 'http://a.example')
        expect([...url.searchParams]).toEqual(query)
      },
    ),
  )
})

test('the credential is sent in its header, behind its scheme', async () => {
  const { origin, received } = await echo()
  await ask(origin)
  expect(received[0]?.headers.authorization).toBe(`Bearer ${secret}`)
})

test('nobody sends no credential', async () => {
  const { origin, received } = await echo()
  const nobody = { role: null, secret: null, trusted: false, genuine: false, shown: null }
  await ask(origin, {}, { ...request, as: nobody })
  expect(JSON.stringify(received)).not.toContain(secret)
})

test('an empty credential is sent as an empty value', async () => {
  const { origin, received } = await echo()
  await ask(origin, {}, { ...request, as: { ...request.as, secret: '' } })
  expect(received[0]?.headers.authorization).toBe('Bearer')
})

test('the headers of a request are sent with it', async () => {
  const { origin, received } = await echo()
  await ask(origin, {}, { ...request, headers: { accept: 'text/plain' } })
  expect(received[0]?.headers.accept).toBe('text/plain')
})

test('a request accepts JSON where it does not say what it accepts', async () => {
  const { origin, received } = await echo()
  await ask(origin, {}, request)
  expect(received[0]?.headers.accept).toBe('application/json')
})

test.for(['accept', 'Accept'])('a request without %s has no such header', async (name) => {
  const { origin, received } = await echo()
  await ask(origin, {}, { ...request, headers: { [name]: null } })
  expect(received[0]?.headers).not.toHaveProperty('accept')
})

test('a request that says what it accepts says so once, in whatever letters', async () => {
  const { origin, received } = await echo()
  await ask(origin, {}, { ...request, headers: { Accept: 'text/plain' } })
  expect(received[0]?.headers.accept).toBe('text/plain')
})

test.for([301, 302, 303, 307, 308])('a %i to another host is not followed', async (status) => {
  const other = await echo()
  const { origin } = await serve((_request, response) => {
    response.writeHead(status, { Location: `${other.origin}/list` }).end()
  })
  expect(responseIn(await ask(origin)).status).toBe(status)
  expect(other.received).toEqual([])
})

test('several headers of one name are all there', async () => {
  const { origin } = await serve((_request, response) => {
    response.setHeader('Set-Cookie', ['a=1', 'b=2'])
    response.end('{}')
  })
  expect(responseIn(await ask(origin)).headers['set-cookie']).toEqual(['a=1', 'b=2'])
})
