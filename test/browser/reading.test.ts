import { expect } from 'vitest'
import type { ShownBody } from '../../src/model/report.ts'
import { example, exchangeOfExample, hostilePage, onePage, pageOfBody } from './pages.ts'
import { openAll, test } from './support.ts'

test('the page shows every behavior by target, asks for nothing and complains of nothing', async ({
  eyes,
}) => {
  const { page, complaints } = await eyes.look({ html: example })
  expect(await page.locator('#behaviors ~ [role=status]').textContent()).toMatch(
    /^(\d+) of \1 behaviors$/,
  )
  await page.keyboard.press('End')
  await page.getByRole('heading', { name: 'wachat' }).waitFor()
  expect(await page.locator('section[aria-label] h3').allTextContents()).toEqual([
    'ryzeapi',
    'hypersender',
    'evolution',
    'wachat',
  ])
  expect(complaints).toEqual([])
})

test('nothing that a server said is executed, whatever is opened', async ({ eyes }) => {
  const { page, complaints } = await eyes.look({ html: hostilePage })
  await openAll(page, 'main')
  expect(await page.locator('main img, main script, main iframe').count()).toBe(0)
  expect(await page.getByText('<script>alert(1)</script>').count()).toBeGreaterThan(10)
  expect(complaints).toEqual([])
})

test('a verdict lets through what has it', async ({ eyes }) => {
  const { page } = await eyes.look({ html: example })
  await page.getByLabel('Verdict').selectOption('known')
  expect(await page.locator('#behaviors ~ [role=status]').textContent()).toMatch(
    /^1 of \d+ behaviors$/,
  )
  expect(await page.locator('.matrix th.name a').allTextContents()).toEqual([
    'ryzeapi.filter.single-unknown-name',
  ])
})

test('level, provider and text together narrow the list, and all of it comes back', async ({
  eyes,
}) => {
  const { page } = await eyes.look({ html: example })
  await page.getByLabel('Provider').selectOption('ryzeapi')
  await page.getByLabel('Level').selectOption('should')
  await page.getByLabel('Text').fill('status connection.state')
  expect(await page.locator('.matrix th.name a').allTextContents()).toEqual([
    'ryzeapi.item.status-is-state',
  ])
  await page.getByRole('button', { name: 'Show all' }).click()
  expect(await page.locator('#behaviors ~ [role=status]').textContent()).toMatch(
    /^(\d+) of \1 behaviors$/,
  )
})

test('what changed, and what flaps, can be filtered', async ({ eyes }) => {
  const { page } = await eyes.look({ html: example })
  await page.getByRole('combobox', { name: 'Changed' }).selectOption('newly holding')
  expect(await page.locator('.matrix th.name a').allTextContents()).toEqual([
    'evolution.item.integration',
  ])
  await page.getByRole('combobox', { name: 'Changed' }).selectOption('flapping')
  expect(await page.locator('#behaviors ~ [role=status]').textContent()).toMatch(
    /^\d+ of \d+ behaviors$/,
  )
  expect(await page.locator('.matrix th.name:not(:has(.flapping))').count()).toBe(
    await page.locator('.matrix thead').count(),
  )
})

test('a behavior opens to what is documented, what was seen, and how it did before', async ({
  eyes,
}) => {
  const { page } = await eyes.look({ html: example })
  await page.locator('summary', { hasText: 'One name that exists lists that' }).click()
  const facts = page.getByRole('list', { name: 'Facts covered' })
  expect(await facts.textContent()).toContain('One existing name returns only that instance')
  expect(await facts.getByRole('link').first().getAttribute('href')).toBe(
    'https://docs.ryzeapi.cloud/en/api/instance/list',
  )
  const [failure] = await page.locator('.failure').all()
  const text = (await failure?.innerText()) ?? ''
  expect(text).toContain('exactly the instances whose name is "support"')
  expect(text).toContain('also "support-night"')
  expect(text).toContain('seed\n42, path')
  expect(await page.locator('.failure mark').first().innerText()).toContain(
    '"name": "support-night"',
  )
  const trend = page.getByRole('img', { name: '30 runs, oldest to newest' })
  expect(await trend.first().getAttribute('aria-label')).toContain(
    '29 pass from 2026-10-22, 1 fail',
  )
})

test('an exchange opens to headers, status, time and a body that is folded', async ({ eyes }) => {
  const { page } = await eyes.look({
    html: example,
    fragment: '#ryzeapi.filter.single-name',
  })
  const [exchange] = await page.locator('.exchange').all()
  await exchange?.locator('summary').first().click()
  const text = (await exchange?.innerText()) ?? ''
  const { request } = exchangeOfExample('ryzeapi-eu', 'response')
  expect(text).toContain(`GET ${request.url}`)
  expect(text).toContain('token: $RYZEAPI_TOKEN_ACCOUNT')
  expect(text).toContain('content-type: application/json')
  expect(text).toMatch(/took\n\d+ ms/)
  expect(text).not.toContain('"instances"')
  await exchange?.getByText(/^Body, /).click()
  expect(await exchange?.innerText()).toContain('"instances": [')
})

