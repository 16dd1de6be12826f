/**
 * The flags of the command, as data. Plain JavaScript, because it is loaded ahead of Vitest, before
 * anything that understands TypeScript.
 *
 * @typedef {object} Flag
 * @property {string} name without the dashes
 * @property {string} env variable that says the same
 * @property {string} value stands for the value in the help; empty for a switch
 * @property {string} help one line
 */

/** @type {readonly Flag[]} */
export const flags = [
  flag('base-url', '<url>', 'server to check; default: the embedded mock'),
  flag(
    'provider',
    '<name|file>',
    'contract to check by: a name, or a YAML file of your own; default: all that have a mock',
  ),
  flag('targets', '<file>', 'YAML file that lists many servers'),
  flag('runs', '<n>', 'generated cases per behavior; default: 10'),
  flag('seed', '<n>', 'seed of generated cases; default: random, printed'),
  flag('wait', '<s>', 'seconds for which a server that is starting may not answer; default: 0'),
  flag('timeout', '<ms>', 'for one request; default: 10000'),
  flag('concurrency', '<n>', 'requests in flight per target; default: 4'),
  flag('rate', '<n>', "requests per minute; default: the contract's limit, less a tenth"),
  flag('max-requests', '<n>', 'requests in all; what is not reached stays unverified'),
  flag('headers', '<name=variable,…>', 'more request headers; each variable holds a value'),
  flag('tls-ca', '<file>', 'PEM file of a CA to trust beside those that Node trusts'),
  flag('tls-cert', '<file>', 'PEM file of the client certificate'),
  flag('tls-key', '<file>', 'PEM file of the key of the client certificate'),
  flag('burst', '', 'go past the documented rate limit on purpose'),
  flag('strict', '', 'a broken "should" fails the run'),
  flag('complete', '', 'an unverified "must" fails the run'),
  flag('known-deviations', '<file>', 'YAML file of failures that do not count'),
  flag('accept', '<file>', "write today's failures to a file of known deviations"),
  flag('dry-run', '', 'say what would be sent, and send nothing'),
  flag('report-dir', '<dir>', 'where reports go; default: conformance-report'),
  flag('report', '<formats>', 'formats beside console and report.json; default: html'),
  flag('compare', '<file>', 'an earlier report.json to compare with'),
  flag('fail-on', '<any|new>', '"new": only what --compare shows as newly broken fails the run'),
  flag('history', '<dir>', 'folder with a small record of each run; report.html shows the last 30'),
]

/**
 * @param {string} name
 * @param {string} value
 * @param {string} help
 * @returns {Flag}
 */
function flag(name, value, help) {
  return { name, env: variableOf(name), value, help }
}

/**
 * The variable that says the same as a flag.
 *
 * @param {string} name of the flag, without the dashes
 */
export function variableOf(name) {
  return `CONFORMANCE_${name.toUpperCase().replaceAll('-', '_')}`
}

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
