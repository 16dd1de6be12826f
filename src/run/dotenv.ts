import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { isThere, readUserFile } from '../files/read-file.ts'

const most = 1024 * 1024

/**
 * The environment, completed by the `.env` files of the folders; what is set already stays.
 * @throws UsageError where one is there that cannot be read
 */
export function withDotenv(
  env: Readonly<Record<string, string | undefined>>,
  folders: readonly string[],
) {
  const read = folders.map((folder) => {
    const path = join(folder, '.env')
    if (!isThere(path)) return {}
    return parseEnv(readUserFile({ path, shown: path, most })) as Record<string, string>
  })
  return Object.assign({}, ...read.reverse(), env) as Record<string, string | undefined>
}
