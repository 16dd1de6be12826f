import { tooMany } from '../support/hostilities.ts'
import { testOverLimit, testOversized } from './hostile-answers.ts'

const times = ['once the account was read', 'where a filter is given', 'every second time'] as const

testOverLimit(tooMany, times)
testOversized(times)
