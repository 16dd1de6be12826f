/**
 * Judges the recorded Evolution API by what its page says, and writes docs/evolution-in-the-wild.md.
 *
 *     npm run in-the-wild
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/files/package-root.ts'
import { documentOf } from './document.ts'
import { judgeRecorded } from './judge.ts'

const [documented, recorded] = await Promise.all(['evolution', 'evolution-v2'].map(judgeRecorded))
if (!documented || !recorded) throw new Error('two contracts were to be judged')
const file = join(packageRoot(), 'docs', 'evolution-in-the-wild.md')
writeFileSync(file, documentOf({ documented, recorded }))
process.stdout.write(
  `docs/evolution-in-the-wild.md: ${documented.report.counts.fail} differences\n`,
)
