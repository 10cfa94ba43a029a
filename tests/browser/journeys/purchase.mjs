// A practice purchase, live: draft, locks, approval, question, bids, opening, review, prices, award, result, contract,
// delivery, acceptance with the users' opinion, payment by two people. Its minutes pass beside the other journeys.
import { fill, heading, refusedWell, see, send, signIn } from '../desk.mjs'

export const alongside = true

const beijing = (at) => new Date(at.getTime() + 8 * 3600e3).toISOString().slice(0, 19)
const day = (n) => beijing(new Date(Date.now() + n * 86400e3)).slice(0, 10)
const pdf = (name) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n') })

export default async function purchase({ window, js, check, rest }) {
  const lang = js ? 'en' : 'zh-CN'
  const begun = Date.now()
  const people = {}
  const role = async (who) => {
    if (!people[who]) {
      people[who] = await window({ lang })
      await signIn(people[who], who)
    }
    return people[who]
  }
  const calm = async (page, what) => check(what, !(await page.locator('main .errors, main h1.bad').count()),
    `${page.url()} ${(await page.locator('main').innerText()).slice(0, 600)}`)

  // The buyer writes it.
  const buyer = await role('buyer')
  await buyer.goto('/tenders/new?practice=1')
  await fill(buyer, { title: '', budget: 'ten', closes_at: '' })
  await send(buyer, '/tenders')
  const wrong = await refusedWell(buyer, { budget: 'ten' })
  check('a half-filled tender is refused well', wrong === '', wrong)
  await see(buyer, check, 'tender-errors')
  await fill(buyer, {
    title: `模拟：社区长者助餐服务（${js ? '二' : '一'}）`, summary: '为社区长者提供工作日午餐配送与探访。', budget: '480,000',
    need: '每个工作日为不少于六十位长者配送午餐并作简短探访，记录需要并转介；按季度验收。', contract_months: '12',
    closes_at: beijing(new Date(Date.now() + 30 * 60e3)).slice(0, 16), contact: '林晓兰 0825-0000000', price_points: '20',
    'criteria.0.title': '服务方案', 'criteria.0.points': '50', 'criteria.0.description': '人员、流程与应急安排完整，每缺一项扣十分',
    'criteria.1.title': '本地经验', 'criteria.1.points': '30', 'criteria.1.description': '近三年同类服务每项得十分，最多三十分',
  })
  const desk = await send(buyer, '/tenders')
  await calm(buyer, 'the draft is kept')
  const no = desk.match(/\/tenders\/(\d+)/)?.[1]
  if (!check('the tender has a number', no, desk)) return
  const at = `/tenders/${no}`
  await buyer.goto(`${at}/committee`)
  await see(buyer, check, 'tender-committee')
  const secret = (n) => `quiet harbour lantern ${n}`
  await fill(buyer, Object.fromEntries([0, 1, 2].flatMap((n) => [[`openers.${n}.email`, `opener${n + 1}@demo.shanzhi`], [`openers.${n}.passphrase`, secret(n + 1)]])))
  await send(buyer, '/committee')
  await calm(buyer, 'the locks are made')
  await buyer.goto(`${at}/desk`)
  await fill(buyer, { title: '采购文件', file: pdf('采购文件.pdf') })
  await send(buyer, '/documents')
  await see(buyer, check, 'tender-desk')
  for (const who of ['approver', 'org1', 'org2', 'org3', 'org4', 'supervisor', 'opener1']) await role(who)

  // The deadline is set when everything before it is done: three minutes and a little, later where the machine has been slow so far.
  await buyer.goto(`${at}/edit`)
  const closes = new Date(Date.now() + Math.max(190e3, 3 * (Date.now() - begun)))
  await fill(buyer, { closes_at: beijing(closes) })
  await send(buyer, at)
  await buyer.goto(`${at}/desk`)
  await send(buyer, '/submission')
  await calm(buyer, 'it is submitted')
  const approver = await role('approver')
  await approver.goto(`${at}/desk`)
  await send(approver, '/publication')
  await calm(approver, 'another person publishes it')

  const bidder = await role('org1')
  await bidder.goto(`${at}/bid`)
  await send(bidder, '/bid')
  check('an empty bid is refused well', (await refusedWell(bidder)) === '', await refusedWell(bidder))
  const bid = async (who, plan, price) => {
    const page = await role(who)
    await page.goto(`${at}/bid`)
    await fill(page, { plan, contact_name: '周明', contact_phone: '139 0000 0000', price, states_no_breach: true, files: [pdf('服务方案.pdf')] })
    for (const answer of await page.locator('main textarea[name^="answers."]').all()) await answer.fill(`${plan}逐项说明。`)
    await send(page, '/bid')
    check(`${who} has a receipt`, await page.locator('#receipt').count() === 1, await page.locator('main').innerText())
    return page
  }
  await bid('org1', '固定队伍，双人配送，异常当日回访。', '460,000.00')
  await bid('org2', '社工与志愿者结对，建立长者档案。', '455,000.00')
  const third = await bid('org3', '中央厨房统一制作。', '440,000.00')
  await send(third, '/bid/withdrawal')
  await calm(third, 'a bid can be withdrawn')
  await bid('org1', '固定队伍，双人配送，节假日不断，异常当日回访。', '450,000.00')
  await see(bidder, check, 'bid-receipt')

  const asker = await role('org4')
  await asker.goto(`${at}/questions/new`)
  if (await asker.locator('main form textarea').count()) {
    await see(asker, check, 'tender-ask')
    await asker.locator('main form textarea').first().fill('服务区域是否包括新建小区？')
    await send(asker, '/questions')
    await buyer.goto(`${at}/desk`)
    const answer = buyer.locator('#questions textarea[name=answer]')
    if (await answer.count()) {
      await answer.first().fill('包括，以交付入住为准。')
      await send(buyer, '/answer')
    }
  }
  const public_ = await window({ lang })
  await public_.goto(at)
  await see(public_, check, 'tender-open')
  check('before the deadline nothing tells who bids', !(await public_.content()).includes('和美养老'))
  const opener = await role('opener1')
  await opener.goto(`${at}/opening`)
  await see(opener, check, 'opening-before')

  const state = async () => (await (await public_.request.get(`/api/v1/tenders/${no}`)).json()).state
  const until = async (states, seconds) => {
    const end = Date.now() + seconds * 1000
    let now = await state()
    while (!states.includes(now) && Date.now() < end) {
      await new Promise((r) => setTimeout(r, 1000))
      now = await state()
    }
    return check(`it comes to ${states[0]}`, states.includes(now), now)
  }
  await rest(closes - Date.now() + 2000)
  if (!await until(['closed', 'opened'], 60)) return

  // Two of three open; a wrong passphrase opens nothing.
  const open = async (form, passphrase) => {
    await opener.goto(`${at}/opening`)
    await fill(opener, { passphrase, other: '2', other_passphrase: secret(2) })
    await send(opener, form)
  }
  await open('/opening', 'not this one at all')
  check('a wrong passphrase opens nothing', await opener.locator('main .errors').count() === 1)
  await see(opener, check, 'opening-errors')
  await open('/opening', secret(1))
  await calm(opener, 'the bids are open')
  await see(opener, check, 'opening-record')

  await buyer.goto(`${at}/experts`)
  await send(buyer, '/experts')
  await calm(buyer, 'the experts are drawn')
  for (const pass of await buyer.locator('main input[type=radio][value=yes]').all()) await pass.check()
  await see(buyer, check, 'review-experts')
  await send(buyer, '/checks')
  await calm(buyer, 'both are qualified')
  const seated = []
  for (let n = 1; n <= 7; n++) {
    const page = await role(`expert${n}`)
    const answer = await page.goto(`${at}/review`)
    if (answer.status() === 200) seated.push(page)
  }
  check('three or more are seated', seated.length >= 3, seated.length)
  for (const [i, page] of seated.entries()) {
    await page.goto(`${at}/review`)
    if (i === 0) await see(page, check, 'review-declaration')
    await fill(page, { statement: 'none' })
    await send(page, '/declaration')
  }
  for (const [i, page] of seated.entries()) {
    await page.goto(`${at}/review`)
    for (const yes of await page.locator('main input[type=radio][value=yes]').all()) await yes.check()
    for (const [n, cell] of (await page.locator('main input.input--cell:not([readonly])').all()).entries()) await cell.fill(String(28 - n % 3))
    if (i === 0) await see(page, check, 'review-sheet')
    await send(page, '/scores')
    await calm(page, 'the sheet is kept')
    await fill(page, { password: 'shanzhi-demo' })
    await send(page, '/scores/lock')
    await calm(page, 'the sheet is locked')
  }
  await see(seated[0], check, 'review-locked')
  await open('/price-opening', secret(1))
  await calm(opener, 'the prices are open')
  if (!await until(['priced'], 30)) return

  await buyer.goto(`${at}/award`)
  await see(buyer, check, 'award')
  await send(buyer, '/award')
  await calm(buyer, 'the winner is fixed in order')
  await approver.goto(`${at}/award`)
  await send(approver, '/result')
  await calm(approver, 'another person publishes the result')
  await until(['result'], 20)
  await public_.goto(`${at}/result`)
  await see(public_, check, 'result')
  await public_.goto(at)
  await see(public_, check, 'tender-decided')
  const winnerName = (await (await public_.request.get(`/api/v1/tenders/${no}/result`)).json()).winner
  await bidder.goto(`${at}/result`)
  await see(bidder, check, 'result-own')
  await third.goto(`${at}/challenges/new`)
  await see(third, check, 'challenge-new')

  // The contract follows the award; its parts are signed, published, delivered, accepted and paid.
  await buyer.goto(`${at}/contract/new`)
  await see(buyer, check, 'contract-draft')
  const amount = (await buyer.locator('aside .facts').first().innerText()).match(/[\d,]+\.\d\d/)[0]
  await fill(buyer, { starts_on: day(1), ends_on: day(360), content: '按投标文件提供社区长者助餐服务。', payment: '验收合格后 30 日内支付。',
    duties: '乙方按日配送，甲方提供名单。', breach: '按《民法典》承担违约责任。',
    'milestones.0.title': '全年服务', 'milestones.0.due_on': day(350), 'milestones.0.amount': amount })
  await send(buyer, '/contract')
  await calm(buyer, 'the contract is drafted')
  const contract = new URL(buyer.url()).pathname
  await see(buyer, check, 'contract')
  await send(buyer, '/submission')
  await approver.goto(contract)
  await send(approver, '/approval')
  await calm(approver, 'another person approves it')
  const supplier = [bidder, await role('org2')]
  let signed
  for (const page of supplier) {
    const answer = await page.goto(contract)
    if (answer.status() === 200 && await page.locator('main form[action$="/signature"]').count()) signed = page
  }
  if (!check('the supplier may sign', signed, winnerName)) return
  await see(signed, check, 'contract-sign')
  await send(signed, '/signature')
  await buyer.goto(contract)
  await send(buyer, '/signature')
  await buyer.goto(contract)
  if (await buyer.locator('main form[action$="/publication"]').count()) await send(buyer, '/publication')
  await calm(buyer, 'the contract is published')
  await public_.goto(`${at}/contract`)
  check('the tender leads to its contract', new URL(public_.url()).pathname === contract, public_.url())
  await see(public_, check, 'contract-public')
  await signed.goto(`${contract}/milestones/1/report`)
  await see(signed, check, 'milestone-report')
  await fill(signed, { summary: '全年配送 15,120 份，零投诉。', evidence: [pdf('配送记录.pdf')] })
  await send(signed, '/reports')
  const acceptor = await role('acceptor')
  await acceptor.goto('/workbench/contracts')
  await see(acceptor, check, 'acceptor-desk')
  await acceptor.goto(`${contract}/milestones/1/acceptance`)
  await see(acceptor, check, 'acceptance-form')
  await fill(acceptor, { value: amount, findings: '逐项核对，符合合同。', users_asked: '40', users_satisfied: '38', users_summary: '按时、耐心。' })
  await send(acceptor, '/acceptances')
  await calm(acceptor, 'it is accepted with the opinion of its users')
  const acceptance = new URL(acceptor.url()).pathname.match(/^\/acceptances\//) ? new URL(acceptor.url()).pathname
    : await acceptor.locator('main a[href^="/acceptances/"]').first().getAttribute('href')
  await acceptor.goto(acceptance)
  await see(acceptor, check, 'acceptance')
  const finance = await role('finance')
  await finance.goto(`${acceptance}/payment`)
  await fill(finance, { amount: '999,999,999.00', invoice_no: '25512000000000000001' })
  await send(finance, '/payments')
  check('more than was accepted is refused', await finance.locator('main .errors').count() === 1)
  await see(finance, check, 'payment-errors')
  await fill(finance, { amount, invoice_no: '25512000000000000001' })
  await send(finance, '/payments')
  await calm(finance, 'the payment is prepared')
  const payment = new URL(finance.url()).pathname.match(/^\/payments\//) ? new URL(finance.url()).pathname
    : await finance.locator('main a[href^="/payments/"]').first().getAttribute('href')
  await finance.goto(payment)
  check('who prepares does not confirm', await finance.locator('main form[action$="/confirmation"]').count() === 0)
  const payer = await role('payer')
  await payer.goto(payment)
  await see(payer, check, 'payment-confirm')
  await fill(payer, { voucher: `GK-${no.slice(-4)}-${js ? 2 : 1}` })
  await send(payer, '/confirmation')
  await calm(payer, 'another person confirms the voucher')
  await see(payer, check, 'payment')
  await public_.goto(contract)
  check('the contract shows what was paid', (await public_.locator('main').innerText()).includes('GK-'), await heading(public_))
}
