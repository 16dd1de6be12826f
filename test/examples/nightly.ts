import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from '../command/support.ts'
import { readWorkflow } from './runner.ts'

const example = (name: string): Promise<string> => readFile(join(root, 'examples', name), 'utf8')

export const workflow = readWorkflow<'check' | 'report'>(
  await example('github-actions/nightly.yml'),
)
export const deviationsText = await example('deviations.yaml')

interface Entry {
  name: string
  provider: string
  baseUrl: string
  credentials: { account: string }
}

/** The targets of the example. */
export const { targets: entries } = parse(await example('targets.yaml')) as { targets: Entry[] }

/** The variables that hold their credentials. */
export const variables = entries.map(({ credentials }) => credentials.account)
