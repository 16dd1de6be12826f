import { mask } from '../report/disclosure/disclosure.ts'
import { KnownTexts } from '../report/disclosure/known-texts.ts'
import { printable } from '../report/disclosure/printable.ts'
import type { Environment } from './options.ts'

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
