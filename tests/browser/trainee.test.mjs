// A trainee's day, with scripts and without.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { COLLEGE, SCREENSHOTS, launch, signIn, visitor } from './browser.mjs'

let browser
before(async () => { browser = await launch() })
after(() => browser?.close())

for (const scripts of [true, false]) {
  test(`what was earned is fetched and shown to a stranger, ${scripts ? 'with' : 'without'} scripts`, async () => {
    const { context, page } = await visitor(browser, { scripts })
    await signIn(page, 'trainee@example.org')
    const download = page.waitForEvent('download')
    await page.locator('a[href*="/pdf"]').first().click()
    const file = await download
    const path = `${SCREENSHOTS}/certificate-${scripts ? 'scripts' : 'plain'}.pdf`
    await file.saveAs(path)
    const shown = await page.locator('a[href*="/verify/"]').first().getAttribute('href')
    await context.close()

    const stranger = await visitor(browser, { scripts })
    const shownPage = await stranger.page.goto(new URL(shown, COLLEGE).pathname)
    assert.equal(shownPage.status(), 200)
    const answer = stranger.page.locator('[role=status]')
    assert.match(await answer.innerText(), /test/i, 'what the demo issues says that it proves nothing')
    assert.match(await stranger.page.locator('dl').innerText(), /VC-\d{4}-\d{8}/)
    await stranger.page.goto('/verify?lang=fr')
    await stranger.page.locator('input[type=file]').setInputFiles(path)
    await stranger.page.locator('main form button').click()
    await stranger.page.waitForLoadState()
    assert.match(await answer.innerText(), /signé/, 'nobody has signed a test')
    await stranger.context.close()
  })

  test(`who is not signed in is led back to where she wanted to go, ${scripts ? 'with' : 'without'} scripts`, async () => {
    const { context, page } = await visitor(browser, { scripts })
    await page.goto('/my?lang=en')
    await page.locator('#email').fill('trainee@example.org')
    await page.locator('#password').fill('wrong, alas')
    await page.locator('main form button').first().click()
    assert.equal(await page.locator('#email').inputValue(), 'trainee@example.org', 'what was typed is not lost')
    await page.locator('#password').fill('quatre-baobabs-et-un-fossa')
    await page.locator('main form button').first().click()
    await page.waitForURL(/\/my/)
    await context.close()
  })
}
