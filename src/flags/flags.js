/**
 * The flags of the command, as data. Plain JavaScript, because the door reads it before anything
 * that understands TypeScript is loaded.
 *
 * @typedef {object} Flag
 * @property {string} name without the dashes
 * @property {string} env variable that says the same
 * @property {'text' | 'count' | 'switch'} kind a count is a whole number from 1 on
 * @property {string} value what stands for the value in the help; empty for a switch
 * @property {string} help one line
 */

/** @type {readonly Flag[]} */
export const flags = [
  {
    name: 'base-url',
    env: 'CONFORMANCE_BASE_URL',
    kind: 'text',
    value: '<url>',
    help: 'server to check; default: the embedded mock',
  },
  {
    name: 'provider',
    env: 'CONFORMANCE_PROVIDER',
    kind: 'text',
    value: '<name|file>',
    help: 'contract to check by: a name, or a YAML file of your own; default: all that have a mock',
  },
  {
    name: 'targets',
    env: 'CONFORMANCE_TARGETS',
    kind: 'text',
    value: '<file>',
    help: 'YAML file that lists many servers',
  },
  {
    name: 'runs',
    env: 'CONFORMANCE_RUNS',
    kind: 'count',
    value: '<n>',
    help: 'generated cases per behavior; default: 10',
  },
  {
    name: 'seed',
    env: 'CONFORMANCE_SEED',
    kind: 'text',
    value: '<n>',
    help: 'seed of generated cases; default: random, printed',
  },
  {
    name: 'timeout',
    env: 'CONFORMANCE_TIMEOUT',
    kind: 'count',
    value: '<ms>',
    help: 'for one request; default: 10000',
  },
  {
    name: 'concurrency',
    env: 'CONFORMANCE_CONCURRENCY',
    kind: 'count',
    value: '<n>',
    help: 'requests in flight per target; default: 4',
  },
  {
    name: 'rate',
    env: 'CONFORMANCE_RATE',
    kind: 'count',
    value: '<n>',
    help: "requests per minute; default: the contract's limit, less a tenth",
  },
  {
    name: 'max-requests',
    env: 'CONFORMANCE_MAX_REQUESTS',
    kind: 'count',
    value: '<n>',
    help: 'requests in all; what is not reached stays unverified',
  },
  {
    name: 'burst',
    env: 'CONFORMANCE_BURST',
    kind: 'switch',
    value: '',
    help: 'go past the documented rate limit on purpose',
  },
  {
    name: 'strict',
    env: 'CONFORMANCE_STRICT',
    kind: 'switch',
    value: '',
    help: 'a broken "should" fails the run',
  },
  {
    name: 'complete',
    env: 'CONFORMANCE_COMPLETE',
    kind: 'switch',
    value: '',
    help: 'an unverified "must" fails the run',
  },
  {
    name: 'known-deviations',
    env: 'CONFORMANCE_KNOWN_DEVIATIONS',
    kind: 'text',
    value: '<file>',
    help: 'YAML file of failures that do not count',
  },
  {
    name: 'report-dir',
    env: 'CONFORMANCE_REPORT_DIR',
    kind: 'text',
    value: '<dir>',
    help: 'where reports go; default: conformance-report',
  },
  {
    name: 'report',
    env: 'CONFORMANCE_REPORT',
    kind: 'text',
    value: '<formats>',
    help: 'formats beside console and report.json; default: html',
  },
  {
    name: 'compare',
    env: 'CONFORMANCE_COMPARE',
    kind: 'text',
    value: '<file>',
    help: 'an earlier report.json to compare with',
  },
  {
    name: 'fail-on',
    env: 'CONFORMANCE_FAIL_ON',
    kind: 'text',
    value: '<any|new>',
    help: '"new": only what --compare shows as newly broken fails the run',
  },
  {
    name: 'history',
    env: 'CONFORMANCE_HISTORY',
    kind: 'text',
    value: '<dir>',
    help: 'folder with a small record of each run; report.html shows the last 30',
  },
]

/**
 * Words of the flags by which people try to pass a credential; process lists and CI logs would show
 * it. No option of Vitest has one of them.
 */
export const credentialFlags = [
  'token',
  'apikey',
  'key',
  'password',
  'passwd',
  'secret',
  'bearer',
  'credential',
  'credentials',
  'auth',
  'authorization',
  'header',
]
