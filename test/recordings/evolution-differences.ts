/** Pointer into the body, what the page promises, what the server answered. */
export type Difference = readonly [
  pointer: string | null,
  expected: string,
  actual: string | RegExp,
]

const absent = (field: string, expected = 'present, a string', items = [0, 1, 2]): Difference[] =>
  items.map((item) => [`/${item}/${field}`, expected, 'absent'])

const notObject: Difference[] = [
  ['/0/connectionStatus', 'an object', '"open"'],
  ['/1/connectionStatus', 'an object', '"close"'],
  ['/2/connectionStatus', 'an object', '"connecting"'],
]

// The page names no member of this body, so that nothing vouches for what they hold.
const notFound: Difference[] = [
  [
    null,
    'status 200',
    /^status 404, {"status":"‹number \d+›","error":"‹string \d+, 9 characters›","response":{"message":\["‹string \d+, \d+ characters›"\]}}$/,
  ],
]

const integrations = 'one of "WHATSAPP-BAILEYS", "WHATSAPP-BUSINESS"'
const statuses = 'present, one of "online", "offline", "connecting"'

/**
 * Every difference between the documented page and what was recorded, found by reading both. Of the
 * differences of one kind the report shows the first three items. The items: 0 alpha, open; 1 beta,
 * closed; 2 gamma, connecting; 3 delta, 4 epsilon, both open; 5 and 6 shared; 7 orphan; 8 loja, open.
 */
export const broken: Record<string, readonly Difference[]> = {
  'item.instanceName': absent('instanceName'),
  'item.instanceId': absent('instanceId'),
  'item.owner': absent('owner', 'present, a string', [0, 3, 4]),
  'item.profileName': [
    ['/3/profileName', 'a string', 'null'],
    ['/4/profileName', 'a string', 'null'],
  ],
  'item.profilePicUrl': [
    ['/3/profilePicUrl', 'a string', 'null'],
    ['/4/profilePicUrl', 'a string', 'null'],
    ['/8/profilePicUrl', 'a string', 'null'],
  ],
  'item.profileStatus': absent('profileStatus', 'present, a string', [0, 3, 4]),
  'item.status': absent('status', statuses),
  'item.connectionStatus': notObject,
  'item.connectionStatus.state': notObject,
  'item.integration': [
    ['/4/integration', integrations, '"EVOLUTION"'],
    ['/5/integration', integrations, '"EVOLUTION"'],
    ['/7/integration', integrations, 'null'],
  ],
  'item.serverUrl': absent('serverUrl'),
  'item.apikey': absent('apikey'),
  'item.updatedAt': [['/7/updatedAt', 'a string', 'null']],
  'filter.unknown-instance-name': notFound,
  'filter.unknown-instance-id': notFound,
  'filter.unknown-number': notFound,
  'access.body': [
    ['/error', 'true', /^‹string \d+, 12 characters› \(12 letters\)$/],
    ['/message', 'present, "Unauthorized"', 'absent'],
  ],
}

/** What no answer of this server can show, and the documented member whose lack is the reason. */
export const unverified: Record<string, string> = {
  'item.instanceId-unique': 'instanceId',
  'item.connectionStatus.statusReason': 'statusReason',
  'item.status-is-state': 'connectionStatus.state',
  'scope.global-key-sees-all': 'instanceId',
  'scope.repeatable': 'instanceId',
  'scope.instance-token': 'instanceId',
  'scope.instance-token-with-own-name': 'apikey',
  'scope.instance-token-with-own-id': 'apikey',
  'scope.instance-token-with-own-number': 'apikey',
  'scope.instance-token-with-name': 'apikey',
  'scope.instance-token-with-odd-parameters': 'apikey',
  'scope.instance-token-with-number': 'apikey',
  'scope.instance-token-with-id': 'apikey',
  'scope.instance-token-with-mixed-filters': 'apikey',
  'filter.instance-name': 'instanceName',
  'filter.instance-id': 'instanceId',
  'filter.part-of-instance-id': 'instanceId',
  'filter.nothing-found': 'an answer with nothing in it',
  'filter.number': 'owner',
  'open.filters-combine': 'instanceName',
  'envelope.accept': 'instanceId',
  'open.name-spelling': 'instanceName',
  'open.number-spelling': 'owner',
  'open.parameter-names': 'two instances',
}

/** What the server does as documented. */
export const passing = [
  'envelope.operation',
  'envelope.array',
  'item.createdAt',
  'access.missing-key',
  'access.missing-key-with-every-filter',
  'access.missing-key-with-filter',
  'access.invalid-key',
  'access.invalid-key-with-repeated-filter',
  'error.internal',
  'filter.no-number',
]
