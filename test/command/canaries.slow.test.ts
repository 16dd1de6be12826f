import { test } from 'vitest'
import { evolution } from '../../mock/evolution.ts'
import { hypersender } from '../../mock/hypersender.ts'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { wachat } from '../../mock/wachat.ts'
import { expectNoCanary, vitest } from './canaries.ts'

/** Nineteen servers a provider, and a search of all that was written about them. */
const timeout = 180_000

test.for([
  ['evolution', () => expectNoCanary(evolution, vitest)],
  ['hypersender', () => expectNoCanary(hypersender, vitest)],
  ['ryzeapi', () => expectNoCanary(ryzeapi, vitest)],
  ['wachat', () => expectNoCanary(wachat, vitest)],
] as const)(
  '%s: however much is broken, nothing that Vitest prints or writes holds a canary',
  { timeout },
  ([, check]) => check(),
)
