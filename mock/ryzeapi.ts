import { memo } from './memo.ts'
import type { Credentials, Handler, MockResponse, Provider } from './provider.ts'
import { ryzeApiAccount } from './ryzeapi-account.ts'
import type { RyzeApiAccount, RyzeApiInstance } from './ryzeapi-instance.ts'

const failure = (message: string) => ({ success: false, error: { message } })

/** The listing of an array of instances. That of the whole account is asked for again and again. */
const listing = memo((instances: readonly RyzeApiInstance[]) => ({
  success: true,
  message: instances.length === 1 ? '1 Instance found' : `${instances.length} Instances found`,
  instances,
  meta: { total: instances.length },
}))

const found = (instances: readonly RyzeApiInstance[]): MockResponse => ({
  status: 200,
  body: listing(instances),
})

/** "Filter rules", for a TokenAccount. The empty string, of which they say nothing, is no filter. */
function filtered(filter: string | null, instances: readonly RyzeApiInstance[]): MockResponse {
  if (filter === null || filter === '') return found(instances)
  const names = filter
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const matching = instances.filter(({ name }) => names.includes(name))
  if (names.length === 1 && matching.length === 0) {
    return { status: 404, body: failure('Instance not found') }
  }
  return found(matching)
}

const handle: Handler<RyzeApiAccount> = ({ headers, query }, { token, instances }) => {
  const given = headers.token
  if (given === token) return filtered(query.get('instanceName'), instances)
  const owner = instances.find((instance) => instance.token === given)
  if (owner) return found([owner])
  return { status: 401, body: failure('Invalid token') }
}

function credentials({ token, instances: [first] }: RyzeApiAccount): Credentials {
  return {
    RYZEAPI_TOKEN_ACCOUNT: token,
    ...(first && { RYZEAPI_TOKEN_INSTANCE: first.token }),
  }
}

/** https://docs.ryzeapi.cloud/en/api/instance/list */
export const ryzeapi: Provider<RyzeApiAccount> = {
  name: 'ryzeapi',
  basePath: '/api',
  path: '/instance/list',
  authHeader: 'token: $RYZEAPI_TOKEN_ACCOUNT',
  account: ryzeApiAccount,
  credentials,
  handle,
  rateLimit: {
    requests: 100,
    windowMs: 60_000,
    key: ({ headers }) => headers.token ?? '',
    refusal: failure('Rate limit exceeded. Try again later.'),
  },
}
