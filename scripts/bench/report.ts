import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { renderHtml } from '../../reporters/html.ts'
import { findBrowser, startBrowser } from '../browser.ts'
import { bigContext, bigReport } from './big-report.ts'

/** Behaviors on each target. */
const behaviors = 50

const rounds = 5

/** How long a browser needs from the opening of a page to its first paint, and how big the page is. */
export async function report(targets: number): Promise<void> {
  const { path } = findBrowser()
  if (path === null) throw new Error('no Chromium or Chrome was found')
  const all = bigReport({ targets, behaviors })
  const started = performance.now()
  const html = renderHtml(all, bigContext(all))
  const renderedMs = performance.now() - started
  const folder = mkdtempSync(join(tmpdir(), 'bench-report-'))
  const browser = await startBrowser(path)
  try {
    const file = join(folder, 'report.html')
    writeFileSync(file, html)
    const times: number[] = []
    for (let round = 0; round < rounds; round++) times.push(await openingMs(browser, file))
    times.sort((a, b) => a - b)
    process.stdout.write(
      `${targets} targets, ${targets * behaviors} results, ${exchangesIn(html)} exchanges: ` +
        `${(html.length / 1e6).toFixed(1)} MB, written in ${Math.round(renderedMs)} ms; ` +
        `first render after ${Math.round(times[Math.floor(rounds / 2)] ?? 0)} ms ` +
        `(${times.map(Math.round).join(', ')})\n`,
    )
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true })
  }
}

/** Milliseconds until the matrix is painted: two frames after the script has made it. */
async function openingMs(browser: Browser, file: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await page.goto(pathToFileURL(file).href, { waitUntil: 'domcontentloaded' })
  await page.waitForFunction(() => document.querySelectorAll('.matrix td').length > 0)
  const ms = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())))
      }),
  )
  await context.close()
  return ms
}

function exchangesIn(html: string): number {
  return html.match(/"outcome":/g)?.length ?? 0
}
