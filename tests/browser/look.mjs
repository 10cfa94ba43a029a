// The walk over every page: each role in both languages, wide and narrow, light and dark, with script and without it.
// With script: axe, every word translated, nothing wider than the window, no fault. Without: the same but axe, and no dead button.
import { audit, deadButtons, open, overflow, shot, signIn, untranslated } from './desk.mjs'
import { INTO, PUBLIC, ROLES } from './pages.mjs'

// Each language, width and theme at least once, each pair of them too, without all eight.
const SETTINGS = [
  { lang: 'zh-CN', width: 1280, theme: 'light' },
  { lang: 'en', width: 390, theme: 'light' },
  { lang: 'zh-CN', width: 390, theme: 'dark' },
  { lang: 'en', width: 1280, theme: 'dark' },
]
const PLAIN = { lang: 'en', width: 390, theme: 'light', js: false }
// SHOTS=1 keeps a picture of every page; without it only of those with a fault.
const keeps = Boolean(process.env.SHOTS)
const MOST = 40

const named = (path) => path.replace(/^\//, '').replace(/[^a-zA-Z0-9一-鿿]+/g, '-').replace(/-$/, '') || 'home'
// One page of a kind is enough: /tenders/1 and /tenders/2 look alike.
const kindOf = (path) => path.replace(/[^/]*[0-9][^/]*/g, '#')

async function lookAt(page, path, who, setting, report) {
  const label = `${who} ${path} ${setting.lang} ${setting.width} ${setting.theme}${page.js ? '' : ' without JavaScript'}`
  const before = report.failed
  const answer = await page.goto(path, { waitUntil: 'load' })
  const status = answer.status()
  if (!report.check(`${label}: answers`, path === '/no-such-page' ? status === 404 : status < 400, status)) return
  // What programs read (readiness, metrics) has no page to look at.
  if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) return
  const lang = await page.locator('html').getAttribute('lang')
  report.check(`${label}: speaks the reader's language`, lang === setting.lang, lang)
  const words = await untranslated(page)
  report.check(`${label}: every word is translated`, words === '', words)
  const wide = await overflow(page)
  report.check(`${label}: no sideways scrolling`, wide === '', wide)
  if (page.js) {
    const found = await audit(page)
    report.check(`${label}: axe`, found.length === 0, found.join('\n  '))
  } else {
    const dead = await deadButtons(page)
    report.check(`${label}: no dead button`, dead === '', dead)
  }
  if (keeps || report.failed > before) await shot(page, `${who}-${named(path)}-${setting.lang}-${setting.width}-${setting.theme}`)
  if (setting.lang === 'zh-CN' && setting.width === 1280) {
    await page.setViewportSize({ width: 320, height: 700 })
    const narrow = await overflow(page)
    report.check(`${label}: fits into 320`, narrow === '', narrow)
    await page.setViewportSize({ width: 1280, height: 900 })
  }
  report.check(`${label}: no fault`, page.faults.length === 0, page.faults.join('\n'))
  page.faults.length = 0
}

/** Addresses of this house that the page's main part leads to, downloads left out. */
const linksOf = (page) => page.locator('main a[href]').evaluateAll((all) => all
  .filter((a) => a.origin === location.origin && !a.download).map((a) => a.pathname)
  .filter((path) => !/\.(pdf|csv|json|xml|zip|ics|atom|tlog-proof)$/.test(path) && !/^\/(assets|api|files|account\/export|volunteer\/export|ocds)\b/.test(path)
    && !/\/(documents|files)\/\d+$/.test(path)))

/** The pages behind the lists, by the first link that matches; behind those pages too, where the list is a pattern. */
async function into(page) {
  const found = []
  for (const [list, pattern] of INTO) {
    const from = typeof list === 'string' ? [list] : found.filter((path) => list.test(path))
    for (const start of from) {
      const answer = await page.goto(start)
      const links = answer.ok() ? (await linksOf(page)).filter((l) => pattern.test(l) && !found.includes(l)) : []
      found.push(...links.slice(0, typeof list === 'string' ? 1 : 2))
    }
  }
  return found
}

/** A role's own pages: those of the list, and where they and its workbench lead. */
async function around(browser, url, storage, paths) {
  const page = await open(browser, url, { storage })
  const found = new Map(paths.map((p) => [kindOf(p), p]))
  for (const start of new Set(['/workbench', '/account', ...paths])) {
    const answer = await page.goto(start)
    if (!answer.ok()) continue
    for (const path of await linksOf(page)) if (!found.has(kindOf(path))) found.set(kindOf(path), path)
  }
  await page.context().close()
  return [...found.values()].slice(0, MOST)
}

export async function look(browser, url, report, turn, only) {
  const everybody = await turn(async () => {
    const page = await open(browser, url)
    const found = [...PUBLIC, ...(await into(page))]
    await page.context().close()
    return found
  })
  const casts = [['visitor', everybody], ...Object.entries(ROLES)].filter(([who]) => !only || only.includes(who))
  // A kind of page is looked at closely by the first role that meets it, once more by the second, and opened by all.
  const met = new Map()

  const walk = async (who, paths) => {
    const begun = Date.now()
    let storage
    if (who !== 'visitor') {
      const page = await open(browser, url)
      const good = await report.try(`${who} signs in`, () => signIn(page, who))
      storage = await page.context().storageState()
      await page.context().close()
      if (!good) return
    }
    const all = who === 'visitor' ? paths : await around(browser, url, storage, paths)
    const times = new Map(all.map((path) => [path, met.get(kindOf(path)) ?? 0]))
    for (const path of all) met.set(kindOf(path), times.get(path) + 1)
    const own = (path) => times.get(path) === 0 || path === '/workbench'
    const rounds = who === 'visitor' ? [...SETTINGS, PLAIN].map((setting) => [setting, all]) : [
      [SETTINGS[0], all.filter(own)], [SETTINGS[1], all.filter(own)], [SETTINGS[2], all.filter((path) => times.get(path) === 1 && !own(path))], [PLAIN, all],
    ]
    for (const [setting, some] of rounds) {
      if (!some.length) continue
      const page = await open(browser, url, { ...setting, storage })
      // A person's own language stands above the browser's.
      if (storage) await page.goto(`/workbench?lang=${setting.lang}`)
      for (const path of some) {
        try { await lookAt(page, path, who, setting, report) } catch (e) { report.check(`${who} ${path} ${setting.lang} ${setting.width}`, false, e.message) }
      }
      await page.context().close()
    }
    console.log(`  ${who} walks over ${all.length} pages, ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  }
  await Promise.all(casts.map(([who, paths]) => turn(() => walk(who, paths))))
}
