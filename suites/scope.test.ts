import { family } from '../src/vitest/family.ts'

family('scope')
