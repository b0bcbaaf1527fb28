// Chromium, and who looks at the College with it.

import { createRequire } from 'node:module'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const require = createRequire(`${process.env.COLLEGE_TEST_NODE}/`)
const { chromium } = require('playwright-core')
export const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

export const COLLEGE = process.env.COLLEGE_ADDRESS
export const SCREENSHOTS = process.env.COLLEGE_SCREENSHOTS
/** What everybody in the college of the demo signs in with. */
export const PASSWORD = 'quatre-baobabs-et-un-fossa'
/** In which the College is looked at: the working languages, and one that is written from right to left. */
export const LANGUAGES = ['en', 'fr', 'es', 'ar-XB']
/** A small phone, and a desk. */
export const PHONE = { width: 320, height: 640 }
export const DESK = { width: 1280, height: 800 }

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

export function launch() {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  })
}

/** Somebody with a browser of her own: nothing is kept from anybody before. */
export async function visitor(browser, { viewport = PHONE, scripts = true, ...rest } = {}) {
  const context = await browser.newContext({ viewport, javaScriptEnabled: scripts, baseURL: COLLEGE, locale: 'en', ...rest })
  context.setDefaultTimeout(10_000)
  return { context, page: await context.newPage() }
}

export async function signIn(page, email, password = PASSWORD) {
  await page.goto('/sign-in?lang=en')
  await page.locator('#email').fill(email)
  await page.locator('#password').fill(password)
  await page.locator('main form button').first().click()
  await page.waitForURL(/\/my/)
}

/** The text of the newest letter to an address, once there is one. */
export async function letter(email) {
  for (let waited = 0; waited < 10_000; waited += 100) {
    const files = readdirSync(process.env.COLLEGE_MAIL).filter((file) => file.endsWith('.eml')).sort().reverse()
    for (const file of files) {
      const text = readFileSync(join(process.env.COLLEGE_MAIL, file), 'utf8')
      if (text.includes(email)) return decoded(text)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no letter to ${email}`)
}

/** The text part of a letter (RFC 2045 §6.7 and §6.8). */
function decoded(eml) {
  const part = eml.split(/^--.*$/m).find((part) => /^content-type: text\/plain/im.test(part)) ?? eml
  const [head, ...body] = part.trimStart().split(/\r?\n\r?\n/)
  const text = body.join('\n\n')
  if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString('utf8')
  if (!/quoted-printable/i.test(head)) return text
  const bytes = text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
