// A founder of each other kind gets through alone on a phone: which kind fits, the name, the answers, the documents, the
// receipt. An association is registered, a community group is filed by its street, a foundation learns where to go.
import { fill, follow, heading, refusedWell, see, send, signIn } from '../desk.mjs'
import { begin, documents, grant, members, people, submit, tasks } from '../founding.mjs'

export default async function founders({ window, js, check }) {
  const lang = js ? 'en' : 'zh-CN'
  const role = async (who, width = 1280) => {
    const page = await window({ lang, width })
    await signIn(page, who)
    return page
  }
  const founder = await role('founder', 390)

  // ---- an association: a few questions, the name, and what founding asks of members
  await founder.goto('/registration/finder')
  await see(founder, check, 'finder')
  await founder.locator('main a[href="/registration/finder?core=members"]').click()
  await fill(founder, { category: 'culture_sport', division: '510903', individuals: '12' })
  await send(founder)
  const short = await founder.locator('main').innerText()
  check('too few members are told at once', /50/.test(short), short)
  await see(founder, check, 'finder-short')
  await fill(founder, { individuals: '50' })
  await send(founder)
  check('the advice leads to the guide of associations', await founder.locator('main a[href="/registration/association"]').count() > 0)
  await see(founder, check, 'finder-association')

  const club = `遂宁市${js ? '象棋' : '围棋'}文化交流协会`
  await founder.goto('/registration/names')
  await fill(founder, { name: `国际${club}`, kind: 'association', authority: 'mz-510900' })
  await send(founder, '/registration/names')
  check('a word that is not free is named', (await founder.locator('main').innerText()).includes('国际'))
  await see(founder, check, 'names-refused')

  const at = await begin(founder, 'association', 'mz-510900')
  const organization = { name: club, category: 'culture_sport', form: 'association', division: '510903', purpose: '团结棋友，传承棋艺。', scope: '棋艺交流、培训、比赛。' }
  await founder.goto(`${at}/tasks/organization`)
  const asked = await founder.locator('main [name]').evaluateAll((all) => all.map((e) => e.name))
  if (asked.includes('area')) organization.area = '遂宁市'
  // Sport and culture are under dual management: a competent authority must be named.
  organization.sponsor = '遂宁市文化广播电视和旅游局'
  await tasks(founder, check, at, 'association', {
    organization,
    people: people([['徐静', ['founder', 'representative'], '19900307', js ? 21 : 11], ['何𬭩', ['founder', 'director'], '19850612', js ? 22 : 12], ['龙㙦', ['founder', 'supervisor'], '19790228', js ? 23 : 13]]),
    members: { individuals: members(50, js ? '19700101' : '19710101') },
    premises: { address: '遂宁市船山区荷塘路 8 号', area: '90', right: 'leased', until: '2029-11-30' },
    capital: { amount: '30000', source: '会员捐资' },
    charter: { items: ['name_domicile', 'purpose_scope_area', 'members', 'governance', 'officers', 'assets', 'amendment', 'termination', 'other'],
      text: `第一条 本会的名称是${club}。` },
  })
  await documents(founder, check, at, 'association')
  await submit(founder, check, at, 'association')
  const office = { clerk: await role('clerk'), reviewer: await role('reviewer'), decider: await role('decider') }
  await grant(check, at, office)
  await founder.goto(at)
  const code = (await founder.locator('main a[href^="/orgs/5"]').first().getAttribute('href')).split('/')[2]
  check('an association has a code of its kind', /^51510[0-9A-Z]{13}$/.test(code), code)
  await see(founder, check, 'association-granted')

  // ---- a filed group: its committee looks first and makes it public, its street files it
  const choir = `船山区南津路街道${js ? '晚风' : '晨露'}合唱队`
  await founder.goto('/registration/filed')
  await see(founder, check, 'filed-guide')
  const group = await begin(founder, 'filed', 'jd-510903001')
  await tasks(founder, check, group, 'filed', {
    organization: { name: choir, category: 'culture_sport', form: 'association', community: 'jw-510903001-01', purpose: '邻里同乐，不以营利为目的。', scope: '在社区排练、演出。' },
    people: people([['王小明', ['representative'], '19600307', js ? 41 : 31]]),
    members: { individuals: members(10, js ? '19610101' : '19620101') },
    premises: { address: '社区党群服务中心', area: '60', right: 'lent' },
    charter: { items: ['name_place', 'purpose_scope', 'members', 'officers', 'money', 'termination'], text: `第一条 本队的名称是${choir}。` },
  })
  await documents(founder, check, group, 'filed')
  await submit(founder, check, group, 'filed')
  const committee = await role('community')
  await committee.goto(group)
  await see(committee, check, 'committee-desk')
  await send(committee, '/acceptance')
  check('the committee has received it', !(await committee.locator('main .errors').count()), await committee.locator('main').innerText())
  await committee.goto(group)
  await see(committee, check, 'committee-received')
  check('an opinion before the publicity is over is not offered as done', await heading(committee) !== '')
  const filer = await role('filer')
  await filer.goto('/cases')
  check('the street sees what its committees have', await filer.locator(`main a[href="${group}"]`).count() > 0, await filer.locator('main').innerText())
  await see(filer, check, 'street-queue')
  await filer.goto(group)
  await see(filer, check, 'street-desk')

  // ---- a foundation: the guide says who registers it, and no form pretends otherwise
  await founder.goto('/registration/foundation')
  await see(founder, check, 'foundation-guide')
  check('nothing here begins a foundation', await founder.locator('main form[action="/applications"] button[type=submit]').count() === 0)

  // ---- withdrawn: the committee has it, the founder takes it back
  await founder.goto(group)
  const back = founder.locator('main form[action$="/withdrawal"]')
  check('a founder may withdraw before a decision', await back.count() === 1)
}
