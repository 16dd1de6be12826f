import { setMaxListeners } from 'node:events'
import { constants } from 'node:os'
import type { Interrupt } from '../model/report.ts'

const kinds: readonly Interrupt[] = ['SIGINT', 'SIGTERM']

/** For so many ms the same signal is the same Ctrl-C: npm passes on what the terminal sends to all. */
const echoMs = 250

/** SIGINT and SIGTERM, made into the end of a run: the first breaks it off, a second ends the process. */
export class Interruption {
  readonly #controller = new AbortController()
  /** Aborted by the first signal. */
  readonly signal: AbortSignal = this.#controller.signal
  #kind: Interrupt | null = null
  #heardAt = -Infinity

  constructor() {
    // Every target listens, and everyone who waits.
    setMaxListeners(0, this.signal)
  }

  /** The first signal; null as long as there was none. */
  get kind(): Interrupt | null {
    return this.#kind
  }

  /** The exit code of a process that the signal ends, 130 or 143; null as long as there was none. */
  get code(): number | null {
    return this.#kind === null ? null : codeOf(this.#kind)
  }

  /** Listens until {@link ignore}, beside all others that listen. */
  listen(): void {
    for (const kind of kinds) {
      if (!process.listeners(kind).includes(this.#hear)) process.on(kind, this.#hear)
    }
  }

  /** Listens in place of all others, who would end the process. */
  listenAlone(): void {
    this.listen()
    // Not all at once: with nobody to listen, a signal that waits to be heard would be lost.
    for (const kind of kinds)
      for (const other of process.listeners(kind))
        if (other !== this.#hear) process.off(kind, other)
  }

  ignore(): void {
    for (const kind of kinds) process.off(kind, this.#hear)
  }

  readonly #hear = (signal: NodeJS.Signals): void => {
    const kind = signal === 'SIGTERM' ? signal : 'SIGINT'
    const isEcho = kind === this.#kind && performance.now() - this.#heardAt < echoMs
    if (isEcho) return
    if (this.#kind !== null) process.exit(codeOf(kind))
    this.#kind = kind
    this.#heardAt = performance.now()
    this.#controller.abort()
  }
}

function codeOf(kind: Interrupt): number {
  return 128 + constants.signals[kind]
}
