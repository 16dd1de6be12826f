import { inquire } from '../judge/judge.ts'
import type { Judged } from '../judge/judge.ts'
import type { OtherContracts } from '../judge/likeness.ts'
import type { Behavior } from '../model/contract.ts'
import type { Progress } from '../model/progress.ts'
import type { TargetReport } from '../model/report.ts'
import type { Target } from '../model/target.ts'
import type { Exchange } from '../recording/exchange.ts'
import type { Answer, Ask, CaseId, Question, Recording, Round } from '../recording/recording.ts'
import type { ExchangeSelection } from '../report/exchanges.ts'
import { interrupted, stopReason, targetReport } from '../report/target-report.ts'
import { limitersOf } from '../wire/limiter.ts'
import type { Clock } from '../wire/limiter.ts'
import { openTransport } from '../wire/send.ts'
import { Wire } from '../wire/wire.ts'
import { suiteBugReport } from './suite-bug.ts'

/** A recording, and what it shows. */
export interface Recorded {
  recording: Recording
  judged: Judged
}

/** How a target is judged, beside its own settings. */
export interface CheckOptions {
  /** For limits and retries. */
  clock: Clock
  /** The behaviors that are asked for; the report has no others. */
  select?: (behavior: Behavior) => boolean
  /** Contracts that the server may fit better than its own; none, unless given. */
  others?: OtherContracts
  /** Which exchanges the report shows; what failures cite, unless something else is asked for. */
  shown?: ExchangeSelection
  /** Ends the sending at once: the report then says what was certain by then, and is an error. */
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
  /** Called with what the verdicts are judged by, and with what they are. */
  onRecorded?: (recorded: Recorded) => void
}

/**
 * Judges a target by its contract. Never throws for what a server does, nor for a bug of ours: that is
 * the target's `error`.
 */
export async function checkTarget(whole: Target, options: CheckOptions): Promise<TargetReport> {
  const { select = () => true, shown = 'cited', signal } = options
  const behaviors = whole.contract.behaviors.filter(select)
  const target = { ...whole, contract: { ...whole.contract, behaviors } }
  const { contract, settings, baseUrl } = target
  const clock = signal ? abortable(options.clock, signal) : options.clock
  const progress = new ProgressReporter(target, options.onProgress)
  const transport = openTransport({
    baseUrl,
    path: contract.operation.path,
    credentials: new Map(contract.credentials.map((credential) => [credential.role, credential])),
    network: target.network,
    timeoutMs: settings.timeoutMs,
    items: contract.listing.items,
    connections: settings.concurrency,
  })
  const wire = new Wire({
    send: transport.send,
    limiters: limitersOf(target, clock, (ms) => progress.waiting(ms)),
    clock,
    concurrency: settings.concurrency,
    timeoutMs: settings.timeoutMs,
    waitMs: settings.waitMs,
    maxRequests: settings.maxRequests,
    random: Math.random,
    onSent: () => progress.sent(),
  })
  const stop = (): void => {
    wire.stop(signal ? stopReason(signal) : interrupted)
    void transport.close()
  }
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const recorded = await record(target, wire, clock, progress, options.others)
    options.onRecorded?.(recorded)
    return targetReport(target, recorded.recording, recorded.judged, shown)
  } catch (error) {
    return suiteBugReport(target, error, wire.counts)
  } finally {
    signal?.removeEventListener('abort', stop)
    await transport.close()
  }
}

/** The clock, of which every sleep ends when the signal is aborted. */
function abortable(clock: Clock, signal: AbortSignal): Clock {
  return { now: () => clock.now(), sleep: (ms) => clock.sleep(ms, signal) }
}

/** Asks a server whatever its judge wants to see answered, until the verdicts are known. */
async function record(
  { contract, baseUrl, credentials, network, settings: { runs, seed, burst } }: Target,
  wire: Wire,
  clock: Clock,
  progress: ProgressReporter,
  others?: OtherContracts,
): Promise<Recorded> {
  const rounds: Round[] = []
  const recording = {
    contract: contract.sha256,
    baseUrl,
    proxy: network.proxy?.origin ?? null,
    credentials: [...credentials].map(([role, given]) => ({ role, ...given })),
    settings: { runs, seed, burst },
    epoch: { date: Date.now(), clock: clock.now() },
    exchanges: wire.log,
    rounds,
  }
  const soFar = { ...recording, requests: wire.counts, brokenOff: null, isStopped: false }
  const inquiry = inquire(contract, soFar, others)
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
  progress: ProgressReporter,
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

/** Reports how far a target is, each time that this changes. */
class ProgressReporter {
  readonly #report: (progress: Progress) => void
  #progress: Progress
  /** Answers that each behavior waits for; null before they are asked for. */
  #open: Map<string, number> | null = null

  constructor({ name, contract }: Target, report: (progress: Progress) => void = () => undefined) {
    const total = contract.behaviors.filter(({ kind }) => kind === 'active').length
    this.#report = report
    this.#progress = { target: name, done: 0, total, requests: 0, waitsMs: null }
  }

  /** A request was sent. */
  sent(): void {
    this.#change({ requests: this.#progress.requests + 1, waitsMs: null })
  }

  /** The requests of all behaviors are about to be sent; one without any has all its answers. */
  asking(asks: readonly Ask[]): void {
    const behaviors = asks.flatMap(({ cases }) => cases.map(({ behavior }) => behavior))
    if (behaviors.length === 0 || this.#open !== null) return
    this.#open = new Map()
    for (const id of behaviors) this.#open.set(id, (this.#open.get(id) ?? 0) + 1)
    this.#change({ done: this.#progress.total - this.#open.size })
  }

  /** One of the requests of each case was answered. */
  answered(cases: readonly CaseId[]): void {
    for (const { behavior } of cases) {
      const left = (this.#open?.get(behavior) ?? 0) - 1
      this.#open?.set(behavior, left)
      if (left === 0) this.#change({ done: this.#progress.done + 1 })
    }
  }

  /** Nothing more goes for so many milliseconds. */
  waiting(waitsMs: number): void {
    this.#change({ waitsMs })
  }

  #change(changed: Partial<Progress>): void {
    this.#progress = { ...this.#progress, ...changed }
    this.#report(this.#progress)
  }
}
