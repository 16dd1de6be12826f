/** Differences of one kind: what a reader should know of them, and the promises that do not hold. */
export interface Chapter {
  heading: string
  words: string
  /** Heading of a recording whose answer is shown. */
  example?: string
  /**
   * By the behavior of the documented contract: the behavior of the recorded one that says what the
   * server does instead, or null where it has nothing of the kind.
   */
  differences: Readonly<Record<string, string | null>>
}

export const chapters: readonly Chapter[] = [
  {
    heading: 'Members of an instance that have another name, or none',
    words: `A client that reads \`instanceName\`, \`instanceId\`, \`owner\` or \`apikey\` finds nothing under these names: they are
\`name\`, \`id\`, \`ownerJid\` and \`token\`. There is no \`profileStatus\`, no \`status\` and no \`serverUrl\` in the listing at all. This is one of the nine instances:`,
    example: 'instanceName known',
    differences: {
      'item.instanceName': 'item.name',
      'item.instanceId': 'item.id',
      'item.owner': 'item.ownerJid',
      'item.apikey': 'item.token',
      'item.status': 'item.connectionStatus',
      'item.profileStatus': null,
      'item.serverUrl': null,
    },
  },
  {
    heading: 'Members that have another type or other values',
    words: `The state is the text itself, not an object with a \`state\` in it. There is a third integration, \`EVOLUTION\`,
which the page does not name.

Of null the page says nothing. We take it that a profile may be null while an instance is not connected, and not while it
is open. An instance of the third integration, made through the API, was \`open\` at once and had null for a profile. The
nine were made up, the one whose \`integration\` and \`updatedAt\` are null among them: where accounts are connected, null
may be rare. What is shown is that a client cannot count on a string.`,
    differences: {
      'item.connectionStatus': 'item.connectionStatus',
      'item.connectionStatus.state': 'item.connectionStatus',
      'item.integration': 'item.integration',
      'item.profileName': 'item.profileName',
      'item.profilePicUrl': 'item.profilePicUrl',
      'item.updatedAt': 'item.updatedAt',
    },
  },
  {
    heading: 'A filter that matches nothing',
    words: `The page's table of statuses says of 200 that the array is empty if no instances are found, and names no 404. Whether it
means a filter as well, it does not say in so many words; that it does is our reading. The server answers an empty
array where there are no instances at all, and 404 where a filter matches none:`,
    example: 'instanceName unknown',
    differences: {
      'filter.unknown-instance-name': 'filter.unknown-name',
      'filter.unknown-instance-id': 'filter.unknown-id',
      'filter.unknown-number': 'filter.unknown-number',
    },
  },
  {
    heading: 'The body of a refusal',
    words: `The status is 401 as documented. The body is another one: \`error\` is a text, and the message stands one level deeper:`,
    example: 'no key',
    differences: { 'access.body': 'access.body' },
  },
]

/** What the server does that the page leaves open: behaviors of the recorded contract. */
export const beyond: readonly string[] = [
  'filter.empty-name',
  'filter.empty-id',
  'filter.empty-number',
  'filter.several-names',
  'filter.id-before-name',
  'filter.id-before-number',
  'filter.not-loaded',
  'filter.owner-number',
  'filter.unknown-parameter',
  'scope.foreign-name',
  'scope.foreign-id',
  'scope.number-ignored',
  'open.inherited-name',
]
