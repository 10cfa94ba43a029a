// A clerk's day: ten cases of different kinds, each from its queue to its answer, and a clean change with the keyboard
// alone, in at most six presses from acceptance to decision.
import { see, signIn } from '../desk.mjs'

const WORDS = '材料齐全，符合规定。'

// Which queue, which of its links, and what is done there by whom, whichever waits first; what is not said is the first
// choice and usual words.
const DAY = [
  ['founding', '/cases?stage=submitted', /^\/applications\/[^/]+$/, ['/acceptance', 'clerk']],
  ['cancellation', '/desk/cancellations', /^\/cancellations\/[^/]+$/, ['/acceptance', 'clerk']],
  ['certificate', '/desk/certificates', /^\/orgs\/[^/]+\/certificates$/, ['/answer', 'decider']],
  ['name', '/desk/names', /^\/name-reservations\/[^/]+$/, ['/answer', 'clerk']],
  ['report', '/desk/reports', /^\/reports\/[^/]+$/, ['/proposal', 'clerk']],
  ['charity', '/desk/charities', /^\/charities\/cases\/[^/]+$/, ['/acceptance', 'clerk'], ['/opinion', 'reviewer']],
  ['grade', '/desk/grades', /^\/grades\/[^/]+$/, ['/examination', 'clerk']],
  ['list', '/desk/lists', /^\/lists\/[^/]+$/, ['/decision', 'decider']],
  ['revocation', '/desk/revocations', /^\/revocations\/[^/]+$/, ['/hearing', 'reviewer'], ['/decision', 'decider']],
  ['inspection', '/desk/inspections', /^\/inspections\/[^/]+$/, ['/confirmation', 'reviewer'], ['/record', 'clerk'], ['/record', 'reviewer']],
]

/** Fills what a form asks for, as somebody does who agrees: the first choice, the usual words. */
async function agree(form) {
  for (const name of new Set(await form.locator('input[type=radio]').evaluateAll((all) => all.map((e) => e.name)))) {
    await form.locator(`input[type=radio][name="${name}"]`).first().check()
  }
  for (const day of await form.locator('input[type=date], input[data-day]').all()) await day.fill(new Date().toISOString().slice(0, 10))
  for (const area of await form.locator('textarea').all()) if (!(await area.inputValue())) await area.fill(WORDS)
}

/** Links of the queue that lead to such a case, each once. */
const links = (page, pattern) => page.locator('main a[href]').evaluateAll((all, source) => [...new Set(all.map((a) => a.getAttribute('href')))]
  .filter((href) => new RegExp(source).test(href)), pattern.source)

/** Opens the first case of a queue that waits for this answer. */
async function take(page, queue, pattern, action) {
  await page.goto(queue)
  for (const href of await links(page, pattern)) {
    await page.goto(href)
    const form = page.locator(`main form[action$="${action}"]`).first()
    if (await form.count()) return form
  }
  return null
}

export default async function clerkday({ window, js, check }) {
  const lang = js ? 'en' : 'zh-CN'
  const staff = {}
  for (const who of ['clerk', 'reviewer', 'decider']) {
    staff[who] = await window({ lang })
    await signIn(staff[who], who)
  }
  for (const [name, queue, pattern, ...ways] of DAY) {
    let page, form
    for (const [action, who] of ways) {
      page = staff[who]
      if ((form = await take(page, queue, pattern, action))) break
    }
    if (!check(`${name}: a case waits in its queue`, Boolean(form), queue)) continue
    await see(page, check, `day-${name}`)
    await agree(form)
    const button = (await form.locator('button.btn--main').count()) ? form.locator('button.btn--main') : form.locator('button[type=submit]')
    await Promise.all([page.waitForEvent('framenavigated'), button.first().click()])
    await page.waitForLoadState('load')
    const told = await page.locator('main .errors').allInnerTexts()
    check(`${name}: it is answered`, told.length === 0, told.join(' '))
    await see(page, check, `day-${name}-answered`)
  }

  for (const queue of new Set(DAY.map((d) => d[1]))) {
    await staff.clerk.goto(queue)
    await see(staff.clerk, check, `day${queue.replace(/[^a-z]+/g, '-')}`)
  }

  // A clean change: what this reader does next is chosen and in focus, so that each of the three presses one key.
  let presses = 0
  let at
  for (const [who, action] of [['clerk', '/acceptance'], ['reviewer', '/opinion'], ['decider', '/decision']]) {
    const page = staff[who]
    if (at) await page.goto(at)
    else check('a change waits in its queue', (await take(page, '/desk/changes', /^\/changes\/[^/]+$/, action)) !== null)
    at ??= new URL(page.url()).pathname
    await see(page, check, `day-change-${who}`)
    const next = await page.evaluate(() => document.activeElement?.closest('form')?.getAttribute('action') ?? '')
    check(`the ${who}'s next act is in focus`, next.endsWith(action), next || (await page.locator('main').innerText()).slice(0, 300))
    await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')])
    presses += 1
    await page.waitForLoadState('load')
    check(`the ${who} is done`, !(await page.locator('main .errors').count()), await page.locator('main').innerText())
  }
  check('a clean change is approved in at most six presses', presses <= 6, presses)
  await staff.clerk.goto(at)
  await see(staff.clerk, check, 'day-change-approved')
  check('it is in force', (await staff.clerk.locator('main a[href^="/orgs/"]').count()) > 0)
}
