/**
 * After a timeout nothing new is sent until all that is under way has ended. A server that hangs
 * lets all requests of a moment time out together: those that would take their places meanwhile
 * would only hang as long once more.
 */
export class Drain {
  #underWay = 0
  #over: Promise<void> = Promise.resolve()
  #finish: (() => void) | null = null

  /** Resolves when something new may be sent. */
  get over(): Promise<void> {
    return this.#over
  }

  /** Something was sent. */
  begin(): void {
    this.#underWay++
  }

  /** Something that was sent has ended. */
  end(hasTimedOut: boolean): void {
    this.#underWay--
    if (hasTimedOut && this.#finish === null) {
      this.#over = new Promise((resolve) => {
        this.#finish = resolve
      })
    }
    if (this.#underWay > 0) return
    this.#finish?.()
    this.#finish = null
  }
}
