import { evolutionAccess } from './evolution-access.ts'
import { evolutionAgain } from './evolution-again.ts'
import { evolutionClose } from './evolution-close.ts'
import { evolutionFilters } from './evolution-filters.ts'
import { evolutionListings } from './evolution.ts'
import { evolutionStrata } from './evolution-strata.ts'
import { evolutionScope } from './evolution-scope.ts'
import { hypersenderAccess } from './hypersender-access.ts'
import { hypersenderAgain } from './hypersender-again.ts'
import { hypersenderClose } from './hypersender-close.ts'
import { hypersenderCombining } from './hypersender-combining.ts'
import { hypersenderListings } from './hypersender.ts'
import { hypersenderStrata } from './hypersender-strata.ts'
import { ryzeapiAccess } from './ryzeapi-access.ts'
import { ryzeapiAgain } from './ryzeapi-again.ts'
import { ryzeapiClose } from './ryzeapi-close.ts'
import { ryzeapiEnvelope } from './ryzeapi-envelope.ts'
import { ryzeapiErrors } from './ryzeapi-errors.ts'
import { ryzeapiFilters } from './ryzeapi-filters.ts'
import { ryzeapiIntegrations } from './ryzeapi-integrations.ts'
import { ryzeapiItems } from './ryzeapi-items.ts'
import { ryzeapiStrata } from './ryzeapi-strata.ts'
import { ryzeapiScope } from './ryzeapi-scope.ts'
import { wachatAccess } from './wachat-access.ts'
import { wachatAgain } from './wachat-again.ts'
import { wachatClose } from './wachat-close.ts'
import { wachatListings } from './wachat.ts'
import type { EvolutionAccount } from '../evolution.ts'
import type { HypersenderAccount } from '../hypersender.ts'
import type { RyzeApiAccount } from '../ryzeapi-instance.ts'
import type { WachatAccount } from '../wachat.ts'
import type { Fault } from './fault.ts'

export { exemptions } from './exemptions.ts'

export const evolutionFaults: readonly Fault<EvolutionAccount>[] = [
  ...evolutionListings,
  ...evolutionFilters,
  ...evolutionAccess,
  ...evolutionClose,
  ...evolutionStrata,
  ...evolutionScope,
  ...evolutionAgain,
]

export const hypersenderFaults: readonly Fault<HypersenderAccount>[] = [
  ...hypersenderListings,
  ...hypersenderAccess,
  ...hypersenderClose,
  ...hypersenderStrata,
  ...hypersenderCombining,
  ...hypersenderAgain,
]

export const ryzeapiFaults: readonly Fault<RyzeApiAccount>[] = [
  ...ryzeapiEnvelope,
  ...ryzeapiItems,
  ...ryzeapiIntegrations,
  ...ryzeapiFilters,
  ...ryzeapiAccess,
  ...ryzeapiErrors,
  ...ryzeapiClose,
  ...ryzeapiStrata,
  ...ryzeapiScope,
  ...ryzeapiAgain,
]

export const wachatFaults: readonly Fault<WachatAccount>[] = [
  ...wachatListings,
  ...wachatAccess,
  ...wachatClose,
  ...wachatAgain,
]
