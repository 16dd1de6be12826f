import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { example, hostilePage, onePage } from './pages.ts'
import { openAll, test } from './support.ts'

const pages = [
  ['the example', example],
  ['a hostile page', hostilePage],
] as const

const fragments = ['', '#ryzeapi.filter.single-unknown-name'] as const

/** What axe finds wrong, and where. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations: found } = await page.evaluate(() => window.axe.run())
  return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html ?? ''}`)
}

declare global {
  interface Window {
    axe: typeof axe
  }
}

for (const [name, html] of pages) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const fragment of fragments) {
      const state = fragment === '' ? 'at the start' : 'with a failure opened'
      test(`axe finds nothing wrong with ${name}, ${colorScheme}, ${state}`, async ({ eyes }) => {
        const { page } = await eyes.look({ html, fragment, options: { colorScheme } })
        await openAll(page, '.failure')
        expect(await violations(page)).toEqual([])
      })
    }
  }
}

test('axe finds nothing wrong with a page whose cards and issues are open', async ({ eyes }) => {
  for (const width of [1280, 390]) {
    const { page } = await eyes.look({
      html: onePage,
      options: { viewport: { width, height: 844 } },
    })
    await openAll(page, '.card')
    expect(await violations(page)).toEqual([])
  }
})

test('with the keyboard alone, a reader gets to a behavior, opens it and copies the command', async ({
  eyes,
}) => {
  const { page } = await eyes.look({ html: example })
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('Skip to the behaviors')
  await page.keyboard.press('Enter')
  expect(await focused(page)).toBe('Behaviors')
  await tabTo(page, 'id, rule, fact, reason')
  await page.keyboard.type('filter.single-name')
  await tabTo(page, 'One name that exists lists that instance alone')
  await page.keyboard.press('Enter')
  await page.locator('.failure').first().waitFor()
  await tabTo(page, 'Copy')
  await page.keyboard.press('Enter')
  await page.getByText('Copied').waitFor()
})

/** What has the focus, by its text. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document
    return activeElement?.getAttribute('placeholder') ?? activeElement?.textContent ?? ''
  })
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab')
    if ((await focused(page)) === name) return
  }
  throw new Error(`thirty presses of Tab do not lead to "${name}"`)
}

test('the page follows the dark scheme of the reader', async ({ eyes }) => {
  const { page } = await eyes.look({ html: example, options: { colorScheme: 'dark' } })
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(18, 20, 23)',
  )
})
