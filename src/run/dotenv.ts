import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

/** The environment, completed by the `.env` files of the folders; what is set already stays. */
export function withDotenv(
  env: Readonly<Record<string, string | undefined>>,
  folders: readonly string[],
) {
  const read = folders.map((folder) => {
    try {
      return parseEnv(readFileSync(join(folder, '.env'), 'utf8')) as Record<string, string>
    } catch {
      // No .env is as good as an empty one.
      return {}
    }
  })
  return Object.assign({}, ...read.reverse(), env) as Record<string, string | undefined>
}
