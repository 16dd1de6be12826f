import type { Exchange } from '../recording/exchange.ts'
import type { Answer, Ask, Question } from '../recording/recording.ts'

/** A judge at work: yields what else to ask, is resumed with the answers, and returns what they show. */
export type Inquiry<Result> = Generator<Question, Result, readonly Answer[]>

/** The run was stopped before a question was answered. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped'
}

/**
 * Asks within the rate limit.
 * @throws RunStopped
 */
export function* ask(asks: readonly Ask[]): Inquiry<readonly Exchange[]> {
  if (asks.length === 0) return []
  const answers = yield { pace: 'limited', asks }
  return answers.map((answer) => {
    if (answer === null) throw new RunStopped()
    return answer
  })
}
