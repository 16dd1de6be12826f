import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { root, withFolder } from '../command/support.ts'
import { readWorkflow, Runner } from '../examples/runner.ts'
import { read } from '../pipeline/files.ts'

const { jobs } = readWorkflow<'pack' | 'publish' | 'announce'>(
  read('.github/workflows/release.yml'),
)
const { version, dependencies } = JSON.parse(read('package.json')) as {
  version: string
  dependencies: Record<string, string>
}

const variables = {
  GITHUB_REF_NAME: `v${version}`,
  GITHUB_SHA: 'f'.repeat(40),
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'some/where',
}
const secrets = { GITHUB_TOKEN: 'a-token' }

/** Programs that only note how they were called. */
async function noting(folder: string, names: readonly string[]) {
  const bin = join(folder, 'bin')
  const notes = join(folder, 'notes')
  await mkdir(bin)
  await writeFile(notes, '')
  for (const name of names) {
    await writeFile(join(bin, name), `#!/bin/sh\necho "${name} $*" >>'${notes}'\n`)
    await chmod(join(bin, name), 0o755)
  }
  const PATH = `${bin}:${process.env.PATH ?? ''}`
  return { PATH, noted: async () => (await readFile(notes, 'utf8')).split('\n').slice(0, -1) }
}

test('a tag that is not the version packs nothing', async () => {
  await withFolder({}, async (folder) => {
    const runner = new Runner(folder, {}, {}, { ...variables, GITHUB_REF_NAME: 'v99.0.0' })
    const { code } = await runner.run(jobs.pack)
    expect(code).toBe(1)
    await expect(runner.artifact('release', 'sbom.cdx.json')).rejects.toThrow('ENOENT')
  })
})

test('a release is packed with its repository and its SBOM, published, and announced', async () => {
  await withFolder({}, async (folder) => {
    const packed = await new Runner(folder, {}, {}, variables).run(jobs.pack)
    expect(packed.code, packed.output).toBe(0)
    const release = join(folder, 'artifacts', 'release')
    const tarball = `wa-gateway-conformance-${version}.tgz`
    expect(manifest(join(release, tarball))).toMatchObject({
      version,
      repository: { type: 'git', url: 'git+https://github.com/some/where.git' },
    })
    const names = await components(join(release, 'sbom.cdx.json'))
    expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)))
    expect(names).not.toContain('eslint')

    const { PATH, noted } = await noting(folder, ['npm', 'gh'])
    const runner = new Runner(folder, {}, secrets, { ...variables, PATH })
    for (const job of [jobs.publish, jobs.announce]) {
      const { code, output } = await runner.run(job)
      expect(code, output).toBe(0)
    }
    expect(await noted()).toEqual([
      `npm publish ./release/${tarball} --provenance --access=public`,
      `gh release create v${version} release/sbom.cdx.json release/${tarball} --repo=some/where --verify-tag --generate-notes`,
      `gh api --method PATCH repos/some/where/git/refs/tags/v0 --field sha=${variables.GITHUB_SHA} --field force=true`,
    ])
  })
}, 600_000)

/** package.json of a tarball. */
function manifest(tarball: string): unknown {
  const { stdout } = spawnSync('tar', ['-xOzf', tarball, 'package/package.json'], {
    cwd: root,
    encoding: 'utf8',
  })
  return JSON.parse(stdout)
}

async function components(file: string): Promise<string[]> {
  const sbom = JSON.parse(await readFile(file, 'utf8')) as { components: { name: string }[] }
  return sbom.components.map(({ name }) => name)
}
