// Somebody looks around: home, directory, one organization, search, the other language, the larger view, a page that is not there.
import { errorsOf, follow, heading, press } from '../desk.mjs'

export default async function visitor({ window, check }) {
  const page = await window()
  await page.goto('/')
  check('home greets', (await heading(page)).length > 3)

  await page.locator('header a[hreflang=en]').first().click()
  check('the language switches', await page.locator('html').getAttribute('lang') === 'en')
  await page.goto('/sign-in')
  check('and stays switched', /Sign in/.test(await heading(page)))
  await page.locator('header a[hreflang=zh-CN]').first().click()
  check('and back', await page.locator('html').getAttribute('lang') === 'zh-CN')

  await press(page, /长者|Larger view/)
  check('the larger view opens', await page.locator('html').getAttribute('data-mode') === 'elder')
  check('and comes back to the same page', new URL(page.url()).pathname === '/sign-in')
  await press(page, /标准|Standard view/)
  check('the standard view returns', await page.locator('html').getAttribute('data-mode') === null)

  await page.goto('/orgs')
  const one = page.locator('main a[href^="/orgs/"]').filter({ hasText: /\S/ })
  const names = await one.evaluateAll((all) => all.filter((a) => /^\/orgs\/[0-9A-Z]{18}$/.test(a.pathname)).map((a) => [a.pathname, a.textContent.trim()]))
  check('the directory lists organizations', names.length > 5, names.length)
  const [path, name] = names[0]
  await page.goto(path)
  check('an organization has its page', (await heading(page)).includes(name), `${await heading(page)} / ${name}`)

  await page.goto('/')
  await page.locator('form[action="/search"] input[name=q]').first().fill(name)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search\?/)
  check('search finds it by name', await page.locator(`main a[href="${path}"]`).count() > 0)
  await page.goto(`/search?q=${path.split('/')[2]}`)
  check('and by code, which leads straight to it', new URL(page.url()).pathname === path, page.url())

  const gone = await page.goto('/no-such-page')
  check('a page that is not there says so', gone.status() === 404 && (await heading(page)).length > 1)

  await page.goto('/sign-in')
  await page.locator('input[name=email]').fill('nobody@demo.shanzhi')
  await page.locator('input[name=password]').fill('not the password')
  await page.locator('form[action="/sign-in"] button[type=submit]').click()
  check('a wrong password is refused in words', (await errorsOf(page)).length > 3)
  check('and the address stays typed', await page.locator('input[name=email]').inputValue() === 'nobody@demo.shanzhi')
  await follow(page, /注册|Create an account/)
  check('sign-up is one step away', new URL(page.url()).pathname === '/sign-up')
}
