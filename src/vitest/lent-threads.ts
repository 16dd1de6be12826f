import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import type { PoolOptions, PoolRunnerInitializer, PoolWorker, WorkerRequest } from 'vitest/node'

type Listener = (argument: unknown) => void

/** What Vitest takes for a pool, of threads that a function starts. */
export function lentThreads(start: (options: PoolOptions) => Worker): PoolRunnerInitializer {
  const idle: Worker[] = []
  return {
    name,
    createPoolWorker: (options) =>
      new LentThread(
        () => idle.pop() ?? start(options),
        (thread) => idle.push(thread),
      ),
  }
}

/** Starts a thread that takes up one project after the other, each by a port of its own. */
export function startThread(root: string, { env, execArgv }: PoolOptions): Worker {
  const thread = new Worker(join(root, 'src', 'vitest', 'worker.js'), { env, execArgv })
  // The ports keep the process alive, as long as there is work.
  thread.unref()
  return thread
}

const name = 'lent-threads'

/**
 * Lends the same thread to one project after the other. Vitest's own pools start one for each project,
 * which takes longer than all that a project does that only hands out verdicts.
 */
class LentThread implements PoolWorker {
  readonly name = name
  readonly #lend: () => Worker
  readonly #giveBack: (thread: Worker) => void
  /** Each takes away a listener of this project's on the thread, which others will have after it. */
  readonly #unheard: (() => void)[] = []
  #lent: { thread: Worker; port: MessagePort } | null = null
  /** The thread has ended this project's work; one that was stopped before may hang in it. */
  #isDone = false

  constructor(lend: () => Worker, giveBack: (thread: Worker) => void) {
    this.#lend = lend
    this.#giveBack = giveBack
  }

  start(): Promise<void> {
    const thread = this.#lend()
    const { port1: port, port2: other } = new MessageChannel()
    thread.postMessage(other, [other])
    port.on('message', (message) => {
      this.#isDone ||= isStopped(message)
    })
    this.#lent = { thread, port }
    return Promise.resolve()
  }

  async stop(): Promise<void> {
    const { thread, port } = this.#running
    port.close()
    for (const forget of this.#unheard) forget()
    if (this.#isDone) this.#giveBack(thread)
    else await thread.terminate()
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
