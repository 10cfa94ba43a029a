// Every page of the list: axe in both languages, at 390 and 1280, light and dark; nothing wider than 320; no script fault.
import { audit, open, overflow, shot, signIn, untranslated } from './desk.mjs'
import { INTO, PUBLIC, ROLES } from './pages.mjs'

// Each language, width and theme at least once, each pair of them too, without all eight.
const SETTINGS = [
  { lang: 'zh-CN', width: 1280, theme: 'light' },
  { lang: 'en', width: 390, theme: 'light' },
  { lang: 'zh-CN', width: 390, theme: 'dark' },
  { lang: 'en', width: 1280, theme: 'dark' },
]

const named = (path) => path.replace(/^\//, '').replace(/[^a-zA-Z0-9一-鿿]+/g, '-').replace(/-$/, '') || 'home'

async function lookAt(page, path, who, setting, report) {
  const label = `${who} ${path} ${setting.lang} ${setting.width} ${setting.theme}`
  const answer = await page.goto(path, { waitUntil: 'load' })
  const status = answer.status()
  if (!report.check(`${label}: answers`, status < 500 && (status !== 404 || path === '/no-such-page'), status)) return
  const found = await audit(page)
  report.check(`${label}: axe`, found.length === 0, found.join('\n  '))
  const words = await untranslated(page)
  report.check(`${label}: every word is translated`, words === '', words)
  const wide = await overflow(page)
  report.check(`${label}: no sideways scrolling`, wide === '', wide)
  await shot(page, `${who}-${named(path)}-${setting.lang}-${setting.width}-${setting.theme}`)
  if (setting.lang === 'zh-CN' && setting.width === 1280) {
    await page.setViewportSize({ width: 320, height: 700 })
    const narrow = await overflow(page)
    report.check(`${label}: fits into 320`, narrow === '', narrow)
    await page.setViewportSize({ width: 1280, height: 900 })
  }
  report.check(`${label}: no fault`, page.faults.length === 0, page.faults.join('\n'))
  page.faults.length = 0
}

/** The pages behind the lists, by their first link. */
async function into(page) {
  const found = []
  for (const [list, pattern] of INTO) {
    const answer = await page.goto(list)
    if (!answer.ok()) continue
    const links = await page.locator('main a[href]').evaluateAll((all) => all.map((a) => new URL(a.href).pathname))
    const first = links.find((l) => pattern.test(l))
    if (first) found.push(first)
  }
  return found
}

/** A role's own pages: those of the list, and where its workbench leads. */
async function around(browser, url, storage, paths) {
  const page = await open(browser, url, { storage })
  const found = new Map(paths.map((p) => [p, p]))
  for (const start of ['/workbench', '/account']) {
    const answer = await page.goto(start)
    if (!answer.ok()) continue
    for (const path of await page.locator('main a[href]').evaluateAll((all) => all.filter((a) => a.origin === location.origin && !a.download && !/^\/account\/export/.test(a.pathname)).map((a) => a.pathname))) {
      // One page of a kind is enough: /tenders/1 and /tenders/2 look alike.
      const kind = path.replace(/[^/]*[0-9][^/]*/g, '#')
      if (!/\.(pdf|csv|json|xml|zip|ics|atom)$/.test(path) && !/^\/(assets|api|files)\b/.test(path) && !found.has(kind)) found.set(kind, path)
    }
  }
  await page.context().close()
  return [...found.values()].slice(0, 24)
}

export async function look(browser, url, report, only) {
  const first = await open(browser, url)
  const everybody = [...PUBLIC, ...(await into(first))]
  await first.context().close()
  const casts = [['visitor', everybody], ...Object.entries(ROLES)].filter(([who]) => !only || only.includes(who))
  for (const [who, paths] of casts) {
    let storage
    if (who !== 'visitor') {
      const page = await open(browser, url)
      const good = await report.try(`${who} signs in`, () => signIn(page, who))
      storage = await page.context().storageState()
      await page.context().close()
      if (!good) continue
    }
    const seen = who === 'visitor' ? paths : await around(browser, url, storage, paths)
    // Roles are looked at in two settings, what everybody sees in all four.
    for (const setting of who === 'visitor' ? SETTINGS : SETTINGS.slice(0, 2)) {
      const page = await open(browser, url, { ...setting, storage })
      for (const path of seen) {
        try { await lookAt(page, path, who, setting, report) } catch (e) { report.check(`${who} ${path}`, false, e.message) }
      }
      await page.context().close()
    }
  }
}
