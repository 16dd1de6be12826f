import { Readable } from 'node:stream'
import { createGzip, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { BodyReader } from '../../src/wire/body.ts'
import { bodyLimits, OverLimit, runLimits } from '../../src/wire/body-limits.ts'
import type { Outcome } from '../../src/wire/send.ts'
import { serve } from '../support/server.ts'
import { ask, open, request, responseIn } from './support.ts'

const tooLarge = {
  kind: 'no-answer',
  cause: 'too-large',
  reason: `the body is larger than ${bodyLimits.bytes} bytes`,
}

const overLimit = { kind: 'no-answer', cause: 'over-limit' }

test('a small body that unpacks to more than is read is no answer', async () => {
  const bomb = gzipSync(Buffer.alloc(bodyLimits.bytes + 1))
  const { origin } = await serve((_request, response) =>
    response.setHeader('Content-Encoding', 'gzip').end(bomb),
  )
  expect(await ask(origin)).toEqual(tooLarge)
})

test('a body without end is read no further than it is kept', async () => {
  let read = 0
  const chunk = Buffer.alloc(1024 * 1024, ' ')
  const endless = new Readable({
    read() {
      read += chunk.length
      this.push(chunk)
    },
  })
  const reading = new BodyReader(1).read(endless, undefined, AbortSignal.timeout(30_000), String)
  await expect(reading).rejects.toThrow(OverLimit)
  expect(read).toBeLessThan(bodyLimits.bytes + 8 * chunk.length)
})

const mebibyte = Buffer.alloc(1024 * 1024, ' ')

/** As much as is read; `onRead` hears how much that is. */
function filling(onRead: (bytes: number) => void): Readable {
  let bytes = 0
  return new Readable({
    read() {
      bytes += mebibyte.length
      onRead(bytes)
      this.push(bytes < bodyLimits.bytes ? mebibyte : null)
    },
  })
}

test('of large bodies that come together, one is read at a time', async () => {
  const reader = new BodyReader(4)
  const large = new Set<number>()
  const together: number[] = []
  const signal = AbortSignal.timeout(30_000)
  await Promise.all(
    Array.from({ length: 4 }, async (_, index) => {
      const body = filling((bytes) => {
        if (bytes > bodyLimits.bytes / 4 + 3 * mebibyte.length) large.add(index)
        together.push(large.size)
      })
      await reader.read(body, undefined, signal, String)
      large.delete(index)
    }),
  )
  expect(Math.max(...together)).toBe(1)
})

test.for([undefined, 'gzip'])(
  'a request that times out while its large body waits, in the encoding %s, leaves the turn to others',
  async (encoding) => {
    const reader = new BodyReader(4)
    const full = () => filling(() => undefined)
    const coded = () => (encoding === 'gzip' ? full().pipe(createGzip({ level: 1 })) : full())
    const hanging = new Readable({ read: () => undefined })
    hanging.push(Buffer.alloc(bodyLimits.bytes / 2))
    const first = reader.read(hanging, undefined, AbortSignal.timeout(30_000), String)
    const second = reader.read(coded(), encoding, AbortSignal.timeout(400), String)
    await expect(second).rejects.toThrow()
    hanging.push(null)
    await first
    const third = await reader.read(coded(), encoding, AbortSignal.timeout(30_000), String)
    expect(third.ok).toBe(true)
  },
)

test('a body whose decoding hangs ends with its request', async () => {
  const gzipped = gzipSync(Buffer.alloc(1000))
  const hanging = new Readable({ read: () => undefined })
  hanging.push(gzipped.subarray(0, 15))
  const reading = new BodyReader(1).read(hanging, 'gzip', AbortSignal.timeout(100), String)
  await expect(reading).rejects.toThrow()
})

test('a body of as many values as are read is read, and one of more is not', async () => {
  const read = async (values: number): Promise<Outcome> => {
    const body = `[${'1,'.repeat(values - 2)}1]`
    return ask((await serve((_request, response) => response.end(body))).origin)
  }
  const most = bodyLimits.values
  expect(responseIn(await read(most)).body.ok).toBe(true)
  const reason = `the body holds more than ${most} values`
  expect(await read(most + 1)).toEqual({ ...overLimit, reason })
})

test('a body of as many different names as are kept is read, and one of more is not', async () => {
  const read = async (names: number): Promise<Outcome> => {
    const body = JSON.stringify(Object.fromEntries(Array.from({ length: names }, (_, n) => [n, n])))
    return ask((await serve((_request, response) => response.end(body))).origin)
  }
  const most = bodyLimits.names
  expect(responseIn(await read(most)).body.ok).toBe(true)
  const reason = `the body holds more than ${most} different member names`
  expect(await read(most + 1)).toEqual({ ...overLimit, reason })
})

test('bodies that are all different are read until they are too much together', async () => {
  let count = 0
  const { origin } = await serve((_request, response) => {
    response.end(`{"at":${++count}${' '.repeat(bodyLimits.bytes / 2)}}`)
  })
  const transport = open(origin)
  const outcomes: Outcome[] = []
  while (outcomes.length < 20) outcomes.push(await transport.send(request))
  const read = outcomes.filter(({ kind }) => kind === 'response').length
  expect(read).toBe(Math.floor(runLimits.bytes / (bodyLimits.bytes / 2)) - 1)
  expect(outcomes.at(-1)).toMatchObject({ cause: 'too-large' })
})

test('bodies that are all the same are read as often as they come', async () => {
  const body = `{"at":1${' '.repeat(bodyLimits.bytes / 2)}}`
  const { origin } = await serve((_request, response) => response.end(body))
  const transport = open(origin)
  for (let times = 0; times < 20; times++)
    expect((await transport.send(request)).kind).toBe('response')
})

test('large bodies that differ in their last value alone are not taken for each other', async () => {
  const start = `["${'a'.repeat(bodyLimits.bytes / 2)}",`
  let count = 0
  const { origin } = await serve((_request, response) => response.end(`${start}${++count}]`))
  const transport = open(origin)
  for (const last of [1, 2]) {
    const { body } = responseIn(await transport.send(request))
    expect(body.ok && (body.value as unknown[])[1]).toBe(last)
  }
})

test('a large body is whole, though others are read in between', async () => {
  const bodies = Array.from({ length: 6 }, (_, n) => JSON.stringify([`${n}`.repeat(6_000_000)]))
  let count = 0
  const { origin } = await serve((_request, response) => response.end(bodies[count++]))
  const transport = open(origin, { connections: 6 })
  const outcomes = await Promise.all(bodies.map(() => transport.send(request)))
  const texts = outcomes.map((outcome) => {
    const { body } = responseIn(outcome)
    return body.ok ? JSON.stringify(body.value) : body.reason
  })
  expect(texts.sort()).toEqual(bodies)
})
