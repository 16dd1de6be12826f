import { expect } from 'vitest'
import { example, exchangeOfExample } from './pages.ts'
import { test } from './support.ts'

test('an address that names a behavior opens it and takes the keyboard there', async ({ eyes }) => {
  const { page } = await eyes.look({
    html: example,
    fragment: '#ryzeapi.filter.single-unknown-name',
  })
  const summary = page.locator('[id="ryzeapi.filter.single-unknown-name"]')
  expect(await summary.evaluate((one) => one === document.activeElement)).toBe(true)
  expect(await summary.locator('xpath=..').getAttribute('open')).not.toBeNull()
  expect(await page.locator('.failure').first().isVisible()).toBe(true)
})

test('a behavior that the filter hides is shown when its address is followed', async ({ eyes }) => {
  const { page } = await eyes.look({ html: example })
  await page.getByLabel('Verdict').selectOption('warn')
  await page.evaluate(() => (location.hash = '#wachat.envelope.success'))
  await page.waitForFunction(() => document.activeElement?.id === 'wachat.envelope.success')
  expect(await page.getByLabel('Verdict').inputValue()).toBe('')
})

test('an address that names a target and an exchange opens that exchange', async ({ eyes }) => {
  const { id } = exchangeOfExample('ryzeapi-eu', 'response')
  const { page } = await eyes.look({ html: example, fragment: `#ryzeapi-eu/${id}` })
  const shown = page.locator('.exchange[open]')
  expect(await shown.count()).toBe(1)
  expect(await shown.locator('summary').first().innerText()).toContain(`Exchange ${id} `)
  expect(await shown.isVisible()).toBe(true)
  expect(
    await shown
      .locator('summary')
      .first()
      .evaluate((one) => one === document.activeElement),
  ).toBe(true)
})

test('an exchange without an answer is found by its address, too', async ({ eyes }) => {
  const { id } = exchangeOfExample('ryzeapi-asia', 'no-answer')
  const { page } = await eyes.look({ html: example, fragment: `#ryzeapi-asia/${id}` })
  expect(await page.locator('.exchange[open]').innerText()).toContain('no answer')
})

test('a link to the place that the address names leads there again', async ({ eyes }) => {
  const { page } = await eyes.look({ html: example, fragment: '#ryzeapi.filter.single-name' })
  const details = page.locator('details:has(> [id="ryzeapi.filter.single-name"])')
  await details.evaluate((one) => one.removeAttribute('open'))
  await page.locator('th.name a[href="#ryzeapi.filter.single-name"]').click()
  await page.waitForFunction(() => document.activeElement?.id === 'ryzeapi.filter.single-name')
  expect(await details.getAttribute('open')).not.toBeNull()
})

test('an address that names nothing leads nowhere, and harms nothing', async ({ eyes }) => {
  for (const fragment of ['#nothing', '#%E0%A4%A', '#ryzeapi-eu/e99999', "#']/e1"]) {
    const { page, complaints } = await eyes.look({ html: example, fragment })
    expect(await page.locator('#behaviors ~ [role=status]').textContent()).toMatch(
      /^(\d+) of \1 behaviors$/,
    )
    expect(complaints).toEqual([])
  }
})
