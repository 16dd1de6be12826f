/** How far the judging of a target has come. */
export interface Progress {
  target: string
  /** Behaviors with requests of their own that have all their answers. */
  done: number
  /** All behaviors with requests of their own. */
  total: number
  /** Requests so far, burst included. */
  requests: number
  /** Milliseconds for which the rate limit lets no request through; null: nothing waits for it. */
  waitsMs: number | null
}
