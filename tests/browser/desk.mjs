// What journeys are written with: people at their browsers, and checks that are counted.
import axe from 'axe-core'
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
    try { await f(); this.passed++; return true } catch (e) { return this.check(what, false, `${e.message}\n${(e.stack.match(/journeys\/\S+/) ?? [''])[0]}`) }
  }
}

/** A browser window: `js`, `lang` (zh-CN or en), `width`, `theme` (light or dark). */
export async function open(browser, url, { js = true, lang = 'zh-CN', width = 1280, theme = 'light', storage } = {}) {
  const context = await browser.newContext({
    baseURL: url, javaScriptEnabled: js, locale: lang, colorScheme: theme, storageState: storage,
    viewport: { width, height: width < 600 ? 844 : 900 }, reducedMotion: 'reduce', serviceWorkers: 'block',
  })
  context.setDefaultTimeout(30000)
  const page = await context.newPage()
  page.faults = []
  page.js = js
  page.lang = lang
  page.on('pageerror', (e) => page.faults.push(`script: ${e.message}`))
  page.on('console', (m) => { if (m.type() === 'error' && !/status of 4\d\d/.test(m.text())) page.faults.push(`console: ${m.text()}`) })
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
  // A person's own language stands above the browser's.
  if (page.lang) await page.goto(`/workbench?lang=${page.lang}`)
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

/** Fills the fields of the page's main part: text, a list for several boxes, true or false for one, `{ file, name }` for a file. */
export async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const all = page.locator(`main [name="${name}"]:not([type=hidden])`)
    const first = all.first()
    const kind = await first.evaluate((e) => `${e.tagName}:${e.type ?? ''}`.toLowerCase())
    // What a closed <details> hides can still be filled.
    await first.evaluate((e) => { for (let d = e.closest('details'); d; d = d.parentElement.closest('details')) d.open = true })
    if (kind === 'input:checkbox' || kind === 'input:radio') {
      for (const one of [value].flat()) {
        if (typeof one === 'boolean') await first.setChecked(one)
        else await page.locator(`main [name="${name}"][value="${one}"]`).check()
      }
    } else if (kind.startsWith('select')) await first.selectOption(value)
    else if (kind === 'input:file') await first.setInputFiles(value)
    else await first.fill(String(value))
  }
}

/** Sends the form of the main part whose address ends so; answers the path it leads to. */
export async function send(page, action, button) {
  const form = page.locator(action ? `main form[action$="${action}"]` : 'main form').first()
  await form.waitFor()
  // The main button of the form, where it has several.
  const named = button ?? (await form.locator('button.btn--main').count() ? 'button.btn--main' : 'button[type=submit]')
  await Promise.all([page.waitForEvent('framenavigated'), form.locator(named).first().click()])
  await page.waitForLoadState('load')
  return new URL(page.url()).pathname
}

/** The six promises of a form that was refused: title, summary, links that lead to fields, the same words there, kept values. */
export async function refusedWell(page, kept = {}) {
  const wrong = []
  if (!/^(错误|Error)/.test(await page.title())) wrong.push(`title: ${await page.title()}`)
  if (await page.locator('main .errors').count() !== 1) wrong.push('no summary of errors')
  for (const link of await page.locator('main .errors a').all()) {
    const target = await link.getAttribute('href')
    if (await page.locator(`main [id="${target.slice(1)}"]`).count() !== 1) wrong.push(`${target} leads nowhere`)
    const words = (await link.innerText()).trim()
    const beside = await page.locator('main .error').allInnerTexts()
    if (!beside.some((t) => t.trim() && words.endsWith(t.trim()))) wrong.push(`not beside the field: ${words}`)
  }
  for (const [name, value] of Object.entries(kept)) {
    const now = await page.locator(`main [name="${name}"]:not([type=hidden])`).first().inputValue()
    if (now !== value) wrong.push(`${name} was ${value}, is ${now}`)
  }
  return wrong.join('; ')
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on the page, one line a rule. */
export async function audit(page) {
  await page.evaluate(axe.source)
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), TAGS)
  return found.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].target.join(' ')} — ${v.nodes[0].failureSummary.split('\n').pop().trim()}`)
}

/** Keys that have no words in the reader's language are shown as they are: `tender-title`, or between brackets. */
export const untranslated = (page) => page.evaluate(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = []
  for (let n = walker.nextNode(); n; n = walker.nextNode()) {
    const text = n.data.trim()
    const inside = n.parentElement.closest('code, pre, .code, script, style, textarea, a[href^="mailto:"]')
    if (!inside && /^[a-z]+(-[a-z0-9_]+)+$/.test(text)) found.push(text)
    if (/\{\s*\$[a-z]+\s*\}|\{\{|\{%/.test(text)) found.push(text.slice(0, 60))
  }
  return found.slice(0, 5).join(', ')
})

/** Buttons that can be seen but do nothing where script is off. */
export const deadButtons = (page) => page.evaluate(() => [...document.querySelectorAll('button[type=button], [onclick], a[href="#"], a:not([href])')]
  .filter((e) => e.offsetParent !== null).slice(0, 3).map((e) => e.outerHTML.slice(0, 80)).join(', '))

/** Looks at the page where it stands: axe, words, nothing wider than the window at 1280, 390 and 320; with SHOTS=1, and where something is wrong, a picture of each of the first two. */
export async function see(page, check, name) {
  const label = `${name} ${new URL(page.url()).pathname}`
  // axe waits on timers, which stand still where script is off.
  const found = page.js ? await audit(page) : []
  const good = check(`${label}: axe`, found.length === 0, found.join('\n  '))
  const words = await untranslated(page)
  check(`${label}: every word is translated`, words === '', words)
  const lang = await page.locator('html').getAttribute('lang')
  const { width, height } = page.viewportSize()
  for (const wide of [1280, 390, 320]) {
    await page.setViewportSize({ width: wide, height: wide === 1280 ? 900 : 844 })
    const over = await overflow(page)
    check(`${label}: fits into ${wide}`, over === '', over)
    if (wide !== 320 && (process.env.SHOTS || !good || over)) await shot(page, `${name}-${lang}-${wide}`)
  }
  await page.setViewportSize({ width, height })
}
