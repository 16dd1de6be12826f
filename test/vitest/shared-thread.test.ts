import type { PoolOptions, PoolWorker, WorkerRequest } from 'vitest/node'
import { expect, test } from 'vitest'
import { sharedThread } from '../../src/vitest/shared-thread.ts'

/** Answers as Vitest's worker does when it is asked to stop, and says which thread it is. */
const code = `
  import { parentPort, threadId } from 'node:worker_threads'
  parentPort.on('message', (port) => {
    port.on('message', ({ type }) => {
      if (type === 'stop') port.postMessage({ type: 'stopped', threadId })
      else process.exit(1)
    })
  })`

/** Opens the workers of projects that share a thread. */
function projects(): () => Promise<PoolWorker> {
  const file = new URL(`data:text/javascript,${encodeURIComponent(code)}`)
  const pool = sharedThread(file)
  return async () => {
    const worker = pool.createPoolWorker({} as PoolOptions)
    await worker.start()
    return worker
  }
}

function heard(worker: PoolWorker, event: string): Promise<unknown> {
  return new Promise((resolve) => worker.on(event, resolve))
}

const request = (type: 'stop' | 'cancel'): WorkerRequest => ({
  __vitest_worker_request__: true,
  type,
})

/** Ends a project. @returns the id of its thread */
async function end(worker: PoolWorker): Promise<unknown> {
  const answer = heard(worker, 'message')
  worker.send(request('stop'))
  const { threadId } = (await answer) as { threadId: unknown }
  await worker.stop()
  return threadId
}

test('projects one after the other share a thread', async () => {
  const open = projects()
  const threads = [await end(await open()), await end(await open()), await end(await open())]
  expect(new Set(threads).size).toBe(1)
})

test('a project that starts before the one ahead has ended waits for it', async () => {
  const open = projects()
  const ahead = await open()
  const order: string[] = []
  const next = open().then((worker) => {
    order.push('next starts')
    return worker
  })
  const thread = await end(ahead).finally(() => order.push('ahead ends'))
  expect(await end(await next)).toBe(thread)
  expect(order).toEqual(['ahead ends', 'next starts'])
})

test('a thread that was stopped in the middle of its work is ended, and the next project has another', async () => {
  const open = projects()
  const first = await end(await open())
  const stopped = await open()
  const next = open()
  await stopped.stop()
  expect(await end(await next)).not.toBe(first)
})

test('a thread that dies tells the project that has it, and no other', async () => {
  const open = projects()
  const before = await open()
  const told: string[] = []
  before.on('exit', () => told.push('before'))
  const thread = await end(before)
  const dying = await open()
  const exit = heard(dying, 'exit')
  dying.send(request('cancel'))
  expect(await exit).toBe(1)
  await dying.stop()
  expect(told).toEqual([])
  expect(await end(await open())).not.toBe(thread)
})
