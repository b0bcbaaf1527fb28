// From sign-up to the result of a quiz, on a phone: with a script or without there is nothing that cannot be done.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { SCREENSHOTS, launch, letter, signIn, violations, visitor } from './browser.mjs'

const COURSE = 'introduction-to-cites'
const WORDS = 'sept caïmans au soleil'

let browser
before(async () => { browser = await launch() })
after(() => browser?.close())

const send = (page) => page.locator('main form button').first().click()

/** Registers and confirms the address with the link of the letter. */
async function join(page, name) {
  const email = `${name}@example.org`
  await page.goto('/register?lang=fr')
  await page.locator('#name').fill(name)
  await page.locator('#email').fill(email)
  await page.locator('#password').fill(WORDS)
  await send(page)
  await page.waitForURL(/letter-sent/)
  const link = (await letter(email)).match(/https?:\/\/\S+/)[0]
  const { pathname, search } = new URL(link)
  await page.goto(`${pathname}${search}`)
  await page.locator('#password').fill(WORDS)
  await send(page)
  await page.waitForLoadState()
  await signIn(page, email, WORDS)
  return email
}

async function enrol(page) {
  await page.goto(`/courses/${COURSE}?lang=fr`)
  await page.locator(`a[href*="/my/courses/${COURSE}"]`).first().click()
  await send(page)
  await page.waitForURL(new RegExp(`/my/courses/${COURSE}`))
}

/** Opens the first quiz of the course, and begins an attempt. */
async function begin(page) {
  await page.locator('.outline a[href*="convention-quiz"]').click()
  await send(page)
  await page.waitForURL(/attempts/)
}

/** Looks at a page that nobody else comes to. Where there are no scripts, axe cannot run either. */
async function look(page, name, scripts) {
  await page.screenshot({ path: `${SCREENSHOTS}/${name}-fr-320-${scripts ? 'scripts' : 'plain'}.png`, fullPage: true })
  if (scripts) assert.deepEqual(await violations(page), [], name)
}

for (const scripts of [true, false]) {
  test(`from sign-up to a result, with a lost link and a lost session, ${scripts ? 'with' : 'without'} scripts`, async () => {
    const { context, page } = await visitor(browser, { scripts })
    const email = await join(page, scripts ? 'lala' : 'lolo')
    await enrol(page)
    await look(page, 'enrolled', scripts)

    // A lesson is read, and the next one is offered.
    await page.locator('a[rel=next]').first().click()
    const first = page.url()
    await page.locator('#read button').click()
    await page.waitForURL((url) => url.href !== first)

    await page.goto(`/my/courses/${COURSE}?lang=fr`)
    await begin(page)
    await look(page, 'attempt', scripts)
    const choice = page.locator('fieldset input[type=radio]').nth(1)
    await choice.check()

    // The link is lost in the middle, and comes back: the browser sends again what it could not send.
    await context.setOffline(true)
    await send(page).catch(() => {})
    await page.waitForURL(/chrome-error/).catch(() => {})
    await context.setOffline(false)
    await page.reload()
    assert.ok(await choice.isChecked(), 'the answer was lost with the link')

    // The session ends: what is sent then is kept while she signs in.
    const attempt = page.url()
    await context.clearCookies()
    await page.locator('fieldset input[type=radio]').nth(2).check()
    await send(page)
    await page.locator('#email').fill(email)
    await page.locator('#password').fill(WORDS)
    await send(page)
    await page.waitForLoadState()
    if (!page.url().includes('attempts')) await send(page)
    await page.goto(attempt)
    assert.ok(await page.locator('fieldset input[type=radio]').nth(2).isChecked(), 'nothing is lost to a session that ended')

    await page.locator('button[value=submission]').click()
    await page.waitForURL(/submission/)
    await look(page, 'submission', scripts)
    await send(page)
    await page.waitForLoadState()
    assert.match(await page.locator('main').innerText(), /%/, 'the result')
    await look(page, 'result', scripts)
    await context.close()
  })
}
