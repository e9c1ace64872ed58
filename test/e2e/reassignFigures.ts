import { expect, test } from '@playwright/test'
import { referenceSchema } from '../../shared/protocol/reference'
import { TestDesk, first, parsed } from '../national/testDesk'
import { Desk, password } from './desk'
import { NationalProcess } from './nationalProcess'

/**
 * `npm run figures`: giving thousands of cases to another officer in the real program, from the click until all are
 * saved, and until the national system has taken them, while another supervisor gives some of them to somebody else.
 * Figures are for people to read; no test depends on them. MEJA_ADUAN_REASSIGN_CASES says how many cases the sandbox
 * makes: about a third of them need action.
 */
const cases = Number(process.env['MEJA_ADUAN_REASSIGN_CASES'] ?? 15_000)
const takenByAnother = 200

test('reassign thousands', async () => {
  test.setTimeout(3_600_000)
  const national = new NationalProcess({ cases })
  await national.start()
  const desk = await Desk.start()
  const { page } = desk
  await desk.signIn(national.url, 'rahmawati')
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle', { timeout: 900_000 })
  await page.keyboard.press('Escape')
  const all = await page.getByTestId('inbox-count').getAttribute('data-count')
  await page.keyboard.press('Control+2')
  await expect(page.getByTestId('inbox-count')).not.toHaveAttribute('data-count', all ?? '')
  const open = Number(await page.getByTestId('inbox-count').getAttribute('data-count'))
  const rival = await rivalFor(national)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('alihkan semua')
  const previewBegan = performance.now()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('reassign-share').first()).toBeVisible({ timeout: 60_000 })
  const previewed = performance.now() - previewBegan
  await page.getByRole('radio', { name: 'Satu petugas' }).click()
  await page.getByTestId('reassign-officer').click()
  await page.keyboard.type('Syamsul')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('reassign-confirm')).toBeEnabled({ timeout: 60_000 })
  const label = await page.getByTestId('reassign-confirm').innerText()
  const count = Number(label.replaceAll(/\D/g, ''))
  const saved = await page.evaluate(
    () =>
      new Promise<{ milliseconds: number; said: string }>((resolve) => {
        const began = performance.now()
        const observer = new MutationObserver(() => {
          const said = document.querySelector('[data-testid=reassign-result], [data-testid=bulk-held]')
          if (!said) return
          observer.disconnect()
          resolve({ milliseconds: performance.now() - began, said: said.textContent.trim() })
        })
        observer.observe(document.body, { subtree: true, childList: true })
        document.querySelector<HTMLElement>('[data-testid=reassign-confirm]')?.click()
      }),
  )
  const savedAt = performance.now()
  const given = await rival.giveAway()
  const needsYou = async () => {
    const told = await page.getByTestId('view-needs-you').allInnerTexts()
    return Number(told.join('').replaceAll(/\D/g, ''))
  }
  const taken = async () => {
    const assigned = (await national.ledger()).filter(({ type }) => type === 'assign').length
    return assigned - given
  }
  // Each is taken, or comes back because the other supervisor was first.
  await expect
    .poll(async () => (await taken()) + (await needsYou()), { timeout: 600_000, intervals: [2_000] })
    .toBe(count)
  const delivered = performance.now() - savedAt
  console.log(`reassign, ${cases} cases held, ${open} need action`)
  console.log(`  palette to the balanced preview shown:  ${previewed.toFixed(0)} ms`)
  console.log(`  click to saved, ${count} cases:         ${saved.milliseconds.toFixed(0)} ms (${saved.said})`)
  console.log(`  saved to all taken, the 10 s of undo in it: ${(delivered / 1000).toFixed(1)} s`)
  console.log(`  ${given} given to somebody else meanwhile; needs you: ${await needsYou()}`)
  await desk.close()
  await national.stop()
})

/** Another supervisor, who gives some of the same cases to somebody else while the desk still holds its own. */
async function rivalFor(national: NationalProcess) {
  const other = await TestDesk.signIn({ url: national.url, password }, 'syamsul')
  const all = await other.cases()
  const { officers } = parsed(referenceSchema, await other.get('/v1/reference'))
  // What the new holder has already is given to nobody by the desk, so that nobody else can be faster.
  const newHolderId = first(officers, ({ name }) => name.includes('Syamsul')).id
  const wanted = all.filter(({ status, assigneeId: holderId }) => {
    return (status === 'dispositioned' || status === 'in_progress') && holderId !== newHolderId
  })
  const assigneeId = first(officers, ({ name }) => name.includes('Rahmawati')).id
  const payload = { assigneeId, reason: 'Lebih dahulu.' }
  const actions = wanted
    .slice(0, takenByAnother)
    .map((subject) => other.actionOn(subject, { type: 'assign', payload }))
  return {
    async giveAway(): Promise<number> {
      let applied = 0
      for (let start = 0; start < actions.length; start += 100) {
        const results = await other.push(actions.slice(start, start + 100))
        applied += results.filter(({ outcome }) => outcome === 'applied').length
      }
      return applied
    },
  }
}
