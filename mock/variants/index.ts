export { evolutionVariants, evolutionWays } from './evolution.ts'
export { hypersenderVariants, hypersenderWays } from './hypersender.ts'
export { ryzeapiVariants, ryzeapiWays } from './ryzeapi.ts'
export { wachatVariants, wachatWays } from './wachat.ts'
