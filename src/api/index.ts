/** What a program may use of this package. */
export { check } from './check.ts'
export type { ConformanceOptions } from './check.ts'
export { ContractError } from '../contract/error.ts'
export type { Level } from '../model/contract.ts'
export type { Progress } from '../model/progress.ts'
export type * from '../model/report.ts'
export { UsageError } from '../model/problem.ts'
