import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { test as vitest } from 'vitest'
import { findBrowser, startBrowser } from '../../scripts/browser.ts'

export interface Looking {
  /** The page's text. */
  html: string
  /** With its `#`. */
  fragment?: string
  options?: BrowserContextOptions
}

export interface Shown {
  page: Page
  /** What the page complained of, and what it asked the network for. */
  complaints: readonly string[]
}

/** A folder for screenshots and pages, which is gone afterwards. */
export interface Eyes {
  folder: string
  /** Opens a page as from a mail attachment: a file, and no network. */
  look(looking: Looking): Promise<Shown>
}

const { path, isRequired } = findBrowser()

interface Opened {
  browser: Browser
  folder: string
}

/** A test that looks at pages with the machine's browser, one for each file; skipped where there is none. */
export const test = vitest.extend<{ opened: Opened | null; eyes: Eyes }>({
  opened: [
    // Vitest reads from the first argument which other fixtures it takes.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      if (path === null) return use(null)
      const folder = await mkdtemp(join(tmpdir(), 'conformance-browser-'))
      const browser = await startBrowser(path)
      await use({ browser, folder })
      await browser.close()
      await rm(folder, { recursive: true })
    },
    { scope: 'file' },
  ],
  eyes: async ({ opened, skip }, use) => {
    if (!opened) {
      const reason = 'no Chromium or Chrome was found; CONFORMANCE_BROWSER=<path> names one'
      if (isRequired) throw new Error(reason)
      skip(reason)
      return
    }
    const { browser, folder } = opened
    await use({ folder, look: (looking) => look(opened, looking) })
    await Promise.all(browser.contexts().map((context) => context.close()))
  },
})

/** For what a page does at once, on a machine that does much else. */
const patienceMs = 10_000

let count = 0

async function look(
  { browser, folder }: Opened,
  { html, fragment = '', options }: Looking,
): Promise<Shown> {
  const file = join(folder, `page-${(count += 1)}.html`)
  await writeFile(file, html)
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    offline: true,
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(patienceMs)
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`))
  const address = pathToFileURL(file).href
  page.on('request', (request) => {
    const [asked = ''] = request.url().split('#')
    if (asked !== address) complaints.push(`request: ${asked}`)
  })
  await page.goto(`${address}${fragment}`)
  return { page, complaints }
}

/** So deep are things folded into each other. */
const folds = 5

/** Opens all that is folded in there, and what that has folded in it. */
export async function openAll(page: Page, selector: string): Promise<void> {
  const closed = page.locator(`${selector} details:not([open])`)
  for (let round = 0; round < folds && (await closed.count()) > 0; round++) {
    await closed.evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '')
    })
    // What is in it is made when the browser tells of the opening, in a task of its own.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20)))
  }
}
