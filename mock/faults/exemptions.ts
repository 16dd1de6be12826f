import type { Exemption } from './fault.ts'

const aServersAddress =
  'says where the provider serves it: whatever address a run is pointed at is asked, and an address has no other to differ from'

/** Binding facts that no server can break where a GET would show it. */
export const exemptions: readonly Exemption[] = [
  { provider: 'hypersender', fact: 'H2', reason: aServersAddress },
  { provider: 'wachat', fact: 'W2', reason: aServersAddress },
  {
    provider: 'wachat',
    fact: 'W40',
    reason:
      'is a permission: a server that adds properties uses it, and one that adds none keeps it',
  },
]
