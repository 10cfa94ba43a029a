// A volunteer serves: the roll, a team, an activity found by words, signed in and out, a second person, the hour, the certificate.
import { fill, heading, refusedWell, see, send, signIn } from '../desk.mjs'

// Signing out waits for the activity to begin.
export const alongside = true

const beijing = (at) => new Date(at.getTime() + 8 * 3600e3).toISOString().slice(0, 19)

// A number of the city's own code, which belongs to nobody, with its check character (GB 11643).
function resident(born, sequence) {
  const body = `510900${born}${String(sequence).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return body + '10X98765432'[[...body].reduce((sum, d, i) => sum + d * weights[i], 0) % 11]
}

export default async function volunteering({ window, js, check, rest }) {
  const lang = js ? 'en' : 'zh-CN'
  const role = async (who) => {
    const page = await window({ lang })
    await signIn(page, who)
    return page
  }
  const calm = async (page, what) => check(what, !(await page.locator('main .errors').count()),
    `${page.url()} ${(await page.locator('main').innerText()).slice(0, 500)}`)

  // The leader writes an activity that begins in a few minutes: signing in opens an hour before, signing out with it.
  const leader = await role('leader')
  await leader.goto('/activities/new')
  await see(leader, check, 'activity-new')
  await send(leader, '/activities')
  check('an empty activity is refused well', (await refusedWell(leader)) === '', await refusedWell(leader))
  await see(leader, check, 'activity-errors')
  const title = js ? '周末河岸净滩' : '社区长者陪伴日'
  const begins = new Date(Date.now() + 150e3)
  const host = await leader.locator('main select[name=host] option').evaluateAll((all) => all.map((o) => o.value).filter(Boolean))
  await fill(leader, {
    host: host[0], title, summary: '两小时，和邻居一起把一件小事做好。', field: { index: 1 }, starts_at: beijing(begins),
    ends_at: beijing(new Date(+begins + 120 * 60e3)), sign_up_until: beijing(new Date(begins - 10e3)), division: { index: 1 }, place: '荷塘社区',
    capacity: '12', min_age: '16', plan: '集合与分组\n服务\n清点与合影', contact: '杨海燕 0825-0000000', risk: '河岸湿滑，请穿防滑鞋。',
  })
  const at = await send(leader, '/activities')
  await calm(leader, 'the draft is kept')
  const no = at.split('/').pop()
  await see(leader, check, 'activity-draft')
  await send(leader, '/publication')
  await calm(leader, 'it is published')

  const visitor = await window({ lang })
  await visitor.goto('/activities')
  await see(visitor, check, 'activities')
  let found = 0
  for (let i = 0; i < 20 && !found; i++) {
    await visitor.goto(`/activities?q=${encodeURIComponent(title.slice(2, 4))}`)
    found = await visitor.locator(`main a[href="/activities/${no}"]`).count()
    if (!found) await new Promise((r) => setTimeout(r, 250))
  }
  check('two characters find it', found > 0)
  await visitor.goto('/activities?q=查无此事此名')
  await see(visitor, check, 'activities-none')
  await visitor.goto(`/activities/${no}`)
  check('the activity has its page', (await heading(visitor)).includes(title))
  await see(visitor, check, 'activity')
  await visitor.goto('/volunteer')
  await see(visitor, check, 'volunteer-welcome')

  // Somebody joins the roll: the account of `founder`, and once more that of `opener3`.
  const me = await role(js ? 'opener3' : 'founder')
  await me.goto(`/volunteer/join?next=/activities/${no}`)
  await see(me, check, 'volunteer-join')
  await fill(me, { nickname: '小满', identity_number: '12345', phone: '138' })
  await send(me, '/volunteer/join')
  const wrong = await refusedWell(me, { nickname: '小满', phone: '138' })
  check('a wrong number is refused well', wrong === '', wrong)
  await see(me, check, 'volunteer-join-errors')
  await fill(me, { nickname: js ? '小荷' : '小满', identity_number: resident(js ? '19910417' : '19920618', 5), phone: '１３８ ００００ ０００１', division: { index: 1 }, consent: true })
  await send(me, '/volunteer/join')
  await calm(me, 'somebody is on the roll')
  await me.goto(`/activities/${no}`)
  const signup = me.locator('main form[action$="/signup"] button')
  await Promise.all([me.waitForEvent('framenavigated'), signup.first().dblclick({ noWaitAfter: true })])
  await me.waitForLoadState('load')
  await me.goto(`/activities/${no}`)
  check('a double click signs up once', await me.locator('main form[action$="/signup/withdrawal"]').count() === 1)
  await see(me, check, 'activity-signed-up')
  await me.goto('/teams')
  await see(me, check, 'teams')
  const team = await me.locator('main a[href^="/teams/"]').evaluateAll((all) => all.map((a) => a.pathname).find((p) => /^\/teams\/[^/]*\d$/.test(p)))
  if (check('there are teams', team)) {
    await me.goto(team)
    await see(me, check, 'team')
  }

  // Times are written by the leader; somebody else confirms; the leader cannot.
  const attendance = `/activities/${no}/attendance`
  await leader.goto(attendance)
  await see(leader, check, 'attendance')
  const mark = async (act) => {
    await leader.goto(attendance)
    await Promise.all([leader.waitForEvent('framenavigated'), leader.locator(`main button[name=act][value=${act}]`).first().click()])
    await leader.waitForLoadState('load')
    await calm(leader, `marked ${act}`)
  }
  await mark('in')
  await leader.goto(`/activities/${no}/code/in`)
  await see(leader, check, 'check-in-code')
  await leader.goto(attendance)
  check('before it begins nobody is signed out', await leader.locator('main button[name=act][value=out]').count() === 0)
  await leader.goto(`/activities/${no}/roster`)
  await see(leader, check, 'roster')
  await leader.goto('/volunteer/activities')
  await see(leader, check, 'activities-run')

  // What is whole already in the demonstration: hours, a record, the certificate.
  const known = await role('volunteer')
  await known.goto('/volunteer')
  await see(known, check, 'volunteer')
  const record = known.locator('main a[href^="/hours/"]').first()
  if (check('the volunteer has records', await record.count())) {
    await known.goto(await record.getAttribute('href'))
    await see(known, check, 'hours-record')
    await known.goto('/volunteer')
    await send(known, '/volunteer/certificates')
    await calm(known, 'a certificate is drawn')
    await known.goto('/volunteer')
    const paper = known.locator('main a[href^="/volunteer/certificates/"]').first()
    const pdf = await known.request.get(await paper.getAttribute('href'))
    check('it is a PDF', (await pdf.body()).subarray(0, 5).toString() === '%PDF-')
    await visitor.goto(`/verify/${(await paper.innerText()).trim()}`)
    check('anybody can verify it', await visitor.locator('main .note--ok').count() === 1, await visitor.locator('main').innerText())
    await see(visitor, check, 'verify-volunteer')
  }
  await known.goto('/volunteer/profile')
  await see(known, check, 'volunteer-profile')

  await rest(begins - Date.now() + 1500)
  await mark('out')
  await leader.goto(attendance)
  await see(leader, check, 'attendance-out')
}
