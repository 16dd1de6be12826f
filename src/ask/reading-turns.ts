/** A server may fail at every other request, or at every third. */
const periods = [2, 3]

/** So many readings in a row meet every turn. */
export const mostMissed = Math.max(...periods)

/** So many requests at most wait for a reading: they go through all turns. */
const mostLater = 5

/** So many requests are in flight together, where nothing else is asked for. */
const inFlight = 4

/**
 * At which turn of a server each reading of the account comes. The first reading is its first
 * request; the others are to meet one that fails at every other or every third request at each of
 * its turns.
 */
export class Turns {
  #sent = 1
  readonly #met = new Set(turnsAt(1))

  /** A question of so many requests is asked; the next one begins with a reading. */
  pass(requests: number): void {
    this.#sent += requests
    for (const turn of turnsAt(this.#sent + 1)) this.#met.add(turn)
  }

  /**
   * How many requests of a question, of `most`, should wait until the account was read: as few as
   * any, so that the reading meets a new turn, and then so that none is in flight alone.
   */
  heldBack(requests: number, most: number): number {
    const worths = Array.from({ length: Math.min(mostLater, most) + 1 }, (_, later) => {
      const now = requests - later
      const turns = turnsAt(this.#sent + now + 1).filter((turn) => !this.#met.has(turn))
      return turns.length + (now % inFlight === 0 ? 0.5 : 0)
    })
    return worths.indexOf(Math.max(...worths))
  }

  /** How many more readings in a row meet the turns that are left. */
  missed(): number {
    const all = periods.reduce((sum, period) => sum + period, 0)
    let readings = 0
    for (; this.#met.size < all; readings++) this.pass(1)
    return readings
  }
}

function turnsAt(request: number): string[] {
  return periods.map((period) => `${request % period} of ${period}`)
}
