// Runs the journeys and the looks: node all.mjs [journey…|look|look:ROLE] ; ends with "browser: N passed, N failed".
import { readdirSync } from 'node:fs'
import { join, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startCity } from './city.mjs'
import { launch, open, Report } from './desk.mjs'
import { look } from './look.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const asked = process.argv.slice(2)
const report = new Report()
const city = process.env.CITY_URL ? { url: process.env.CITY_URL, stop: async () => {}, log: () => '' } : await startCity()
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => city.stop().then(() => process.exit(130)))
const browser = await launch()
// So many journeys work at a time; who only waits makes room, and comes back before those who have not begun.
let free = 3
const queue = []
const enter = (back) => (free > 0 ? void free-- : new Promise((go) => (back ? queue.unshift(go) : queue.push(go))))
const leave = () => (queue.length ? queue.shift()() : free++)
const rest = async (ms) => {
  leave()
  await new Promise((go) => setTimeout(go, Math.max(0, ms)))
  await enter(true)
}
const turn = async (work) => {
  await enter()
  try { return await work() } finally { leave() }
}

try {
  const walk = async (name, journey, js) => {
    const made = []
    const window = async (options = {}) => {
      const page = await open(browser, city.url, { js, ...options })
      made.push(page)
      return page
    }
    const label = `${name} ${js ? 'with' : 'without'} JavaScript`
    const begun = Date.now()
    await report.try(label, () => journey({ window, browser, url: city.url, js, rest, check: (what, good, detail) => report.check(`${label}: ${what}`, good, detail) }))
    for (const page of made) {
      report.check(`${label}: no fault`, page.faults.length === 0, page.faults.join('\n'))
      await page.context().close()
    }
    console.log(`  ${label}, ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  }
  const journeys = []
  for (const file of readdirSync(join(here, 'journeys')).sort()) {
    const name = file.replace('.mjs', '')
    if (!asked.length || asked.includes(name)) journeys.push({ name, ...(await import(`./journeys/${file}`)) })
  }
  const all = []
  // A journey that mostly waits begins first.
  journeys.sort((a, b) => Boolean(b.alongside) - Boolean(a.alongside))
  for (const { name, default: journey, alongside } of journeys) {
    // Every journey can be finished without JavaScript, and with it.
    if (alongside) for (const js of [false, true]) all.push(turn(() => walk(name, journey, js)))
    else all.push(turn(async () => { for (const js of [false, true]) await walk(name, journey, js) }))
  }
  const roles = asked.filter((a) => a.startsWith('look:')).map((a) => a.slice(5))
  if (!asked.length || asked.includes('look') || roles.length) all.push(look(browser, city.url, report, turn, roles.length ? roles : undefined))
  await Promise.all(all)
} catch (e) {
  report.check('the browser tests run', false, e.stack)
} finally {
  await browser.close()
  await city.stop()
}
console.log(`browser: ${report.passed} passed, ${report.failed} failed`)
process.exit(report.failed ? 1 : 0)
