// The pictures of README.md, taken from a running city:  node pictures.mjs [address]  (without one it makes its own)
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, startCity } from './city.mjs'
import { launch, open, signIn } from './desk.mjs'

const to = join(root, 'tests/browser/pictures')
mkdirSync(to, { recursive: true })
const city = process.argv[2] ? { url: process.argv[2], stop: async () => {} } : await startCity()
const browser = await launch()

const first = (page, pattern) => page.locator('main a[href]').evaluateAll((all, p) => all.map((a) => a.pathname).find((l) => new RegExp(p).test(l)), pattern)

async function picture(name, { who, at, inside, lang = 'zh-CN', width = 1280, height = 860, theme = 'light' }) {
  const page = await open(browser, city.url, { lang, width, theme })
  if (who) await signIn(page, who)
  await page.goto(at)
  if (inside) {
    const path = await first(page, inside)
    if (!path) throw new Error(`${name}: ${at} leads nowhere`)
    await page.goto(path)
  }
  await page.setViewportSize({ width, height })
  // The line that says "demonstration" is not part of the look.
  await page.evaluate(() => { document.querySelector('.strip')?.remove() })
  await page.evaluate(() => document.fonts.ready)
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
  writeFileSync(join(to, `${name}.webp`), Buffer.from(data, 'base64'))
  await page.context().close()
}

try {
  await picture('home', { at: '/' })
  await picture('tender', { at: '/tenders', inside: '^/tenders/\\d+$' })
  await picture('case', { who: 'clerk', at: '/cases', inside: '^/applications/[^/]+$' })
  await picture('organization', { at: '/orgs?lang=en', inside: '^/orgs/5[0-9A-Z]{17}$', lang: 'en', width: 390, height: 844, theme: 'dark' })
} finally {
  await browser.close()
  await city.stop()
}
