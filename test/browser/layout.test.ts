import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { example, hostilePage, longPage, onePage } from './pages.ts'
import { openAll, test } from './support.ts'

const pages = [
  ['example', example],
  ['hostile', hostilePage],
  ['long', longPage],
] as const

/** By how many pixels the page is wider than the window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
}

/** How many opened behaviors hold something that is wider than they are. */
function cutOff(page: Page): Promise<number> {
  return page
    .locator('.rule > div')
    .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length)
}

for (const [name, html] of pages) {
  for (const width of [1280, 390]) {
    test(`the ${name} page fits into ${width} pixels, opened and not`, async ({ eyes }) => {
      const viewport = { width, height: 900 }
      const { page } = await eyes.look({ html, options: { viewport } })
      expect(await overflow(page)).toBe(0)
      await page.evaluate(() => (location.hash = '#ryzeapi.filter.single-unknown-name'))
      await page
        .locator('.result')
        .first()
        .evaluate((one) => one.setAttribute('open', ''))
      await page.locator('.failure').first().waitFor()
      expect(await overflow(page)).toBe(0)
      await openAll(page, '.failure')
      expect(await overflow(page)).toBe(0)
      expect(await cutOff(page)).toBe(0)
      const path = join(eyes.folder, `${name}-${width}.png`)
      await page.screenshot({ path })
      expect(statSync(path).size).toBeGreaterThan(5000)
    })
  }
}

test('on a phone, the first screen says what is broken of which target, and shows the first card', async ({
  eyes,
}) => {
  const { page } = await eyes.look({
    html: onePage,
    options: { viewport: { width: 390, height: 844 } },
  })
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
    'eu (ryzeapi) at https://eu.example/api: 2 of 9 broken',
  )
  for (const seen of ['h1', '.verdicts', '.card h3']) {
    const box = await page.locator(seen).first().boundingBox()
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThan(844)
  }
})

test('the number of failures is a link to what is broken, and colored', async ({ eyes }) => {
  const { page } = await eyes.look({ html: onePage })
  const link = page.locator('.targets .fails a')
  expect(await link.getAttribute('href')).toBe('#findings')
  expect(await link.evaluate((one) => getComputedStyle(one).color)).toBe('rgb(166, 28, 22)')
})

test('on paper, what is broken is open, nothing is cut off, and no control is there', async ({
  eyes,
}) => {
  // The width of A4, less what printers leave blank.
  const { page } = await eyes.look({
    html: example,
    options: { viewport: { width: 720, height: 1050 } },
  })
  await page.emulateMedia({ media: 'print' })
  expect(await overflow(page)).toBe(0)
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  expect(await page.locator('.failure').count()).toBeGreaterThan(5)
  expect(await page.locator('.failure:visible').count()).toBe(
    await page.locator('.failure').count(),
  )
  expect(await page.locator('form:visible, button:visible').count()).toBe(0)
  const hidden = await page
    .locator('.frame')
    .evaluateAll((all) => all.filter((one) => one.scrollHeight > one.clientHeight + 1).length)
  expect(hidden).toBe(0)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  expect(await page.locator('.failure:visible').count()).toBe(0)
})

test('the page can be printed', async ({ eyes }) => {
  const { page } = await eyes.look({ html: example })
  const pdf = await page.pdf({ format: 'A4' })
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
})
