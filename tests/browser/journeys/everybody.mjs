// Every demonstration account signs in and lands on a workbench of its own.
import { heading, signIn } from '../desk.mjs'
import { ROLES } from '../pages.mjs'

const numbered = (name, n) => Array.from({ length: n }, (_, i) => `${name}${i + 1}`)
const everybody = [...new Set([...Object.keys(ROLES), ...numbered('opener', 3), ...numbered('expert', 7), ...numbered('org', 5), 'volunteer2'])]

export default async function all({ window, js, check }) {
  for (const who of js ? everybody.slice(0, 3) : everybody) {
    const page = await window()
    try {
      await signIn(page, who)
      const answer = await page.goto('/workbench')
      check(`${who} has a workbench`, answer.status() === 200 && (await heading(page)).length > 1, `${answer.status()} ${page.url()}`)
    } catch (e) { check(`${who} has a workbench`, false, e.message) }
    await page.close()
  }
}
