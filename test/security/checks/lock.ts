import { readdirSync } from 'node:fs'
import { expect } from '@playwright/test'
import { Desk, passphrase } from '../../e2e/desk'
import { checkOf, type Finding } from '../check'
import { reportCanary } from '../world/canaries'
import { removeFolder } from '../world/removeFolder'
import { runInPage, signedIn } from '../world/securedDesk'
import type { SecurityWorld } from '../world/securityWorld'
import { endlessTries, lockInName } from '../world/unprotected'
import type { Variant } from '../world/variants'

const answer = 'Petugas kami sudah memindahkan sangkarnya pagi tadi'
const wrong = 'bukan frasa itu'
const firstScreenName = 'first-screen'
/** The fifth wrong one in a row makes whoever tries wait. */
const triesUntilDelay = 5

/** 13: a locked desk shows and gives nothing, sends what was decided, and makes whoever guesses wait. */
export const lock = checkOf(
  13,
  'a locked desk gives nothing away, goes on sending, and lets nobody guess',
  async (world, variant) => {
    const national = await world.national()
    const { trackingId, secrets } = await reportCanary(national)
    const options = await world.options(variant)
    const desk = await signedIn(national.url, 'sari', options)
    const broken: string[] = []
    try {
      await desk.open(trackingId)
      await desk.respond(answer)
      const kept = `return (await window.desk.keepFirstScreen(${JSON.stringify(answer)}), await window.desk.firstScreen())`
      if ((await runInPage<string | null>(desk, kept)) !== answer) broken.push('no first screen is kept')
      await runInPage(desk, 'return window.desk.lock()')
      broken.push(...(await givenAway(desk, [...secrets, answer])))
      await sentWhileLocked(desk, broken, async () =>
        (await national.ledger()).some(({ text }) => text === answer),
      )
      broken.push(...(await guessing(desk, world, variant)))
      return {
        runs: secrets.length + 5 + triesUntilDelay + 3,
        broken,
        detail: `the page, three addresses and the engine's port are empty; after ${triesUntilDelay} wrong ones it waits, also after a kill`,
      }
    } finally {
      await desk.kill().catch(() => undefined)
      removeFolder(desk.profile)
    }
  },
  [lockInName, endlessTries],
)

async function givenAway(desk: Desk, secrets: readonly string[]): Promise<readonly string[]> {
  const broken: string[] = []
  const stage = await runInPage<string>(desk, 'return (await window.desk.state()).stage')
  if (stage !== 'locked') broken.push(`after locking the desk is ${stage}`)
  await desk.page
    .getByTestId('passphrase')
    .waitFor({ timeout: 20_000 })
    .catch(() => broken.push('the page shows no lock'))
  const shown = await desk.page.evaluate(() => document.documentElement.outerHTML)
  for (const secret of secrets) if (shown.includes(secret)) broken.push(`the page holds “${secret}”`)
  const answers = await runInPage<readonly number[]>(
    desk,
    `const paths = ['/api/v1/changes', '/api/v1/reference', '/attachments/a1']
     return Promise.all(paths.map(async (path) => (await fetch(path)).status))`,
  )
  if (answers.some((status) => status !== 404)) broken.push(`the gateway answers ${answers.join(', ')}`)
  const screen = await runInPage<string | null>(desk, 'return window.desk.firstScreen()')
  const files = readdirSync(desk.profile, { recursive: true, encoding: 'utf8' })
  if (screen !== null || files.some((path) => path.includes(firstScreenName)))
    broken.push('what the list showed last is still there')
  return broken
}

async function sentWhileLocked(desk: Desk, broken: string[], isTaken: () => Promise<boolean>): Promise<void> {
  try {
    await expect.poll(isTaken, { timeout: 60_000 }).toBe(true)
  } catch {
    broken.push('what was decided before is not sent while the desk is locked')
  }
  const stage = await runInPage<string>(desk, 'return (await window.desk.state()).stage')
  if (stage !== 'locked') broken.push(`sending has made it ${stage}`)
}

/** The delays: after a number of wrong ones, over a kill, and not for the right one at once either. */
async function guessing(
  desk: Desk,
  world: SecurityWorld,
  variant: Variant | undefined,
): Promise<Finding['broken']> {
  const broken: string[] = []
  for (let count = 0; count < triesUntilDelay; count += 1) {
    const reason = await tried(desk, wrong)
    if (reason !== 'passphrase-wrong') broken.push(`wrong one ${count + 1}: ${reason}`)
  }
  const own = await tried(desk, passphrase)
  if (own !== 'unlock-too-soon') broken.push(`tried again at once: ${own}`)
  await desk.kill()
  const again = await Desk.start({
    ...(await world.options(variant)),
    profile: desk.profile,
    passphrase: null,
  })
  const afterKill = await tried(again, passphrase)
  if (afterKill !== 'unlock-too-soon') broken.push(`tried again after a kill: ${afterKill}`)
  await again.kill()
  return broken
}

function tried(desk: Desk, secret: string): Promise<string> {
  return runInPage<string>(
    desk,
    `const attempt = await window.desk.unlock({ secret: ${JSON.stringify(secret)} })
     return attempt.outcome === 'failed' ? attempt.failure.reason : attempt.outcome`,
  )
}
