// What journeys are written with: people at their browsers, and checks that are counted.
import { chromium } from 'playwright-core'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, PASSWORD } from './city.mjs'

export const shots = join(root, 'tests/.cache/shots')
mkdirSync(shots, { recursive: true })

// As root Chromium starts only without its sandbox; the rest keeps it from calling home.
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--no-proxy-server', '--font-render-hinting=none']

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: FLAGS })

export class Report {
  passed = 0
  failed = 0
  failures = []

  check(what, good, detail = '') {
    if (good) { this.passed++; return true }
    this.failed++
    this.failures.push(what)
    console.log(`FAILED ${what}${detail ? `: ${String(detail).slice(0, 1500)}` : ''}`)
    return false
  }

  async try(what, f) {
    try { await f(); this.passed++; return true } catch (e) { return this.check(what, false, e.message) }
  }
}

/** A browser window: `js`, `lang` (zh-CN or en), `width`, `theme` (light or dark). */
export async function open(browser, url, { js = true, lang = 'zh-CN', width = 1280, theme = 'light', storage } = {}) {
  const context = await browser.newContext({
    baseURL: url, javaScriptEnabled: js, locale: lang, colorScheme: theme, storageState: storage,
    viewport: { width, height: width < 600 ? 844 : 900 }, reducedMotion: 'reduce', serviceWorkers: 'block',
  })
  context.setDefaultTimeout(15000)
  const page = await context.newPage()
  page.faults = []
  page.on('pageerror', (e) => page.faults.push(`script: ${e.message}`))
  page.on('response', (r) => { if (r.status() >= 500) page.faults.push(`${r.status()} ${r.url()}`) })
  return page
}

export async function signIn(page, who, password = PASSWORD) {
  await page.goto('/sign-in')
  await page.locator('input[name=email]').fill(who.includes('@') ? who : `${who}@demo.shanzhi`)
  await page.locator('input[name=password]').fill(password)
  await page.locator('form[action="/sign-in"] button[type=submit]').click()
  await page.waitForLoadState('domcontentloaded')
  if (new URL(page.url()).pathname === '/sign-in') throw new Error(`${who} could not sign in: ${await errorsOf(page)}`)
}

export const errorsOf = (page) => page.locator('.errors, .error, [role=alert]').allInnerTexts().then((t) => t.join(' | '))

/** Fails unless the page has a first heading; answers its words. */
export async function heading(page) {
  return (await page.locator('h1').first().innerText()).trim()
}

/** Presses a button by its words, in either language. */
export const press = (page, words) => page.getByRole('button', { name: words }).first().click()
export const follow = (page, words) => page.getByRole('link', { name: words }).first().click()

export const overflow = (page) => page.evaluate(() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
  if (wide <= 0) return ''
  const who = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 4).map((e) => `${e.tagName.toLowerCase()}.${e.className}`)
  return `${wide}px: ${who.join(', ')}`
})

export const shot = (page, name) => page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
