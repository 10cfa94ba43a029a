// What journeys of founders share: numbers that belong to nobody, documents, the answers of each kind, and the people who decide.
import { fill, see, send } from './desk.mjs'

// Numbers of the city's own code belong to nobody; the last character is the check character of GB 11643.
export function resident(born, sequence) {
  const body = `510900${born}${String(sequence).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return body + '10X98765432'[[...body].reduce((sum, d, i) => sum + d * weights[i], 0) % 11]
}

export const pdf = (words) => ({ name: `${words}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n') })

/** The rows of the people's page, one for each `[name, parts, born, number]`. */
export const people = (all) => all.map(([who, parts, born, n], i) => ({ [`people.${i}.name`]: who, [`people.${i}.parts`]: parts,
  [`people.${i}.number`]: resident(born, n), [`people.${i}.phone`]: `1380000000${i + 1}`, [`people.${i}.is_eligible`]: true }))

/** So many members, one on a line, as they are pasted from a list. */
export const members = (n, born) => Array.from({ length: n }, (_, i) => `张${i + 1} ${resident(born, i + 1)}`).join('\n')

/** Begins a draft of a kind; answers its address. */
export async function begin(founder, kind, authority) {
  await founder.goto(`/registration/${kind}`)
  await fill(founder, { authority })
  return send(founder, '/applications')
}

/** Fills every task, each on its own page, and looks at it. */
export async function tasks(founder, check, at, name, all) {
  for (const [task, fields] of Object.entries(all)) {
    await founder.goto(`${at}/tasks/${task}`)
    await see(founder, check, `${name}-${task}`)
    // The list of people grows by a button, without script too.
    for (const [i, part] of [fields].flat().entries()) {
      if (i > 0) await send(founder, `/tasks/${task}`, 'button[name=again]')
      await fill(founder, part)
    }
    const next = await send(founder, `/tasks/${task}`)
    check(`${task} is saved`, next !== `${at}/tasks/${task}` && !(await founder.locator('main .errors').count()),
      await founder.locator('main .errors').allInnerTexts())
  }
}

/** Uploads one document for each that is asked for. */
export async function documents(founder, check, at, name) {
  await founder.goto(`${at}/tasks/documents`)
  await see(founder, check, `${name}-documents`)
  const wanted = await founder.locator('main input[type=file][aria-required]').evaluateAll((all) => all.map((e) => e.name))
  for (const field of wanted) await fill(founder, { [field]: pdf(field.slice(5)) })
  await send(founder, '/documents')
  check('the documents are kept', await founder.locator('main .files a').count() >= wanted.length, await founder.locator('main').innerText())
}

/** Declares and submits; answers whether there is a receipt. */
export async function submit(founder, check, at, name) {
  await founder.goto(`${at}/check`)
  await see(founder, check, `${name}-check`)
  await fill(founder, { declared: true })
  const there = await send(founder, '/submission')
  check('there is a receipt', there.endsWith('/receipt'), await founder.locator('main').innerText())
  await see(founder, check, `${name}-receipt`)
}

/** Acceptance, opinion and decision, by the people of one office. */
export async function grant(check, at, { clerk, reviewer, decider }, words = '材料齐全，符合规定。') {
  await clerk.goto(at)
  await send(clerk, '/acceptance')
  check('it is accepted', !(await clerk.locator('main .errors').count()), await clerk.locator('main').innerText())
  await reviewer.goto(at)
  await fill(reviewer, { is_in_favour: 'yes', text: words })
  await send(reviewer, '/opinion')
  await decider.goto(at)
  await fill(decider, { is_granted: 'yes' })
  await send(decider, '/decision')
  check('it is granted', !(await decider.locator('main .errors').count()), await decider.locator('main').innerText())
}
