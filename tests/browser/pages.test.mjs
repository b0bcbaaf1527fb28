// Each page, in each language, on a phone and at a desk: what must hold of all of them.

import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'

import { COLLEGE, DESK, LANGUAGES, PHONE, SCREENSHOTS, launch, signIn, violations, visitor } from './browser.mjs'

const TRAINEE = 'trainee@example.org'
/** Bytes of a page on the wire with all that it loads, on a first visit. */
const HEAVIEST = 30 * 1024
/** The page itself, and the icon that browsers ask for. */
const MOST_REQUESTS = 3

/** Who looks at which page; what it is answered with, where that is not 200. */
const PAGES = [
  { name: 'home', path: '/' },
  { name: 'catalogue', path: '/courses' },
  { name: 'catalogue-filtered', path: '/courses?audience=officials' },
  { name: 'course', path: '/courses/introduction-to-cites' },
  { name: 'lesson', path: '/courses/introduction-to-cites/why-cites' },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'register', path: '/register' },
  { name: 'forgotten-password', path: '/forgotten-password' },
  { name: 'letter-sent', path: '/letter-sent' },
  { name: 'nothing', path: '/nothing', status: 404 },
  { name: 'verify', path: '/verify' },
  { name: 'verify-unknown', path: '/verify/00000000000000000000000000000000', status: 404 },
  { name: 'problems', path: '/api/docs/problems', heaviest: 120 * 1024 },
  { name: 'my', path: '/my', by: TRAINEE },
  { name: 'my-course', path: '/my/courses/introduction-to-cites', by: TRAINEE },
  { name: 'my-lesson', path: '/my/courses/introduction-to-cites/why-cites', by: TRAINEE },
  { name: 'my-quiz', path: '/my/courses/introduction-to-cites/convention-quiz', by: TRAINEE },
  { name: 'enrol', path: '/my/courses/cites-for-customs-officers/enrol', by: TRAINEE },
]

let browser
const found = []

before(async () => {
  mkdirSync(SCREENSHOTS, { recursive: true })
  browser = await launch()
})
after(async () => {
  await browser?.close()
  writeFileSync(`${SCREENSHOTS}/pages.json`, JSON.stringify(found, null, 1))
  const phone = found.filter(({ width, colorScheme }) => width === PHONE.width && colorScheme === 'light')
  console.table(phone.map(({ page, language, bytes, requests, violations }) => ({ page, language, bytes, requests, violations })))
})

/** Opens a page and notes all that it asks for and complains of. */
async function open(page, path) {
  const seen = { bytes: 0, requests: 0, elsewhere: [], complaints: [] }
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  devtools.on('Network.loadingFinished', (event) => { seen.bytes += event.encodedDataLength })
  page.on('request', (request) => {
    seen.requests += 1
    if (!request.url().startsWith(COLLEGE) && !request.url().startsWith('data:')) seen.elsewhere.push(request.url())
  })
  page.on('console', (message) => {
    // A page that is refused is said to have failed to load: that is its status.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) seen.complaints.push(message.text())
  })
  page.on('pageerror', (error) => seen.complaints.push(String(error)))
  const response = await page.goto(path, { waitUntil: 'load' })
  return { ...seen, status: response.status(), response }
}

const inLanguage = (path, language) => `${path}${path.includes('?') ? '&' : '?'}lang=${language}`

/** Every language on a phone; both directions in the dark and at a desk. */
const LOOKS = [
  ...LANGUAGES.map((language) => ({ language, viewport: PHONE, colorScheme: 'light' })),
  ...['en', 'ar-XB'].flatMap((language) => [
    { language, viewport: PHONE, colorScheme: 'dark' },
    { language, viewport: DESK, colorScheme: 'light' },
  ]),
]

/** The cookies of somebody who has signed in, which she does once. */
const sessions = new Map()
async function session(email) {
  if (!sessions.has(email)) {
    const { context, page } = await visitor(browser)
    await signIn(page, email)
    sessions.set(email, await context.storageState())
    await context.close()
  }
  return sessions.get(email)
}

async function look({ name, path, status = 200, by, heaviest = HEAVIEST }, { language, viewport, colorScheme }) {
  const where = `${name}-${language}-${viewport.width}-${colorScheme}`
  const storageState = by && (await session(by))
  const { context, page } = await visitor(browser, { viewport, colorScheme, storageState })
  const seen = await open(page, inLanguage(path, language))
  assert.equal(seen.status, status, where)
  assert.deepEqual(seen.elsewhere, [], `${where}: asks other hosts`)
  assert.deepEqual(seen.complaints, [], `${where}: the console has errors`)
  assert.ok(seen.bytes <= heaviest, `${where}: ${seen.bytes} bytes`)
  assert.ok(seen.requests <= MOST_REQUESTS, `${where}: ${seen.requests} requests`)
  const shape = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    direction: document.documentElement.dir,
    language: document.documentElement.lang,
    beyond: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  }))
  assert.deepEqual(shape, { headings: 1, direction: language === 'ar-XB' ? 'rtl' : 'ltr', language, beyond: 0 }, where)
  const wrong = await violations(page)
  assert.deepEqual(wrong, [], `${where}: axe`)
  await page.screenshot({ path: `${SCREENSHOTS}/${where}.png`, fullPage: true })
  found.push({ page: name, language, width: viewport.width, colorScheme, bytes: seen.bytes, requests: seen.requests, violations: wrong.length })
  await context.close()
}

for (const page of PAGES) {
  test(`${page.name}: light, accessible and whole in every language, on a phone and at a desk`, async () => {
    for (const wish of LOOKS) await look(page, wish)
  })
}

test('a lesson is readable within two seconds on a slow link', async () => {
  const { context, page } = await visitor(browser)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8,
  })
  await page.goto('/courses/introduction-to-cites/why-cites?lang=fr')
  const painted = await page.evaluate(() => new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
      .observe({ type: 'largest-contentful-paint', buffered: true })
  }))
  console.log(`the largest part of a lesson is painted after ${Math.round(painted)} ms`)
  assert.ok(painted <= 2_000, `${painted} ms`)
  await context.close()
})

test('a page is read by keyboard: the first stop leads past the navigation', async () => {
  const { context, page } = await visitor(browser, { viewport: DESK })
  await page.goto('/courses?lang=en')
  await page.keyboard.press('Tab')
  const target = await page.evaluate(() => document.activeElement.getAttribute('href'))
  assert.ok(target?.startsWith('#'), `the first stop leads to ${target}`)
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle)
  assert.notEqual(outline, 'none', 'it is seen')
  await page.keyboard.press('Enter')
  assert.ok(page.url().endsWith(target))
  await context.close()
})
