import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import type { PoolRunnerInitializer, PoolWorker, WorkerRequest } from 'vitest/node'

type Listener = (argument: unknown) => void

/** Threads for Vitest to run projects in. */
export interface LentThreads {
  /** What Vitest takes for a pool. */
  pool: PoolRunnerInitializer
  /** Starts the first thread ahead of the first project, so that it need not be waited for. */
  startAhead: () => void
}

/** Lends threads that a function starts. */
export function lentThreads(start: () => Worker): LentThreads {
  const lender = new Lender(start)
  return {
    pool: { name, createPoolWorker: () => new LentThread(lender) },
    startAhead: () => lender.startAhead(),
  }
}

/** Starts a thread that takes up one project after the other, each by a port of its own. */
export function startThread(root: string): Worker {
  const thread = new Worker(join(root, 'src', 'vitest', 'worker.js'))
  // The ports keep the process alive, as long as there is work.
  thread.unref()
  return thread
}

const name = 'lent-threads'

/** Knows the threads that nobody has, and those that somebody is about to give back. */
class Lender {
  readonly #start: () => Worker
  #isStarted = false
  readonly #idle: Worker[] = []
  readonly #waiting: ((thread: Worker | null) => void)[] = []
  #expected = 0

  constructor(start: () => Worker) {
    this.#start = start
  }

  startAhead(): void {
    if (!this.#isStarted) this.#idle.push(this.#started())
  }

  /** Vitest starts a project before the one ahead has ended: its thread is waited for. */
  async lend(): Promise<Worker> {
    const idle = this.#idle.pop()
    if (idle) return idle
    if (this.#expected <= this.#waiting.length) return this.#started()
    const back = await new Promise<Worker | null>((resolve) => this.#waiting.push(resolve))
    return back ?? this.#started()
  }

  /** Somebody has ended, all but for the thread's own word. */
  expect(): void {
    this.#expected++
  }

  /** @param thread that was expected; null where it is not to be lent any more */
  giveBack(thread: Worker | null): void {
    this.#expected--
    const next = this.#waiting.shift()
    if (next) next(thread)
    else if (thread) this.#idle.push(thread)
  }

  #started(): Worker {
    this.#isStarted = true
    return this.#start()
  }
}

/**
 * Lends the same thread to one project after the other. Vitest's own pools start one for each project,
 * which takes longer than all that a project does that only hands out verdicts.
 */
class LentThread implements PoolWorker {
  readonly name = name
  readonly #lender: Lender
  /** Each takes away a listener of this project's on the thread, which others will have after it. */
  readonly #unheard: (() => void)[] = []
  #lent: { thread: Worker; port: MessagePort } | null = null
  #isEnding = false
  /** The thread has ended this project's work; one that was stopped before may hang in it. */
  #isDone = false

  constructor(lender: Lender) {
    this.#lender = lender
  }

  async start(): Promise<void> {
    const thread = await this.#lender.lend()
    const { port1: port, port2: other } = new MessageChannel()
    thread.postMessage(other, [other])
    port.on('message', (message) => {
      this.#isDone ||= isStopped(message)
    })
    this.#lent = { thread, port }
  }

  async stop(): Promise<void> {
    const { thread, port } = this.#running
    port.close()
    for (const forget of this.#unheard) forget()
    if (this.#isEnding) this.#lender.giveBack(this.#isDone ? thread : null)
    if (!this.#isDone) await thread.terminate()
  }

  on(event: string, listener: Listener): void {
    this.#emitterOf(event).on(event, listener)
    this.#unheard.push(() => this.off(event, listener))
  }

  off(event: string, listener: Listener): void {
    this.#emitterOf(event).off(event, listener)
  }

  send(message: WorkerRequest): void {
    this.#running.port.postMessage(message)
    if (message.type !== 'stop' || this.#isEnding) return
    this.#isEnding = true
    this.#lender.expect()
  }

  deserialize(message: unknown): unknown {
    return message
  }

  #emitterOf(event: string): Worker | MessagePort {
    const { thread, port } = this.#running
    return event === 'message' ? port : thread
  }

  get #running(): { thread: Worker; port: MessagePort } {
    if (!this.#lent) throw new Error('this thread was not started')
    return this.#lent
  }
}

function isStopped(message: unknown): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'stopped'
  )
}
