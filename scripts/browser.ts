import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

/** Chromium and its kin, as the systems that we know call them. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Where macOS keeps them, outside of PATH. */
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** What is asked of the machine's browser. */
export interface WantedBrowser {
  /** Path of the browser, or null where there is none. */
  path: string | null
  /** Whether it is a fault of the machine that there is none. */
  isRequired: boolean
}

/** The browser to look at pages with, as CONFORMANCE_BROWSER says: a path, `required`, or nothing. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): WantedBrowser {
  const { CONFORMANCE_BROWSER: wanted = '', PATH = '' } = env
  const isNamed = wanted !== '' && wanted !== 'required'
  const installed = PATH.split(delimiter).flatMap((folder) =>
    names.map((name) => join(folder, name)),
  )
  const places = isNamed ? [wanted] : [...installed, ...applications]
  return { path: places.find((one) => existsSync(one)) ?? null, isRequired: wanted !== '' }
}

/**
 * Starts it, without a window. It runs as whoever runs this, root in a container too, and opens
 * nothing but our own pages: hence without its sandbox.
 */
export function startBrowser(path: string): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
}
