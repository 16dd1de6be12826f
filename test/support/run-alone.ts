import { peakBytesOf } from '../../scripts/peak-memory.ts'
import { systemClock } from '../../src/wire/limiter.ts'
import { checkTarget } from '../../src/run/check-target.ts'
import { contractOf, targetOf } from './target.ts'

// Judges one server in a process of its own, and prints what came of it and how much memory it took.
const [baseUrl = '', token = '', maxRequests] = process.argv.slice(2)
const credentials = { RYZEAPI_TOKEN_ACCOUNT: token }
const target = targetOf(contractOf('ryzeapi'), baseUrl, credentials, {
  timeoutMs: 30_000,
  maxRequests: maxRequests === undefined ? null : Number(maxRequests),
})
const { verdict, reason, counts } = await checkTarget(target, { clock: systemClock })
process.stdout.write(JSON.stringify({ verdict, reason, counts, peakBytes: peakBytesOf('self') }))
