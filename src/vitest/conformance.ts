import { beforeAll, describe, test } from 'vitest'
import { check } from '../api/check.ts'
import type { ConformanceOptions } from '../api/check.ts'
import { Contracts } from '../files/contracts.ts'
import type { Contract } from '../model/contract.ts'
import type { Report, TargetReport } from '../model/report.ts'
import { isUnjudged, nothingExercised } from '../report/whole-report.ts'
import { isUsersMistake } from '../run/run.ts'
import { testName, withoutStack } from './context.ts'
import { settle } from './family.ts'

/** As {@link ConformanceOptions}, for tests: the server may be one that they start. */
export interface SuiteOptions extends Omit<ConformanceOptions, 'baseUrl' | 'credentials'> {
  /** The server, or what tells it once it was started; the embedded mock where there is none. */
  baseUrl?: string | (() => string | Promise<string>)
  /** Credentials by role, or what tells them once they are known. */
  credentials?:
    | ConformanceOptions['credentials']
    | (() => ConformanceOptions['credentials'] | Promise<ConformanceOptions['credentials']>)
  /** For the whole run after `wait`, in ms; a rate limit may make it wait for a minute. */
  runTimeoutMs?: number
  /** Takes the report, to write it or to look into it. */
  onReport?: (report: Report) => void | Promise<void>
}

const defaultRunTimeoutMs = 600_000

/**
 * Adds a test for each behavior of the provider to the Vitest file that calls it. The server is
 * judged once, before the first of them and after every `beforeAll` that stands above.
 * @throws Error that says why the provider's contract cannot be used
 */
export function conformance({
  runTimeoutMs = defaultRunTimeoutMs,
  ...options
}: SuiteOptions): void {
  const { provider, cwd = process.cwd(), wait = 0 } = options
  const contract = contractOf(new Contracts(cwd), provider)
  const families = [...new Set(contract.behaviors.map(({ family }) => family))]
  describe(`conformance of ${options.name ?? contract.provider}`, () => {
    let judged: Judged | null = null
    let isTold = false
    beforeAll(
      // Vitest reads this very text, and wants a pattern in the first place.
      // eslint-disable-next-line no-empty-pattern
      async ({}, suite?: Readonly<Task>) => {
        judged = await judgedBy({ ...options, only: selected(contract, options.only, suite) })
      },
      runTimeoutMs + wait * 1000,
    )
    for (const family of families) {
      describe(family, () => {
        for (const behavior of contract.behaviors.filter((one) => one.family === family)) {
          test(testName(behavior), async (context) => {
            if (judged === null) throw new Error('nothing was judged: this suite is broken')
            const { problem, target } = judged
            if (problem !== null) {
              // Whatever is selected, the first test says why; every other one would say the same.
              if (isTold) return context.skip(problem)
              isTold = true
              throw notJudged(problem)
            }
            const found = target?.behaviors.find(({ id }) => id === behavior.id)
            if (!found) throw new Error(`no verdict on ${behavior.id}: this suite is broken`)
            await settle(found, context)
          })
        }
      })
    }
  })
}

/** A suite or a test. */
interface Task {
  name: string
  mode: string
  tasks?: readonly Task[]
}

/**
 * The behaviors whose tests are to run: `-t` and `.only` have decided that before the hook is called.
 * @param suite undefined before Vitest 4.1: then all of them
 */
function selected(
  { behaviors }: Contract,
  only: RegExp | undefined,
  suite: Task | undefined,
): RegExp {
  const running = suite && new Set(runningIn(suite))
  const ids = behaviors
    .filter((one) => running?.has(testName(one)) ?? true)
    .filter(({ id }) => only?.test(id) ?? true)
    .map(({ id }) => id.replaceAll('.', '\\.'))
  return new RegExp(`^(?:${ids.join('|')})$`)
}

function runningIn({ name, mode, tasks }: Task): string[] {
  if (tasks) return tasks.flatMap(runningIn)
  return mode === 'skip' || mode === 'todo' ? [] : [name]
}

/** A target, or why nothing is known of it. */
interface Judged {
  target: TargetReport | null
  problem: string | null
}

async function judgedBy({
  baseUrl,
  credentials,
  onReport,
  ...given
}: SuiteOptions): Promise<Judged> {
  try {
    const report = await check({
      ...given,
      baseUrl: typeof baseUrl === 'function' ? await baseUrl() : baseUrl,
      credentials: typeof credentials === 'function' ? await credentials() : credentials,
    })
    await onReport?.(report)
    const [target = null] = report.targets
    return { target, problem: target && unjudgedReason(target) }
  } catch (error) {
    if (!isUsersMistake(error)) throw error
    return { target: null, problem: error.message }
  }
}

function contractOf(contracts: Contracts, provider: string): Contract {
  try {
    return contracts.load(provider)
  } catch (error) {
    throw isUsersMistake(error) ? notJudged(error.message) : error
  }
}

function notJudged(reason: string): Error {
  return withoutStack('NotJudged', reason)
}

/** Why no behavior of the target has a verdict; null where any has. */
function unjudgedReason(target: TargetReport): string | null {
  if (isUnjudged(target)) return target.reason ?? 'the target could not be judged'
  return nothingExercised(target) ? 'nothing was judged: no behavior was selected' : null
}
