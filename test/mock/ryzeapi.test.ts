import { expect, test } from 'vitest'
import type { RyzeApiInstance } from '../../mock/ryzeapi-instance.ts'
import { get, running, secret } from './support.ts'

interface Listing {
  readonly success: boolean
  readonly message: string
  readonly instances: readonly RyzeApiInstance[]
  readonly meta: { readonly total: number }
}

const notFound = { success: false, error: { message: 'Instance not found' } }
const invalidToken = { success: false, error: { message: 'Invalid token' } }

async function open(instances?: number) {
  const mock = await running('ryzeapi', instances === undefined ? {} : { instances })
  const token = secret(mock, 'RYZEAPI_TOKEN_ACCOUNT')
  const as = async (given: string, filter?: string) => {
    const query = filter === undefined ? '' : `instanceName=${encodeURIComponent(filter)}`
    const { status, body } = await get(mock, { token: given }, query)
    return { status, body: body as Listing }
  }
  return { mock, token, as, list: (filter?: string) => as(token, filter) }
}

const names = ({ body }: { body: Listing }) => body.instances.map(({ name }) => name)

test('a TokenAccount without a filter gets every instance in the documented envelope', async () => {
  const { status, body } = await (await open()).list()
  expect(status).toBe(200)
  expect(Object.keys(body)).toEqual(['success', 'message', 'instances', 'meta'])
  expect(body.success).toBe(true)
  expect(body.instances.length).toBeGreaterThanOrEqual(12)
  expect(body.meta).toEqual({ total: body.instances.length })
  expect(body.message).toBe(`${body.instances.length} Instances found`)
})

test.each([
  [0, '0 Instances found'],
  [1, '1 Instance found'],
  [2, '2 Instances found'],
])('the message for %i is "%s"', async (size, message) => {
  const { body } = await (await open(size)).list()
  expect(body.message).toBe(message)
  expect(body.meta.total).toBe(size)
})

test('the message counts what the filter left', async () => {
  expect((await (await open()).list('sales')).body.message).toBe('1 Instance found')
})

test('one name returns only the instance that has it exactly', async () => {
  const { list } = await open()
  expect(names(await list('sales'))).toEqual(['sales'])
  expect(names(await list('support'))).toEqual(['support'])
  expect(names(await list('café-lisboa'))).toEqual(['café-lisboa'])
})

test.each(['zq7', 'SALES', 'sale', 'sales-', 'zq7,', ' zq7 '])(
  'the single unknown name "%s" answers 404',
  async (name) => {
    expect(await (await open()).list(name)).toEqual({ status: 404, body: notFound })
  },
)

test('several names return those that exist and ignore the others', async () => {
  const { list } = await open()
  expect(names(await list('support,zq7,sales')).sort()).toEqual(['sales', 'support'])
})

test('several names that are all unknown answer an empty list', async () => {
  const answer = await (await open()).list('zq7,zq8')
  expect(answer.status).toBe(200)
  expect(answer.body.message).toBe('0 Instances found')
})

test('spaces around names and empty pieces do not count', async () => {
  const { list } = await open()
  expect(names(await list(' sales , ,, front desk ')).sort()).toEqual(['front desk', 'sales'])
  expect(names(await list('sales,'))).toEqual(['sales'])
})

test('a name given twice returns its instance once', async () => {
  expect(names(await (await open()).list('sales,sales'))).toEqual(['sales'])
})

test.each([',', ' ', ', ,', ',,,'])('the filter "%s" answers an empty list', async (filter) => {
  const { status, body } = await (await open()).list(filter)
  expect(status).toBe(200)
  expect(body.instances).toEqual([])
})

test('an empty instanceName is no filter', async () => {
  const { list } = await open()
  expect(names(await list(''))).toEqual(names(await list()))
})

test("every instance's token sees its own instance and nothing else", async () => {
  const { list, as } = await open()
  for (const instance of (await list()).body.instances) {
    const { status, body } = await as(instance.token)
    expect(status).toBe(200)
    expect(body.message).toBe('1 Instance found')
    expect(body.instances).toEqual([instance])
  }
})

test.each(['zq7', 'support', ', ', 'zq7,zq8'])(
  'a TokenInstance ignores the filter "%s"',
  async (filter) => {
    const { mock, as } = await open()
    const token = secret(mock, 'RYZEAPI_TOKEN_INSTANCE')
    expect(await as(token, filter)).toEqual(await as(token))
  },
)

test('a missing, empty, unknown or differently cased token answers 401', async () => {
  const { mock, token } = await open()
  for (const headers of [{}, { token: '' }, { token: 'zq7' }, { token: token.toUpperCase() }]) {
    const { status, body } = await get(mock, headers)
    expect({ status, body }).toEqual({ status: 401, body: invalidToken })
  }
})

test('a token in the Authorization header is no token', async () => {
  const { mock, token } = await open()
  expect((await get(mock, { Authorization: `Bearer ${token}` })).status).toBe(401)
})
