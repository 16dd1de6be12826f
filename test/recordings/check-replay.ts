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
    // What is asked decides what the server shows: it lists nothing for `__proto__` alone.
    const args = [`--base-url=${replay.baseUrl}`, `--provider=${provider}`, '--seed=1']
    return await runCheck(args, { env: { ...replay.credentials } })
  } finally {
    await replay.close()
  }
}
