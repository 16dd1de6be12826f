import { runCheck } from '../command/support.ts'
import type { Finished } from '../command/support.ts'
import { replayEvolution } from './replay.ts'
import type { Account } from './replay.ts'

/**
 * Runs the command against a replay of the recorded server.
 * @param provider the contract to judge it by
 */
export async function checkReplay(account: Account, provider = 'evolution'): Promise<Finished> {
  const replay = await replayEvolution(account)
  try {
    const args = [`--base-url=${replay.baseUrl}`, `--provider=${provider}`]
    return await runCheck(args, { env: { ...replay.credentials } })
  } finally {
    await replay.close()
  }
}
