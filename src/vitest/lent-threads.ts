import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import type { PoolOptions, PoolRunnerInitializer, PoolWorker, WorkerRequest } from 'vitest/node'

type Listener = (argument: unknown) => void

/** What Vitest takes for a pool, of threads that a function starts. */
export function lentThreads(start: (options: PoolOptions) => Worker): PoolRunnerInitializer {
  const lender = new Lender()
  return { name, createPoolWorker: (options) => new LentThread(lender, () => start(options)) }
}

/** Starts a thread that takes up one project after the other, each by a port of its own. */
export function startThread(root: string, { env, execArgv }: PoolOptions): Worker {
  const thread = new Worker(join(root, 'src', 'vitest', 'worker.js'), { env, execArgv })
  // The ports keep the process alive, as long as there is work.
  thread.unref()
  return thread
}

const name = 'lent-threads'

/** Knows the threads that nobody has, and those that somebody is about to give back. */
class Lender {
  readonly #idle: Worker[] = []
  readonly #waiting: ((thread: Worker | null) => void)[] = []
  #expected = 0

  /** Vitest starts a project before the one ahead has ended: its thread is waited for. */
  async lend(start: () => Worker): Promise<Worker> {
    const idle = this.#idle.pop()
    if (idle) return idle
    if (this.#expected <= this.#waiting.length) return start()
    const back = await new Promise<Worker | null>((resolve) => this.#waiting.push(resolve))
    return back ?? start()
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
}

/**
 * Lends the same thread to one project after the other. Vitest's own pools start one for each project,
 * which takes longer than all that a project does that only hands out verdicts.
 */
class LentThread implements PoolWorker {
  readonly name = name
  readonly #lender: Lender
  readonly #startThread: () => Worker
  /** Each takes away a listener of this project's on the thread, which others will have after it. */
  readonly #unheard: (() => void)[] = []
  #lent: { thread: Worker; port: MessagePort } | null = null
  #isEnding = false
  /** The thread has ended this project's work; one that was stopped before may hang in it. */
  #isDone = false

  constructor(lender: Lender, startThread: () => Worker) {
    this.#lender = lender
    this.#startThread = startThread
  }

  async start(): Promise<void> {
    const thread = await this.#lender.lend(this.#startThread)
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
