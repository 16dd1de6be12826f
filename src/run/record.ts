import { inquire } from '../judge/judge.ts'
import type { Judged } from '../judge/judge.ts'
import type { Target } from '../model/target.ts'
import type { Exchange } from '../recording/exchange.ts'
import type { Answer, Question, Recording, Round } from '../recording/recording.ts'
import type { Clock } from '../wire/limiter.ts'
import type { Wire } from '../wire/wire.ts'
import type { ProgressTeller } from './progress-teller.ts'

/** A recording, and what it shows. */
export interface Recorded {
  recording: Recording
  judged: Judged
}

/** Asks a server whatever its judge wants to see answered, until the verdicts are known. */
export async function record(
  { contract, baseUrl, credentials, settings: { runs, seed, burst } }: Target,
  wire: Wire,
  clock: Clock,
  progress: ProgressTeller,
): Promise<Recorded> {
  const rounds: Round[] = []
  const recording = {
    contract: contract.sha256,
    baseUrl,
    credentials: [...credentials].map(([role, given]) => ({ role, ...given })),
    settings: { runs, seed, burst },
    epoch: { date: Date.now(), clock: clock.now() },
    exchanges: wire.log,
    rounds,
  }
  const soFar = { ...recording, requests: wire.counts, brokenOff: null, isStopped: false }
  const inquiry = inquire(contract, soFar)
  let step = inquiry.next()
  while (!step.done) {
    const answers = await answersTo(step.value, wire, progress)
    rounds.push({ ...step.value, answers, exchanges: wire.log.length })
    step = inquiry.next(answers)
  }
  const { counts: requests, brokenOff, isStopped } = wire
  return { recording: { ...recording, requests, brokenOff, isStopped }, judged: step.value }
}

async function answersTo(
  { pace, asks }: Question,
  wire: Wire,
  progress: ProgressTeller,
): Promise<Answer[]> {
  progress.asking(asks)
  const answers = await Promise.all(
    asks.map(async ({ request, cases }) => {
      const answer = await sent[pace](wire, request)
      progress.answered(cases)
      return answer
    }),
  )
  return wire.isStopped ? answers.map(() => null) : answers
}

type Sent = (wire: Wire, request: Exchange['request']) => Promise<Answer>

const sent: Record<Question['pace'], Sent> = {
  limited: (wire, request) => wire.send(request),
  burst: (wire, request) => wire.sendBurst(request),
  // A smaller counterexample is not worth a minute's wait for the limit.
  spare: async (wire, request) => (wire.isFree(request) ? wire.send(request) : null),
}