test.for<[string, ShownBody, string]>([
  [
    'values that are not shown',
    {
      text: '{"id":"‹string 3, 24 characters›"}',
      length: 40,
      whole: true,
      unreadable: null,
    },
    [
      'Body, 40 bytes',
      'Masked values appear in ‹ › as their kind, a number that equal values share, and their length.',
      '{\n  "id": "‹string 3, 24 characters›"\n}',
    ].join('\n'),
  ],
  [
    'nothing that is left out',
    { text: '{"id":1}', length: 8, whole: true, unreadable: null },
    'Body, 8 bytes\n{\n  "id": 1\n}',
  ],
  [
    'more than is shown',
    { text: '["‹2,000 more›"]', length: 90_000, whole: false, unreadable: null },
    'Body, 90,000 bytes, not all shown; report.json and report.har may have more',
  ],
  [
    'what is no JSON',
    { text: '', length: 57, whole: false, unreadable: 'not JSON: an HTML page, 57 bytes' },
    'Body, 57 bytes, not shown (not JSON: an HTML page, 57 bytes)',
  ],
  [
    'nothing',
    { text: '', length: 0, whole: true, unreadable: 'the body is empty' },
    'The body is empty.',
  ],
])('of a body with %s, the page says so', async ([, body, words], { eyes }) => {
  const { page, complaints } = await eyes.look({ html: pageOfBody(body), fragment: '#sandbox/e17' })
  await openAll(page, '.exchange')
  const lines = (await page.locator('.exchange[open]').innerText()).replace(/\n+/g, '\n')
  expect(lines).toContain(words)
  expect(complaints).toEqual([])
})

test('the curl line is copied without a network', async ({ eyes }) => {
  const { page } = await eyes.look({
    html: example,
    fragment: '#ryzeapi.filter.single-name',
    options: { permissions: ['clipboard-read', 'clipboard-write'] },
  })
  const [command] = await page.locator('.command').all()
  await command?.getByRole('button', { name: 'Copy' }).click()
  await command?.getByText('Copied').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    await command?.locator('code').innerText(),
  )
})

test('where the clipboard is kept from the page, the command is copied all the same', async ({
  eyes,
}) => {
  const { page } = await eyes.look({ html: example, fragment: '#ryzeapi.filter.single-name' })
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))
  })
  const [command] = await page.locator('.command').all()
  await command?.getByRole('button', { name: 'Copy' }).click()
  await command?.getByText(/Copied|Ctrl\+C/).waitFor()
  expect(await page.evaluate(() => String(getSelection()))).toBe(
    await command?.locator('code').innerText(),
  )
})

test('a card leads to its evidence, and gives an issue to copy', async ({ eyes }) => {
  const { page } = await eyes.look({
    html: onePage,
    options: { permissions: ['clipboard-read', 'clipboard-write'] },
  })
  const card = page.locator('.card').first()
  await card.getByText('Copy as issue').click()
  await card.getByRole('button', { name: 'Copy' }).last().click()
  await card.getByText('Copied').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^\*\*Broken:\*\* `The rule of filter\.single-unknown-name`\n\nThe documentation says: /,
  )
  await card.getByRole('link', { name: 'Evidence: exchange e17' }).click()
  await page.locator('.exchange[open]').waitFor()
  expect(await page.locator('.exchange').count()).toBe(1)
  expect(await page.locator('.result .left-out').first().innerText()).toContain('‹2 not shown›')
})

test('without JavaScript, there are cards, and no link that leads nowhere', async ({ eyes }) => {
  const { page } = await eyes.look({ html: onePage, options: { javaScriptEnabled: false } })
  expect(await page.locator('.card').count()).toBe(4)
  expect(await page.locator('.card').first().innerText()).toContain('curl -i')
  expect(await page.getByText('Evidence: exchange').first().isVisible()).toBe(false)
  expect(await page.locator('.skip').isVisible()).toBe(false)
  const link = page.locator('.card a[href^="#"]').first()
  expect(await link.evaluate((one) => getComputedStyle(one).textDecorationLine)).toBe('none')
})

test('without JavaScript, the page says what is broken', async ({ eyes }) => {
  const { page } = await eyes.look({ html: example, options: { javaScriptEnabled: false } })
  const text = await page.locator('main').innerText()
  expect(text).toContain('ryzeapi-eu')
  expect(text).toContain('ryzeapi.filter.several-names')
})
