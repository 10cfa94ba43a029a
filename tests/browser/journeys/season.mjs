// A season of annual reports with the clock set: it opens, reminds, lapses into a notice and onto the list of abnormal
// operation, and the organization comes off the list again. The city is this journey's own, for its days run ahead.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startCity } from '../city.mjs'
import { fill, open, see, send, signIn } from '../desk.mjs'
import { pdf } from '../founding.mjs'

// It makes a city first and waits for jobs: it begins before the others.
export const alongside = true
// Who reads is asked in one language each; the days are the same for both.
const ZONE = '+08:00'

const SECTIONS = {
  basics: { law: '没有违法违规。', formalities: '无变动。', domicile_same: 'yes' },
  activities: { activity_count: '24', beneficiaries: '1,200', activities: '每周两次助餐。' },
  bodies: { directors: '5', supervisors: '1', council_meetings: '2', changes: '无变动。' },
  people: { has_party: 'no', party_members: '3', staff_full: '6', staff_part: '0', volunteers: '20' },
  finance: { opening: '30000', donations: '50000', grants: '0', service_income: '10000.50', purchases: '2万', fees: '0', other_income: '0',
    programme: '60000', administration: '5000', other_expense: '0', salaries: '40000', closing: '45000.50' },
}

export default async function season({ browser, js, check }) {
  const lang = js ? 'en' : 'zh-CN'
  const city = await startCity()
  const year = new Date().getFullYear() + 1
  const to = (day) => city.goTo(new Date(`${year}-${day}T09:00:00${ZONE}`))
  const made = []
  // A session ends long before a season does: everybody signs in on the day.
  const role = async (who, width = 1280) => {
    const page = await open(browser, city.url, { js, lang, width })
    made.push(page)
    if (who) await signIn(page, who)
    return page
  }
  // A season sends more letters than the demonstration's page lists: the folder tells which one to open there.
  const letter = async (words) => {
    const box = join(city.dir, 'data/mail')
    for (let i = 0; i < 240; i++) {
      for (const file of existsSync(box) ? readdirSync(box).filter((f) => f.endsWith('.json')) : []) {
        const { id, to, subject } = JSON.parse(readFileSync(join(box, file), 'utf8'))
        if (to !== 'org1@demo.shanzhi' || !words.test(subject)) continue
        const page = await role()
        await page.goto(`/demo/mail/${id}`)
        return page
      }
      await new Promise((go) => setTimeout(go, 500))
    }
    throw new Error(`no letter says ${words}`)
  }

  try {
    await to('01-08')
    let officer = await role('org1', 390)
    const links = () => officer.locator(`main a[href^="/reports/${year - 1}-5"]`)
    for (let i = 0; i < 240 && !(await links().count()); i++) {
      await new Promise((go) => setTimeout(go, 500))
      await officer.goto('/workbench')
    }
    check('the season opens and the officer reads so', await links().count() > 0, await officer.locator('main').innerText())
    await see(officer, check, 'season-workbench')
    const at = (await links().first().getAttribute('href')).match(/^\/reports\/[^/?]+/)[0]
    const code = at.split('-')[1]
    await officer.goto(at)
    await see(officer, check, 'season-report')

    await to('04-01')
    await see(await letter(/天截止/), check, 'season-reminder')

    // Nothing is handed in: the day after the last one the clock gives notice.
    await to('06-01')
    const notice = await letter(/列入告知书/)
    await see(notice, check, 'season-notice')
    officer = await role('org1', 390)
    const visitor = await role()
    const clerk = await role('county-clerk')
    await clerk.goto('/desk/lists')
    await see(clerk, check, 'season-lists')
    await officer.goto(at)
    const listing = await officer.locator('main a[href^="/lists/"]').first().getAttribute('href')
    await officer.goto(listing)
    await see(officer, check, 'season-listing-told')

    // The time to object is over: a decider enters it, and everybody sees it.
    await to('06-21')
    let decider = await role('county-decider')
    await decider.goto(listing)
    await fill(decider, { outcome: 'enter', reasons: '逾期未报送年度工作报告，事实清楚。' })
    await send(decider, '/decision')
    check('it is listed', !(await decider.locator('main .errors').count()), await decider.locator('main').innerText())
    await visitor.goto(`/orgs/${code}`)
    check('its page says so to everybody', await visitor.locator(`main a[href="/lists?q=${code}"]`).count() > 0, (await visitor.locator('main').innerText()).slice(0, 400))
    await see(visitor, check, 'season-listed')

    // The report is filled in late, and said to be late.
    officer = await role('org1', 390)
    for (const [section, fields] of Object.entries(SECTIONS)) {
      await officer.goto(`${at}/sections/${section}`)
      await see(officer, check, `season-${section}`)
      await fill(officer, fields)
      await send(officer, `/sections/${section}`)
      check(`${section} is kept`, !(await officer.locator('main .errors').count()), await officer.locator('main').innerText())
    }
    await officer.goto(`${at}/sections/papers`)
    await see(officer, check, 'season-papers')
    await fill(officer, { 'file.financial_report': pdf('财务会计报告') })
    await send(officer, '/documents')
    await officer.goto(`${at}/check`)
    await see(officer, check, 'season-check')
    await fill(officer, { declared: true })
    await send(officer, '/submission')
    check('there is a receipt', new URL(officer.url()).pathname === `${at}/receipt`, await officer.locator('main').innerText())
    await see(officer, check, 'season-receipt')
    await officer.goto(listing)
    await fill(officer, { duty_done: '年度工作报告已于今日补报。' })
    await send(officer, '/removal-request')
    check('removal is asked for', !(await officer.locator('main .errors').count()), await officer.locator('main').innerText())

    // The report is examined by two people; then the entry is lifted.
    const examiner = await role('county-clerk')
    await examiner.goto(at)
    await see(examiner, check, 'season-examined')
    await fill(examiner, { outcome: 'basic', reasons: '逾期报送，内容完整。' })
    await send(examiner, '/proposal')
    decider = await role('county-decider')
    await decider.goto(at)
    await fill(decider, { decision: 'confirm' })
    await send(decider, '/decision')
    check('the result is public', !(await decider.locator('main .errors').count()), await decider.locator('main').innerText())
    await decider.goto(listing)
    await see(decider, check, 'season-removal')
    await fill(decider, { outcome: 'remove', reasons: '已补报年度工作报告。' })
    await send(decider, '/removal')
    await visitor.goto(`/orgs/${code}`)
    await see(visitor, check, 'season-clean')
    await visitor.goto(listing)
    await see(visitor, check, 'season-lifted')
    check('the entry is over', await decider.locator('main form[action$="/removal"]').count() === 0)
  } finally {
    for (const page of made) {
      check('no fault', page.faults.length === 0, page.faults.join('\n'))
      await page.context().close()
    }
    await city.stop()
  }
}
