// An organization registers itself: guide, task list, documents, check, receipt; one correction notice; acceptance,
// opinion and decision by three people; directory, search, public page and certificate.
import { fill, heading, refusedWell, see, send, signIn } from '../desk.mjs'
import { pdf, people } from '../founding.mjs'

export default async function registration({ window, js, check }) {
  const lang = js ? 'en' : 'zh-CN'
  const role = async (who, options = {}) => {
    const page = await window({ lang, ...options })
    await signIn(page, who)
    return page
  }
  const name = `遂宁市船山区${js ? '听荷' : '望江'}养老服务中心`

  const founder = await role('founder')
  await founder.goto('/registration')
  await see(founder, check, 'registration-kinds')
  await founder.goto('/registration/service')
  await see(founder, check, 'registration-guide')
  await send(founder, '/applications')
  check('where to apply must be chosen', (await refusedWell(founder)) === '', await refusedWell(founder))
  await fill(founder, { authority: 'mz-510900' })
  const at = await send(founder, '/applications')
  const no = at.split('/').pop()
  check('a draft stands', /^\d{6}-\d{8}-/.test(no), at)
  await see(founder, check, 'registration-tasks')

  // Nothing typed, then half of it: every mistake is named and what was typed stays.
  await founder.goto(`${at}/tasks/organization`)
  await see(founder, check, 'registration-organization')
  await fill(founder, { name_en: 'A centre by the river', purpose: '陪伴老人。' })
  await send(founder, '/tasks/organization')
  const wrong = await refusedWell(founder, { name_en: 'A centre by the river', purpose: '陪伴老人。' })
  check('a half-filled page is refused well', wrong === '', wrong)
  await see(founder, check, 'registration-errors')
  await founder.locator('main .errors a').first().click()
  check('an error leads to its field', await founder.evaluate(() => (document.activeElement.id || document.querySelector(':target')?.id) === 'f-name'))

  const tasks = {
    organization: { name, name_en: 'River View Elder Care Centre', category: 'community', is_community: true, form: 'legal_person',
      division: '510903', purpose: '陪伴老人，服务社区。', scope: '居家养老服务、日间照料、老年人精神关怀。' },
    people: people([['徐静', ['founder', 'representative'], '19900307', 1], ['何𬭩', ['director'], '19850612', 2], ['龙㙦', ['supervisor'], '19790228', 3]]),
    premises: { address: '遂宁市船山区荷塘路 1 号', area: '180', right: 'leased', until: '2029-11-30' },
    capital: { amount: '３０,０００.00', nonstate: '100', source: '举办者自筹' },
    charter: { items: ['name_domicile', 'purpose_scope', 'governance', 'officers', 'assets', 'amendment', 'termination', 'other'],
      text: `第一条 本单位的名称是${name}。` },
  }
  for (const [task, fields] of Object.entries(tasks)) {
    await founder.goto(`${at}/tasks/${task}`)
    if (task !== 'organization') await see(founder, check, `registration-${task}`)
    // The list of people grows by a button, without script too.
    for (const [i, part] of [fields].flat().entries()) {
      if (i > 0) await send(founder, `/tasks/${task}`, 'button[name=again]')
      await fill(founder, part)
    }
    const next = await send(founder, `/tasks/${task}`)
    check(`${task} is saved`, next !== `${at}/tasks/${task}` && !(await founder.locator('main .errors').count()),
      await founder.locator('main .errors').allInnerTexts())
  }
  await founder.goto(`${at}/tasks/documents`)
  await see(founder, check, 'registration-documents')
  const wanted = await founder.locator('main input[type=file][aria-required]').evaluateAll((all) => all.map((e) => e.name))
  for (const field of wanted) await fill(founder, { [field]: pdf(field.slice(5)) })
  await send(founder, '/documents')
  check('the documents are kept', await founder.locator('main .files a').count() >= wanted.length, await founder.locator('main').innerText())
  await see(founder, check, 'registration-documents-kept')

  await founder.goto(`${at}/check`)
  await see(founder, check, 'registration-check')
  await send(founder, '/submission')
  check('the declaration is asked for', await founder.locator('main .errors').count() === 1)
  await fill(founder, { declared: true })
  // A double click sends once.
  const button = founder.locator('main form[action$="/submission"] button[type=submit]')
  await Promise.all([founder.waitForURL(/\/receipt$/), button.dblclick({ noWaitAfter: true })])
  await founder.waitForLoadState('load')
  check('there is a receipt with its number', (await founder.locator('main .receipt').innerText()).includes(no))
  await see(founder, check, 'registration-receipt')

  // The clerk finds a defect and sends the one notice.
  const clerk = await role('clerk')
  await clerk.goto('/cases')
  check('the queue has it', await clerk.locator(`main a[href="/applications/${no}"]`).count() > 0)
  await see(clerk, check, 'clerk-queue')
  await clerk.goto(at)
  await see(clerk, check, 'clerk-desk')
  const fixes = clerk.locator('main form[action$="/checks"] .seg--no input')
  await fixes.nth(1).check()
  const item = await fixes.nth(1).getAttribute('name')
  const ready = clerk.locator(`main select[name="${item}-reason"]`)
  if (await ready.count()) await ready.selectOption({ index: 1 })
  await clerk.locator(`main textarea[name="${item}-text"]`).fill('请补充法定代表人签名。')
  await send(clerk, '/checks')
  check('the notice is composed', (await clerk.locator('#notice').innerText()).includes('请补充'), await clerk.locator('#notice').innerText())
  await see(clerk, check, 'clerk-notice')
  await fill(clerk, { seen: true })
  await send(clerk, '/checks', 'button[formaction$="/correction-notice"]')
  await see(clerk, check, 'clerk-notice-sent')

  await founder.goto(at)
  check('the founder reads what to correct', (await founder.locator('main').innerText()).includes('请补充法定代表人签名'))
  await see(founder, check, 'registration-correction')
  await founder.goto(`${at}/check`)
  await fill(founder, { 'answers.0.text': '已补充签名。', declared: true })
  await send(founder, '/submission')

  await clerk.goto(at)
  await send(clerk, '/acceptance')
  check('it is accepted', !(await clerk.locator('main .errors').count()), await clerk.locator('main').innerText())
  await founder.goto(at)
  await see(founder, check, 'registration-accepted')

  const reviewer = await role('reviewer')
  await reviewer.goto(at)
  await see(reviewer, check, 'reviewer-desk')
  await fill(reviewer, { is_in_favour: 'yes', text: '材料齐全，符合条例第八条。' })
  await send(reviewer, '/opinion')
  const decider = await role('decider')
  await decider.goto(at)
  await see(decider, check, 'decider-desk')
  await send(decider, '/decision')
  check('a decision must be one', await decider.locator('main .errors').count() === 1)
  await fill(decider, { is_granted: 'yes' })
  await send(decider, '/decision')
  await see(decider, check, 'decider-decided')

  await founder.goto(at)
  const code = (await founder.locator('main a[href^="/orgs/5"]').first().getAttribute('href')).split('/')[2]
  check('the code has eighteen characters', /^52510[0-9A-Z]{13}$/.test(code), code)
  await see(founder, check, 'registration-granted')
  const visitor = await window({ lang })
  await visitor.goto(`/orgs/${code}`)
  check('the public page stands', (await heading(visitor)).includes(name))
  await see(visitor, check, 'organization-new')
  let found = 0
  for (let i = 0; i < 20 && !found; i++) {
    await visitor.goto(`/search?q=${encodeURIComponent(name.slice(6, 8))}`)
    found = await visitor.locator(`main a[href="/orgs/${code}"]`).count()
    if (!found) await new Promise((r) => setTimeout(r, 250))
  }
  check('two characters find it within five seconds', found > 0)
  await visitor.goto(`/verify/${code}`)
  await see(visitor, check, 'verify-organization')
  const paper = await visitor.request.get(`/orgs/${code}/certificate.pdf`)
  check('the certificate is a PDF', (await paper.body()).subarray(0, 5).toString() === '%PDF-')

  // An expired session: what was typed survives signing in again.
  await founder.goto('/registration/service')
  await founder.context().clearCookies()
  await fill(founder, { authority: 'mz-510900' })
  await send(founder, '/applications')
  check('an expired session leads to signing in', new URL(founder.url()).pathname === '/sign-in' || await founder.locator('input[name=password]').count() > 0, founder.url())
  await see(founder, check, 'session-expired')
}
