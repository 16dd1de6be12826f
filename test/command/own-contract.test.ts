import type { IncomingMessage } from 'node:http'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Answer } from './servers.ts'
import { withServer } from './servers.ts'
import {
  expectErrorReport,
  expectRefusal,
  idsOf,
  runCheck,
  runCommand,
  targetOf,
  withFolder,
  withSubfolder,
} from './support.ts'

interface Device {
  id: number
  label: string
  online: boolean
}

const devices: readonly Device[] = [
  { id: 1, label: 'front desk', online: true },
  { id: 2, label: 'surgery', online: false },
  { id: 3, label: 'pharmacy', online: true },
]

const env = { CLINIC_KEY: 'clinic-key-4711' }

/** @param matches what the server takes for a match of a label */
function clinic(matches: (device: Device, label: string) => boolean) {
  return ({ url = '', headers }: IncomingMessage): Answer => {
    const { pathname, searchParams } = new URL(url, 'http://clinic.example')
    if (pathname !== '/v1/devices') return { status: 404, body: { error: 'no such page' } }
    if (headers['x-key'] !== env.CLINIC_KEY) return { status: 401, body: { error: 'no key' } }
    const label = searchParams.get('label')
    const found = devices.filter((device) => label === null || matches(device, label))
    return { status: 200, body: { total: found.length, devices: found } }
  }
}

const files = {
  'mine.yaml': await readFile(new URL('clinic.yaml', import.meta.url), 'utf8'),
}

describe('a contract of one’s own', () => {
  test('a YAML file outside of the repository is all that a new provider needs', async () => {
    const finished = await withFolder(files, (folder) =>
      withServer(
        clinic((device, label) => device.label === label),
        (origin) =>
          runCheck([`--provider=${folder}/mine.yaml`, `--base-url=${origin}/v1`], { env }),
      ),
    )
    const target = targetOf(finished)
    expect(target).toMatchObject({ name: 'clinic', provider: 'clinic', verdict: 'conformant' })
    expect(idsOf(target, 'pass')).toHaveLength(5)
    expect(finished.code).toBe(0)
  })

  test('a planted fault is found by a contract that is named relative to the folder', async () => {
    const finished = await withSubfolder(files, (cwd) =>
      withServer(
        clinic((device, label) => device.label.startsWith(label.slice(0, 3))),
        (origin) =>
          runCommand(['--provider', './mine.yaml', '--base-url', `${origin}/v1`], { env, cwd }),
      ),
    )
    expect(idsOf(targetOf(finished), 'fail')).toEqual(['clinic.filter.unknown-label'])
    expect(finished.stdout).toContain('clinic.filter.unknown-label')
    expect(finished.code).toBe(1)
  })

  test('the credential is asked for by the name that the contract gives it', async () => {
    const finished = await withFolder(files, (folder) =>
      runCheck([`--provider=${folder}/mine.yaml`, '--base-url=http://127.0.0.1:9/v1']),
    )
    expectRefusal(finished, /CLINIC_KEY/)
    expectErrorReport(finished, /CLINIC_KEY/)
  })

  test('a provider that has no mock needs a base URL', async () => {
    const finished = await withFolder(files, (folder) =>
      runCheck([`--provider=${folder}/mine.yaml`]),
    )
    expectRefusal(finished, /clinic.*--base-url/)
  })
})
