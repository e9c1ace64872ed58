import { engineReady, seenStatus, syncNow } from './pageDriver'
import { RunningDesk } from './runningDesk'

/** Left alone until the national system has everything. */
export async function drained(profile: string): Promise<void> {
  const desk = await RunningDesk.start(profile)
  const { page } = desk
  await engineReady(page)
  const end = performance.now() + 600_000
  let tries = 0
  for (let left = (await seenStatus(page)).unsent; left > 0; left = (await seenStatus(page)).unsent) {
    if (performance.now() > end) throw new Error(`${left} actions were not sent within 10 minutes.`)
    await page.waitForTimeout(500)
    tries += 1
    if (tries % 20 === 0) await syncNow(page)
  }
  await desk.close()
}
