import { text } from './change.ts'
import type { WachatInstance } from '../wachat.ts'
import { make } from './wachat.ts'
import { clientFaults } from './clients.ts'

const { field, statuses } = make

const bearer = (authorization: string | undefined) => authorization?.replace(/^Bearer /i, '')

const named = (one: WachatInstance, number: number): WachatInstance => {
  const [name, apiName] = [`shop-${number}`, `t7_0a1b2c3d_shop-${number}`]
  return {
    ...one,
    instanceName: name,
    displayName: name,
    apiInstanceName: apiName,
    internalName: apiName,
  }
}

/** Faults that come so close to what is right that only a near miss shows them. */
export const wachatClose = [
  statuses('auth.key-by-its-end', ['W41'], 401, (right, { request, account }) => {
    const given = bearer(request.headers.authorization) ?? ''
    const { apiKey, instances } = account
    return given.length > 12 && given.slice(1) === apiKey.slice(1)
      ? { status: 200, body: { success: true, count: instances.length, instances } }
      : right
  }),
  statuses('auth.listing-inside-of-the-refusal', ['W41'], 401, (right, { account }) => ({
    ...right,
    body: { success: false, message: 'Invalid API key.', cached: account.instances },
  })),
  ...field('createdAt', ['W35'], {
    'offset-without-colon': text((right) => right.replace('Z', '+0000')),
    'offset-of-hours': text((right) => right.replace('Z', '+00')),
  }),
  ...field('updatedAt', ['W36'], {
    'offset-without-colon': text((right) => right.replace('Z', '+0000')),
    'offset-of-hours': text((right) => right.replace('Z', '+00')),
  }),
  ...clientFaults(
    make,
    { operation: 'W1', json: 'W6', error: null, account: 'W13' },
    {
      id: (one, number) => ({ ...one, id: number }),
      name: named,
      token: null,
    },
  ),
]
