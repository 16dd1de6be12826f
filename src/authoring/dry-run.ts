import type { Environment } from '../flags/options.ts'
import { readableOptions, readOptions } from '../flags/options.ts'
import { Contracts } from '../files/contracts.ts'
import { mostRequests, requestsOf } from '../judge/most-requests.ts'
import type { MostRequests } from '../judge/most-requests.ts'
import type { Behavior } from '../model/contract.ts'
import { UsageError } from '../model/problem.ts'
import { printable } from '../report/disclosure/printable.ts'
import { hideCredentials, withDotenv } from '../run/environment.ts'
import type { PlannedTarget } from '../run/plan-targets.ts'
import { formatNames } from '../run/publish.ts'
import { plannedTargets, unfinishedReport } from '../run/run.ts'
import { limitOf, waitOf } from '../wire/limiter.ts'
import { needsOf, rowsOf } from './behaviors/behavior.ts'

/** What of a run would be judged. */
export interface DrySelection {
  /** Of targets. */
  names: readonly string[]
  isAsked: (behavior: Behavior) => boolean
}

export interface DryRunOptions {
  cwd: string
  env: Environment
  /** @throws UsageError where the user's selection fits no target */
  select: (names: readonly string[]) => DrySelection
}

/**
 * What the run that flags and variables describe would send, in words: nothing is sent and nothing is
 * written, and no credential is needed.
 * @returns null where they do not ask for it
 * @throws UsageError, ContractError
 */
export function dryRun({ cwd, env: given, select }: DryRunOptions): string | null {
  let env = given
  try {
    env = withDotenv(given, cwd)
    if (!readableOptions(env, formatNames).dryRun) return null
    const planning = { contracts: new Contracts(cwd), env, cwd }
    const planned = plannedTargets(readOptions(env, formatNames), planning)
    return textOf(planned, select(planned.map(({ name }) => name)))
  } catch (error) {
    // A run that is to send something says so itself, and reports it.
    if (!readableOptions(env, formatNames).dryRun) return null
    hideCredentials(error, env)
    throw error
  }
}

function textOf(planned: readonly PlannedTarget[], { names, isAsked }: DrySelection): string {
  const targets = planned
    .filter(({ name }) => names.includes(name))
    .map((target) => {
      const behaviors = target.contract.behaviors.filter(isAsked)
      return { ...target, contract: { ...target.contract, behaviors } }
    })
    .filter(({ contract }) => contract.behaviors.length > 0)
  if (targets.length === 0) throw new UsageError('nothing would be judged: no behavior is selected')
  const sent = targets.reduce((sum, target) => sum + mostOf(target).sent, 0)
  const all = `${many(targets.length, 'target')}, at most ${many(sent, 'request')}; nothing was sent`
  return `${[...targets.flatMap(targetLines), all].map(printable).join('\n')}\n`
}

function targetLines(target: PlannedTarget): string[] {
  const { name, contract, settings, problem } = target
  const { provider, revision, behaviors } = contract
  const of = provider === name ? '' : ` (${provider})`
  const url = target.baseUrl === null ? 'its embedded mock' : unfinishedReport(target).baseUrl
  return [
    `${name}${of} at ${url}, by the contract of ${revision}`,
    ...headerLines(target),
    ...(problem === null ? [] : [`  not ready: ${problem}`]),
    '',
    ...behaviors.flatMap((behavior) => behaviorLines(behavior, target)),
    ...needsLines(behaviors),
    `  ${sumWords(mostOf(target), target)}`,
    ...(settings.burst ? [] : optInLines(behaviors)),
    '',
  ]
}

function mostOf({ contract, settings }: PlannedTarget): MostRequests {
  return mostRequests(contract, settings)
}

/** Who asks with what: values are the names of their variables. */
function headerLines({ contract, variables, network }: PlannedTarget): string[] {
  const credentials = contract.credentials.flatMap(({ role, header, scheme }) => {
    const variable = variables.get(role)
    const value = [...(scheme === null ? [] : [scheme]), `$${variable ?? ''}`].join(' ')
    return variable === undefined ? [] : [`  as ${role}, ${header}: ${value}`]
  })
  const headers = [...network.headers].map(([name, { env }]) => `  always ${name}: $${env}`)
  return [...credentials, ...headers]
}

function behaviorLines(behavior: Behavior, { contract, settings }: PlannedTarget): string[] {
  const { id, level, optIn } = behavior
  const own = requestsOf(behavior, settings.runs)
  const most = own === 0 ? '' : `  at most ${many(own, 'request')}`
  const isLeftOut = optIn !== null && !settings.burst
  const texts = rowsOf(behavior, contract, []).flatMap((row) =>
    'texts' in row && shown.includes(row.label)
      ? row.texts.map((text) => (row.label === 'request' ? text : `${row.label} ${text}`))
      : [],
  )
  return [
    `  ${id}  ${level}${most}${isLeftOut ? `  left out without ${optIn}` : ''}`,
    ...texts.map((text) => `    ${text.replaceAll('`', '')}`),
  ]
}

/** Of what is said of a behavior, by its label. */
const shown: readonly string[] = ['request', 'judged on', 'values', 'needs']

function needsLines(behaviors: readonly Behavior[]): string[] {
  const needs = behaviors.flatMap((behavior) => needsOf(behavior) ?? [])
  if (needs.length === 0) return ['']
  const times = (need: string): number => needs.filter((one) => one === need).length
  return [
    '',
    '  for all of this the account must have',
    ...[...new Set(needs)].map((need) => `    ${need} (${many(times(need), 'behavior')})`),
    '',
  ]
}

function sumWords({ sent, confirming, burst }: MostRequests, target: PlannedTarget): string {
  const limit = limitOf(target)
  const minutes = limit && Math.ceil(waitOf(sent, limit) / 60_000)
  const time = limit
    ? `${minutes === 0 ? 'no wait' : many(minutes ?? 0, 'minute')} at the limit of ${limit.requests} in ${limit.windowMs / 1000} s`
    : 'no limit is documented'
  return [
    `at most ${many(sent, 'request')}, ${time}`,
    ...(confirming === 0
      ? []
      : [`${confirming} of them only where something seems broken or the account moves`]),
    ...(burst === 0 ? [] : [`and ${burst} in a burst`]),
  ].join('; ')
}

function optInLines(behaviors: readonly Behavior[]): string[] {
  const flags = new Set(behaviors.flatMap(({ optIn }) => optIn ?? []))
  return [...flags].map((flag) => {
    const left = behaviors.filter(({ optIn }) => optIn === flag).length
    return `  ${many(left, 'behavior')} left out without ${flag}`
  })
}

function many(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`
}
