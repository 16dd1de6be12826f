/** How many requests a run may spend on making counterexamples smaller. */
const requestsPerRun = 8

/** What is left of a run's requests for making counterexamples smaller. */
export class ShrinkBudget {
  #left = requestsPerRun

  /** Takes a request, if there is one left. */
  take(): boolean {
    return this.#left-- > 0
  }
}
