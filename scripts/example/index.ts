import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/files/package-root.ts'
import { exampleReport } from './report.ts'

const file = join(packageRoot(), 'examples', 'report.html')
writeFileSync(file, await exampleReport())
process.stdout.write(`${file}\n`)
