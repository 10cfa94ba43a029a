// Somebody opens an account: mistakes are named, the letter's link proves the address, signing in and out works.
import { errorsOf, heading } from '../desk.mjs'

export default async function newcomer({ window, js, check }) {
  const page = await window({ lang: 'en', width: 390 })
  const email = `newcomer-${js ? 'js' : 'plain'}@example.org`
  await page.goto('/sign-up?lang=en')
  const fill = async (name, value) => page.locator(`main input[name=${name}]`).fill(value)
  const send = () => page.locator('main form button[type=submit]').last().click()
  await fill('name', '江晓荷')
  await fill('email', email)
  await fill('password', 'short')
  await send()
  await page.waitForLoadState('domcontentloaded')
  check('what is wrong is named', (await errorsOf(page)).length > 5)
  check('what was typed stays', await page.locator('main input[name=name]').inputValue() === '江晓荷')
  check('a password is not sent back', await page.locator('main input[name=password]').inputValue() === '')
  await fill('password', 'lotus-river-2026')
  await page.locator('main input[name=consent]').check()
  await send()
  await page.locator('main .receipt').waitFor()
  check('the next step is told', (await page.locator('main').innerText()).includes(email), await heading(page))

  // The letter is sent by a job after the commit.
  const letter = await window({ lang: 'en' })
  let link
  for (let i = 0; i < 40 && !link; i++) {
    await letter.goto('/demo/mail')
    const row = letter.locator('main li').filter({ hasText: email }).locator('a[href^="/demo/mail/"]').first()
    if (await row.count()) {
      await row.click()
      const text = await letter.content()
      link = text.match(/\/verify-mail\/[A-Za-z0-9_.~-]+/)?.[0]
    }
    if (!link) await new Promise((r) => setTimeout(r, 250))
  }
  if (!check('the letter arrives', link)) return
  await page.goto(link)
  await page.locator('main form button[type=submit]').click()
  await page.waitForLoadState('domcontentloaded')
  if (new URL(page.url()).pathname === '/sign-in') {
    await fill('email', email)
    await fill('password', 'lotus-river-2026')
    await page.locator('form[action="/sign-in"] button[type=submit]').click()
  }
  await page.goto('/account')
  check('the account is open', (await page.content()).includes('江晓荷'))
  await page.locator('header details.menu summary').click()
  await page.locator('form[action="/sign-out"] button').click()
  await page.waitForLoadState('domcontentloaded')
  await page.goto('/account')
  check('after signing out it is closed', new URL(page.url()).pathname === '/sign-in')
}
