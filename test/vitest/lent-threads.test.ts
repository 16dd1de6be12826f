import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { PoolOptions, PoolWorker, WorkerRequest } from 'vitest/node'
import { expect, test } from 'vitest'
import { lentThreads } from '../../src/vitest/shared-thread.ts'

/** Answers as Vitest's worker does when it is asked to stop, and says which thread it is. */
const code = `
  const { parentPort, threadId } = require('node:worker_threads')
  parentPort.on('message', (port) => {
    port.on('message', ({ type }) => {
      if (type === 'stop') port.postMessage({ type: 'stopped', threadId })
      else process.exit(1)
    })
  })`

interface Started {
  /** A new project's worker, started. */
  open: () => Promise<PoolWorker>
  threads: readonly Worker[]
  startAhead: () => void
}

async function withThreads(use: (started: Started) => Promise<void>): Promise<void> {
  const threads: Worker[] = []
  const { pool, startAhead } = lentThreads(() => {
    const thread = new Worker(code, { eval: true })
    threads.push(thread)
    return thread
  })
  const open = async (): Promise<PoolWorker> => {
    const worker = pool.createPoolWorker({} as PoolOptions)
    await worker.start()
    return worker
  }
  try {
    await use({ open, threads, startAhead })
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()))
  }
}

function heard(worker: PoolWorker, event: string): Promise<unknown> {
  return new Promise((resolve) => worker.on(event, resolve))
}

const request = (type: 'stop' | 'cancel'): WorkerRequest => ({
  __vitest_worker_request__: true,
  type,
})

async function end(worker: PoolWorker): Promise<unknown> {
  const answer = heard(worker, 'message')
  worker.send(request('stop'))
  const message = await answer
  await worker.stop()
  return message
}

test('projects one after the other share a thread', () =>
  withThreads(async ({ open, threads }) => {
    const answers = [await end(await open()), await end(await open()), await end(await open())]
    expect(threads).toHaveLength(1)
    const { threadId } = threads[0] ?? {}
    expect(answers).toEqual(answers.map(() => ({ type: 'stopped', threadId })))
  }))

test('the thread that was started ahead is the first that is lent', () =>
  withThreads(async ({ open, threads, startAhead }) => {
    startAhead()
    startAhead()
    expect(threads).toHaveLength(1)
    await end(await open())
    startAhead()
    expect(threads).toHaveLength(1)
  }))

test('a project that starts while the one ahead is ending has its thread, too', () =>
  withThreads(async ({ open, threads }) => {
    const ahead = await open()
    const ended = end(ahead)
    const [next] = await Promise.all([open(), ended])
    await end(next)
    expect(threads).toHaveLength(1)
  }))

test('a project that waited for a thread that hangs has another', () =>
  withThreads(async ({ open, threads }) => {
    const ahead = await open()
    ahead.send(request('stop'))
    const [next] = await Promise.all([open(), ahead.stop()])
    await end(next)
    expect(threads).toHaveLength(2)
  }))

test('projects at the same time have a thread each', () =>
  withThreads(async ({ open, threads }) => {
    await end(await open())
    const workers = [await open(), await open()]
    expect(threads).toHaveLength(2)
    await Promise.all(workers.map(end))
  }))

test('a thread that was stopped in the middle of its work is ended, not lent again', () =>
  withThreads(async ({ open, threads }) => {
    const worker = await open()
    const [first] = threads
    const exit = first && once(first, 'exit')
    await worker.stop()
    await end(await open())
    expect(threads).toHaveLength(2)
    await exit
  }))

test('a thread that dies tells the project that has it, and nobody after', () =>
  withThreads(async ({ open, threads }) => {
    const before = await open()
    const told: string[] = []
    before.on('exit', () => told.push('before'))
    await end(before)
    const after = await open()
    const exit = heard(after, 'exit')
    after.send(request('cancel'))
    expect(await exit).toBe(1)
    expect(told).toEqual([])
    expect(threads).toHaveLength(1)
  }))
