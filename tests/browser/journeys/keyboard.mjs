// Everything with the keyboard alone: skip link, visible focus, search, signing in.
import { PASSWORD } from '../city.mjs'

const focused = (page) => page.evaluate(() => {
  const e = document.activeElement
  const style = getComputedStyle(e)
  return { tag: e.tagName, name: e.name ?? '', text: (e.innerText ?? '').trim(), href: e.getAttribute('href') ?? '',
    visible: style.outlineStyle !== 'none' || style.boxShadow !== 'none' }
})

async function tabTo(page, wanted, most = 60) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    if (wanted(at)) return at
  }
  throw new Error('the tab key never gets there')
}

export default async function keyboard({ window, check }) {
  const page = await window()
  await page.goto('/')
  await page.keyboard.press('Tab')
  const first = await focused(page)
  check('the first stop leads past the navigation', first.href === '#main', JSON.stringify(first))
  await page.keyboard.press('Enter')
  await tabTo(page, (at) => at.name === 'q', 3)
  check('search is the first thing of home', true)
  await page.keyboard.type('养老')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search\?q=/)

  await page.goto('/')
  const entry = await tabTo(page, (at) => at.href === '/sign-in')
  check('focus can be seen', entry.visible, JSON.stringify(entry))
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/sign-in/)
  await tabTo(page, (at) => at.name === 'email')
  await page.keyboard.type('volunteer@demo.shanzhi')
  await tabTo(page, (at) => at.name === 'password', 3)
  await page.keyboard.type(PASSWORD)
  const button = await tabTo(page, (at) => at.tag === 'BUTTON' && /登录|Sign in/.test(at.text), 4)
  check('the button shows its focus', button.visible)
  await page.keyboard.press('Enter')
  await page.waitForURL((u) => u.pathname !== '/sign-in')
  await page.goto('/workbench')
  const stops = []
  for (let i = 0; i < 40; i++) { await page.keyboard.press('Tab'); stops.push(await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect()
    return document.activeElement === document.body ? null : [box.width > 0 && box.height > 0, document.activeElement.outerHTML.slice(0, 80)]
  })) }
  const hidden = stops.filter((s) => s && !s[0])
  check('no stop is hidden', hidden.length === 0, hidden.map((s) => s[1]).join('\n'))
}
