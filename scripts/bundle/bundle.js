import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'

/** Where the ways into the engine begin. */
export const entries = {
  config: 'src/vitest/config.ts',
  bin: 'src/cli/bin.ts',
  contracts: 'src/files/contracts.ts',
}

/**
 * How this project is bundled, here and for the package.
 *
 * @satisfies {import('esbuild').BuildOptions}
 */
export const bundleOptions = /** @type {const} */ ({
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  sourcemap: true,
})

/**
 * Bundles the sources as they stand into a folder.
 *
 * @param {string} root
 * @param {string} outdir
 */
export async function bundle(root, outdir) {
  const { build } = await import('esbuild')
  await build({
    ...bundleOptions,
    absWorkingDir: root,
    entryPoints: entries,
    outdir,
    // What lies below node_modules is CommonJS to Node, unless it says otherwise.
    outExtension: { '.js': '.mjs' },
    sourcesContent: false,
    // What is wrong is thrown.
    logLevel: 'silent',
    plugins: [ownPlaces],
  })
}

/**
 * Each source knows its own place, not that of the bundle: files are read from beside it.
 *
 * @type {import('esbuild').Plugin}
 */
const ownPlaces = {
  name: 'own-places',
  setup: (build) => {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      const url = JSON.stringify(pathToFileURL(path).href)
      return { contents: text.replaceAll('import.meta.url', url), loader: 'ts' }
    })
  },
}
