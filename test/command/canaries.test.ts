import { test } from 'vitest'
import { wachat } from '../../mock/wachat.ts'
import { expectNoCanary, program } from './canaries.ts'

test('however much is broken, nothing that the program prints or writes holds a canary', () =>
  expectNoCanary(wachat, program))
