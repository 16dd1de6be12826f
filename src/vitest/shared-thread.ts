import { MessageChannel, Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import type { PoolRunnerInitializer, PoolWorker, WorkerRequest } from 'vitest/node'

const name = 'shared-thread'

/**
 * A pool for Vitest in which one project after the other has the same thread. Vitest's own pools start one for
 * each project, which takes longer than all that a project does that only hands out verdicts.
 * @param file what the thread runs: it is sent a port for each project
 */
export function sharedThread(file: string | URL): PoolRunnerInitializer {
  const shared = new SharedThread(file)
  return { name, createPoolWorker: () => new ProjectWorker(shared) }
}

interface Lent {
  thread: Worker
  giveBack: () => void
}

/** A thread for one user at a time. */
class SharedThread {
  readonly #file: string | URL
  #thread: Worker | null = null
  #isFree: Promise<void> = Promise.resolve()

  constructor(file: string | URL) {
    this.#file = file
  }

  /** Waits for all who asked before; where the thread has ended meanwhile, another one takes its place. */
  async lend(): Promise<Lent> {
    const before = this.#isFree
    let giveBack = (): void => undefined
    this.#isFree = new Promise((resolve) => {
      giveBack = resolve
    })
    await before
    this.#thread ??= this.#start()
    return { thread: this.#thread, giveBack }
  }

  #start(): Worker {
    const thread = new Worker(this.#file)
    // The ports keep the process alive, as long as there is work.
    thread.unref()
    thread.once('exit', () => {
      this.#thread = null
    })
    return thread
  }
}

type Listener = (argument: unknown) => void

class ProjectWorker implements PoolWorker {
  readonly name = name
  readonly #shared: SharedThread
  /** Each takes away a listener of this project's on the thread, which others will have after it. */
  readonly #unheard: (() => void)[] = []
  #lent: (Lent & { port: MessagePort }) | null = null
  /** The thread has ended this project's work; one that was stopped before may hang in it. */
  #isDone = false

  constructor(shared: SharedThread) {
    this.#shared = shared
  }

  async start(): Promise<void> {
    const lent = await this.#shared.lend()
    const { port1: port, port2: other } = new MessageChannel()
    lent.thread.postMessage(other, [other])
    port.on('message', (message: { type?: unknown }) => {
      this.#isDone ||= message.type === 'stopped'
    })
    this.#lent = { ...lent, port }
  }

  async stop(): Promise<void> {
    const { thread, port, giveBack } = this.#running
    port.close()
    for (const forget of this.#unheard) forget()
    if (!this.#isDone) await thread.terminate()
    giveBack()
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

  get #running(): Lent & { port: MessagePort } {
    if (!this.#lent) throw new Error('this thread was not started')
    return this.#lent
  }
}
