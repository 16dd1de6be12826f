import { dirname, join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { packageInfo, packageRoot } from '../files/package-root.ts'
import { isThere, readUserFile } from '../files/read-file.ts'
import { byFlag, shownUrl } from '../flags/options.ts'
import type { Environment, Options } from '../flags/options.ts'
import type { ReportOptions, TargetReport } from '../model/report.ts'
import { mask } from '../report/disclosure/disclosure.ts'
import { KnownTexts } from '../report/disclosure/known-texts.ts'
import { printable } from '../report/disclosure/printable.ts'
import type { RunFacts } from '../report/whole-report.ts'
import type { PlannedTarget } from './plan-targets.ts'

const mostBytes = 1024 * 1024

/**
 * The environment, completed by `.env` where the command was called, beside the targets file, and in the
 * package; what is set already stays.
 * @throws UsageError where one is there that cannot be read
 */
export function withDotenv(env: Environment, cwd: string): Environment {
  const near = { ...dotenvIn(cwd), ...env }
  const { CONFORMANCE_TARGETS: targets } = near
  const besides = targets ? [dirname(resolve(cwd, targets))] : []
  const folders = new Set([...besides, packageRoot()].filter((folder) => folder !== cwd))
  return Object.assign({}, ...[...folders].reverse().map(dotenvIn), near) as Environment
}

function dotenvIn(folder: string): Environment {
  const path = join(folder, '.env')
  return isThere(path) ? parseEnv(readUserFile({ path, shown: path, most: mostBytes })) : {}
}

/** Variables that hold credentials, ours and those of others. */
const credentialName = /TOKEN|API_?KEY|SECRET|PASSW|CREDENTIAL/

/** Masks the credentials in the environment: people paste them into the wrong place. */
export function environmentMasking(env: Environment): (text: string) => string {
  const credentials = Object.entries(env).filter(([name]) => credentialName.test(name))
  // Many a token begins with the name of whoever gave it out, and so does its variable.
  const names = credentials.flatMap(([name]) => [name, ...name.split('_')])
  const secrets = credentials.flatMap(([, value]) => value ?? [])
  const known = new KnownTexts({ secrets, ownWords: names })
  return (text) => printable(known.masked(text, mask))
}

/** Takes the values of credentials out of an error. */
export function hideCredentials(error: unknown, env: Environment): void {
  if (!(error instanceof Error)) return
  const masked = environmentMasking(env)
  const lines = (text: string): string =>
    text.replaceAll('\t', ' ').split('\n').map(masked).join('\n')
  error.stack = lines(error.stack ?? '')
  error.message = lines(error.message)
}

/**
 * What is known of a run before it begins: its options by the names of their flags, with the variables that
 * held credentials. What may be a credential in the wrong place is masked.
 * @param planned the targets, as far as they are known
 * @param reported what is reported of them: there it was decided what of a base URL is shown
 */
export function runFacts(
  options: Options,
  env: Environment,
  planned: readonly PlannedTarget[],
  reported: readonly TargetReport[],
): RunFacts {
  const masked = environmentMasking(env)
  const baseUrl = options.baseUrl === null ? null : (reported[0]?.baseUrl ?? '')
  // In the place of a variable that is not set, the value itself may stand.
  const headers = options.headers.map((pair) => {
    const [name = '', variable = ''] = pair.split('=')
    return `${name}=${env[variable] ? variable : '…'}`
  })
  const shown = byFlag({ ...options, baseUrl, headers }).map(([flag, value]) => [
    flag,
    typeof value === 'string' ? masked(value.includes('://') ? shownUrl(value) : value) : value,
  ])
  const credentials: [string, Record<string, string>][] = planned
    .filter(({ credentials: given }) => given.size > 0)
    .map(({ name, credentials: given }) => [
      name,
      Object.fromEntries([...given].map(([role, { env: variable }]) => [role, variable])),
    ])
  return {
    suite: packageInfo(),
    startedAt: new Date().toISOString(),
    seed: options.seed,
    options: Object.fromEntries([
      ...shown,
      ['credentials', Object.fromEntries(credentials)],
    ]) as ReportOptions,
  }
}
