import { expect, test } from 'vitest'
import { mockedFaults, startMock } from '../../mock/index.ts'
import { prove, resultOf } from '../../scripts/prove/proof.ts'
import { contractOf } from '../support/target.ts'
import { faultNamed } from './support.ts'

const falls = (...covers: string[]) => ({ id: 'a.b.c', covers })

test('a fault is caught where a behavior that covers what it breaks falls', () => {
  expect(resultOf(['R1'], [falls('R9'), falls('R1', 'R2')])).toBe('caught')
})

test('a fault is misattributed where only behaviors of other facts fall', () => {
  expect(resultOf(['R1'], [falls('R9')])).toBe('misattributed')
})

test('a fault of two facts is not caught by a behavior of one of them', () => {
  expect(resultOf(['R1', 'R2'], [falls('R1')])).toBe('misattributed')
})

test('a fault escaped where nothing falls', () => {
  expect(resultOf(['R1'], [])).toBe('escaped')
})

test('a server that calls one instance "1 Instances" is caught by the behavior of that message', async () => {
  const fault = faultNamed(mockedFaults('ryzeapi'), 'message.one-is-plural')
  const { result, fell } = await prove(fault, contractOf('ryzeapi'), 1)
  expect(result).toBe('caught')
  expect(fell.map(({ id }) => id)).toEqual(['ryzeapi.message.one'])
})

test('the same seed proves the same', async () => {
  const fault = faultNamed(mockedFaults('evolution'), 'filter.number.by-end')
  const contract = contractOf('evolution')
  expect(await prove(fault, contract, 7)).toEqual(await prove(fault, contract, 7))
})

test('a fault that there is not is refused', async () => {
  await expect(startMock('ryzeapi', { fault: 'zq7' })).rejects.toThrow('no fault "zq7" of ryzeapi')
})
